import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { HandoverText } from '#shared/features/custody/handover-contract.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import '../tables.ts';

export const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function selectNewest(db: Db) {
  return db
    .selectFrom('handover_text')
    .innerJoin('handover_text_version as wording', 'wording.text_id', 'handover_text.id')
    .leftJoin('category', 'category.id', 'handover_text.category_id')
    .leftJoin('operator', 'operator.id', 'wording.created_by')
    .select([
      'handover_text.id',
      'handover_text.category_id',
      'category.name as category_name',
      'handover_text.title',
      'wording.id as version_id',
      'wording.version',
      'wording.body',
      'wording.sha256',
      'wording.created_at',
      'operator.display_name',
    ])
    .where('handover_text.archived_at', 'is', null)
    .where(
      sql<boolean>`wording.version = (SELECT max(version) FROM handover_text_version WHERE text_id = handover_text.id)`,
    )
    .orderBy(sql`handover_text.category_id IS NOT NULL`)
    .orderBy('handover_text.title')
    .orderBy('handover_text.id');
}

function textOf(row: Awaited<ReturnType<ReturnType<typeof selectNewest>['execute']>>[number]): HandoverText {
  const category =
    row.category_id === null || row.category_name === null ? null : { id: row.category_id, name: row.category_name };
  return {
    id: row.id,
    category,
    title: row.title,
    versionId: row.version_id,
    version: row.version,
    body: row.body,
    sha256: row.sha256,
    createdAt: row.created_at,
    createdBy: row.display_name ?? '',
  };
}

/** Every text in its newest wording: those for all assets first. */
export async function listHandoverTexts(db: Db): Promise<HandoverText[]> {
  return (await selectNewest(db).execute()).map(textOf);
}

/** The texts that go with assets of these categories: those for all, for a category, and for one that it lies in. */
export async function textsForCategories(db: Db, categoryIds: readonly number[]): Promise<HandoverText[]> {
  const { rows } = await sql<{ id: number }>`
    WITH RECURSIVE above (id) AS (
      SELECT id FROM category WHERE id IN (SELECT value FROM json_each(${JSON.stringify(categoryIds)}))
      UNION SELECT category.parent_id FROM category JOIN above ON category.id = above.id WHERE category.parent_id IS NOT NULL
    ) SELECT id FROM above`.execute(rawExecutor(db));
  const wanted = new Set(rows.map(({ id }) => id));
  return (await listHandoverTexts(db)).filter(({ category }) => category === null || wanted.has(category.id));
}

/** Keeps a text; another body becomes another version, and every version stays as it was. */
export async function saveHandoverText(
  command: CommandContext,
  input: { id: number | null; categoryId: number | null; title: string; body: string },
): Promise<{ id: number; version: number }> {
  const { tx } = command;
  const known = input.id === null ? undefined : (await listHandoverTexts(tx)).find(({ id }) => id === input.id);
  if (input.id !== null && !known) throw notFound('handover_text', input.id);
  const values = { category_id: input.categoryId, title: input.title };
  const id = known ? known.id : await insertText(command, values);
  if (known) await tx.updateTable('handover_text').set(values).where('id', '=', id).execute();
  const sha256 = sha256Of(input.body);
  const version = known?.sha256 === sha256 ? known.version : (known?.version ?? 0) + 1;
  if (version !== known?.version) {
    await tx
      .insertInto('handover_text_version')
      .values({
        text_id: id,
        version,
        body: input.body,
        sha256,
        created_at: command.now,
        created_by: command.actor.operatorId,
      })
      .execute();
  }
  await command.record({
    event: 'custody.handoverTextSaved',
    subject: `handover_text:${id}`,
    data: { title: input.title, categoryId: input.categoryId, version, sha256 },
  });
  command.changed('custody');
  return { id, version };
}

async function insertText(
  { tx }: CommandContext,
  values: { category_id: number | null; title: string },
): Promise<number> {
  const { id } = await tx
    .insertInto('handover_text')
    .values({ ...values, archived_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The text goes with no hand-over from now on; receipts that name it keep it. */
export async function archiveHandoverText(command: CommandContext, { id }: { id: number }): Promise<void> {
  const { numUpdatedRows } = await command.tx
    .updateTable('handover_text')
    .set({ archived_at: command.now })
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw notFound('handover_text', id);
  await command.record({ event: 'custody.handoverTextArchived', subject: `handover_text:${id}`, data: {} });
  command.changed('custody');
}
