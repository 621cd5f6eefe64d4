import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { FoundRecord, RecordKind } from '#shared/features/application/records.ts';
import { recordKinds } from '#shared/features/application/records.ts';
import type { Permission } from '#shared/features/auth/permissions.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { containsPattern } from '#backend/kernel/search/words.ts';

interface Source {
  /** Who holds one of these may see them. */
  permissions: readonly Permission[];
  /** Tables, with `id` of what is opened, `label` and `detail`. */
  rows: RawBuilder<unknown>;
  /** What is sought in; of the labels only those that are short, so that the newest few are found at once. */
  sought: RawBuilder<string>;
}

const buying: readonly Permission[] = ['request.create', 'request.approve', 'po.create'];
const counting: readonly Permission[] = ['stocktake.count', 'stocktake.reconcile', 'stocktake.approve', 'audit.read'];

/** As requisitionNumber, orderNumber and contractNumber write it. */
const numbered = (prefix: string, table: string) =>
  sql<string>`${prefix} || '-' || ${sql.ref(`${table}.year`)} || '-' || substr('0000' || ${sql.ref(`${table}.number`)}, -max(4, length(${sql.ref(`${table}.number`)})))`;

/** One that has only a number of its own and a title: both are sought. */
const titled = (table: string, title: string): Omit<Source, 'permissions'> => {
  const words = sql<string>`${sql.ref(`${table}.number`)} || ' · ' || ${sql.ref(`${table}.${title}`)}`;
  return {
    rows: sql`SELECT id, ${words} AS label, NULL AS detail FROM ${sql.table(table)}`,
    sought: words,
  };
};

const named = (table: string, name: string): Omit<Source, 'permissions'> => ({
  rows: sql`SELECT id, ${sql.ref(name)} AS label, NULL AS detail FROM ${sql.table(table)}`,
  sought: sql<string>`${sql.ref(name)}`,
});

const sources: Readonly<Record<RecordKind, Source>> = {
  ticket: { permissions: ['asset.view'], ...titled('ticket', 'title') },
  incident: { permissions: ['asset.view'], ...titled('incident', 'description') },
  workOrder: { permissions: ['asset.view'], ...titled('work_order', 'title') },
  requisition: {
    permissions: buying,
    rows: sql`SELECT id, ${numbered('REQ', 'requisition')} AS label, reason AS detail FROM requisition`,
    sought: sql<string>`${numbered('REQ', 'requisition')} || ' ' || reason`,
  },
  order: {
    permissions: buying,
    rows: sql`SELECT purchase_order.id, ${numbered('PO', 'purchase_order')} AS label, supplier.name AS detail
      FROM purchase_order JOIN supplier ON supplier.id = supplier_id`,
    sought: sql<string>`${numbered('PO', 'purchase_order')} || ' ' || supplier.name`,
  },
  invoice: {
    permissions: buying,
    rows: sql`SELECT order_id AS id, invoice.number AS label, supplier.name AS detail
      FROM invoice JOIN supplier ON supplier.id = supplier_id`,
    sought: sql<string>`invoice.number`,
  },
  contract: {
    permissions: buying,
    rows: sql`SELECT contract.id, title AS label, ${numbered('CON', 'contract')} || ' · ' || supplier.name AS detail
      FROM contract JOIN supplier ON supplier.id = supplier_id`,
    sought: sql<string>`title || ' ' || ${numbered('CON', 'contract')} || ' ' || reference`,
  },
  supplier: { permissions: ['supplier.view'], ...named('supplier', 'name') },
  licence: {
    permissions: ['licence.view'],
    rows: sql`SELECT id, name AS label,
      (SELECT group_concat(reference, ', ') FROM entitlement WHERE product_id = software_product.id) AS detail
      FROM software_product`,
    sought: sql<string>`name || ' ' ||
      coalesce((SELECT group_concat(reference, ' ') FROM entitlement WHERE product_id = software_product.id), '')`,
  },
  article: {
    permissions: ['supply.view'],
    rows: sql`SELECT id, name AS label, code AS detail FROM supply_article`,
    sought: sql<string>`name || ' ' || code`,
  },
  stocktake: { permissions: counting, ...titled('stocktake', 'name') },
  lot: {
    permissions: ['asset.view'],
    rows: sql`SELECT disposal_lot.id, disposal_lot.number || ' · ' || supplier.name AS label, NULL AS detail
      FROM disposal_lot JOIN supplier ON supplier.id = supplier_id`,
    sought: sql<string>`disposal_lot.number || ' ' || supplier.name`,
  },
  campaign: { permissions: ['asset.view'], ...titled('update_campaign', 'name') },
  protectedItem: { permissions: ['asset.view'], ...named('protected_item', 'what') },
  recoveryPlan: { permissions: ['asset.view'], ...named('recovery_plan', 'name') },
  profile: { permissions: ['asset.edit', 'configuration.edit'], ...named('configuration_profile', 'name') },
  configurationRun: { permissions: ['asset.edit', 'configuration.edit'], ...named('configuration_run', 'name') },
  roleRun: {
    permissions: ['person.view'],
    rows: sql`SELECT role_run.id, person.name AS label, due_on AS detail
      FROM role_run JOIN person ON person.id = person_id`,
    sought: sql<string>`person.name`,
  },
  course: { permissions: ['asset.view'], ...named('training_course', 'title') },
  category: { permissions: ['supplier.view'], ...named('category', 'name') },
};

/** Everything with a page of its own besides assets, people and places, the newest of each kind first. */
export async function findRecords(
  { reader, actor }: QueryContext,
  { text, limit }: { text: string; limit: number },
): Promise<FoundRecord[]> {
  const pattern = containsPattern(text.trim());
  if (pattern === '%%') return [];
  const found: FoundRecord[] = [];
  for (const kind of recordKinds) {
    const { permissions, rows, sought } = sources[kind];
    if (!permissions.some((permission) => actor.may(permission))) continue;
    const answer = await sql<Omit<FoundRecord, 'kind'>>`
      ${rows} WHERE ${sought} LIKE ${pattern} ESCAPE '\\' ORDER BY 1 DESC LIMIT ${limit}`.execute(rawExecutor(reader));
    found.push(...answer.rows.map((row) => ({ kind, ...row })));
  }
  return found;
}
