import type { Transaction } from 'kysely';
import { builtInTemplates } from '#shared/features/labels/built-in-templates.ts';
import type { TemplateRow } from '#shared/features/labels/template-contract.ts';
import { templateDesign } from '#shared/features/labels/template.ts';
import type { LabelTemplate, TemplateDesign } from '#shared/features/labels/template.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { notFound } from '#backend/kernel/failure.ts';
import './tables.ts';

export type KnownTemplate = TemplateRow & { template: LabelTemplate; version: number };

const ownPrefix = 'own-';
const publicId = (rowId: number) => `${ownPrefix}${rowId}`;

/** The row of one of the organisation's own templates; null for those that come with the application. */
export function rowIdOf(id: string): number | null {
  const match = /^own-(\d{1,15})$/.exec(id);
  return match === null ? null : Number(match[1]);
}

const builtIn = (template: LabelTemplate): KnownTemplate => ({
  ...summaryOf(template),
  category: null,
  builtIn: true,
  changedAt: null,
  operator: null,
  template,
  version: 1,
});

const summaryOf = ({ id, name, subject, widthMm, heightMm, dpi }: LabelTemplate) => ({
  id,
  name,
  subject,
  widthMm,
  heightMm,
  dpi,
});

async function selectOwn(db: Db, rowId: number | null): Promise<(KnownTemplate & { archived: boolean })[]> {
  const all = db
    .selectFrom('label_template')
    .innerJoin('operator', 'operator.id', 'label_template.operator_id')
    .leftJoin('category', 'category.id', 'label_template.category_id')
    .selectAll('label_template')
    .select(['operator.display_name', 'category.name as category_name']);
  const chosen =
    rowId === null ? all.where('label_template.archived_at', 'is', null) : all.where('label_template.id', '=', rowId);
  const rows = await chosen.orderBy('label_template.name').execute();
  return rows.map((row) => {
    const template = { id: publicId(row.id), ...templateDesign.parse(JSON.parse(row.design)) };
    return {
      ...summaryOf(template),
      category:
        row.category_id === null || row.category_name === null
          ? null
          : { id: row.category_id, name: row.category_name },
      builtIn: false,
      changedAt: row.changed_at,
      operator: row.display_name,
      template,
      version: row.version,
      archived: row.archived_at !== null,
    };
  });
}

/** The organisation's own templates by name, then those that come with the application. */
export async function listTemplates(db: Db): Promise<TemplateRow[]> {
  return [...(await selectOwn(db, null)), ...builtInTemplates().map(builtIn)];
}

/** @throws Failure NOT_FOUND, also for a template that was archived */
export async function getTemplate(db: Db, id: string): Promise<KnownTemplate> {
  const rowId = rowIdOf(id);
  const own = rowId === null ? undefined : (await selectOwn(db, rowId))[0];
  if (own !== undefined && !own.archived) return own;
  const known = builtInTemplates().find((template) => template.id === id);
  if (known === undefined) throw notFound('template', id);
  return builtIn(known);
}

/** Names of templates by id, archived ones too: a job still says what it prints. */
export async function templateNames(db: Db): Promise<Map<string, string>> {
  const own = await db.selectFrom('label_template').select(['id', 'name']).execute();
  return new Map([
    ...builtInTemplates().map(({ id, name }): [string, string] => [id, name]),
    ...own.map(({ id, name }): [string, string] => [publicId(id), name]),
  ]);
}

export async function insertTemplate(
  tx: Transaction<Schema>,
  design: TemplateDesign,
  { categoryId, operatorId, at }: { categoryId: number | null; operatorId: number; at: string },
): Promise<string> {
  const { id } = await tx
    .insertInto('label_template')
    .values({
      name: design.name,
      subject: design.subject,
      category_id: categoryId,
      design: JSON.stringify(design),
      operator_id: operatorId,
      changed_at: at,
      archived_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return publicId(id);
}

/** @returns whether the row still had the version that was edited. */
export async function updateTemplateRow(
  tx: Transaction<Schema>,
  id: number,
  version: number,
  design: TemplateDesign,
  { categoryId, operatorId, at }: { categoryId: number | null; operatorId: number; at: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('label_template')
    .set({
      name: design.name,
      subject: design.subject,
      category_id: categoryId,
      design: JSON.stringify(design),
      operator_id: operatorId,
      changed_at: at,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function archiveTemplateRow(tx: Transaction<Schema>, id: number, at: string): Promise<void> {
  await tx.updateTable('label_template').set({ archived_at: at }).where('id', '=', id).execute();
}
