import { sql } from 'kysely';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { FieldFate } from './merge-fields.ts';

/** A field that went along or was joined, as it was before. */
interface FormerField {
  id: number;
  how: 'joined' | 'moved';
  name: string;
  position: number;
  /** Whether the merge took it out of use, because its values went into another. */
  archived: boolean;
}

/** What a merge moved, beside assets and values. */
export interface MergeContent {
  fields: FormerField[];
  models: number[];
  /** Narrower categories. */
  categories: number[];
  /** Categories that had been merged into the merged one before. */
  mergedBefore: number[];
}

interface MergeRow {
  id: number;
  intoId: number;
  content: MergeContent;
}

const idsOf = (rows: readonly { id: number }[]): number[] => rows.map(({ id }) => id);

/** Writes down what is about to move, before it does. @returns the number of the merge */
export async function recordMerge(
  { tx, now, actor }: CommandContext,
  { id, intoId }: { id: number; intoId: number },
  fates: readonly FieldFate[],
): Promise<number> {
  const content: MergeContent = {
    fields: fates.flatMap(({ how, field }) =>
      how === 'kept'
        ? []
        : [
            {
              id: field.id,
              how,
              name: field.name,
              position: field.position,
              archived: how === 'joined' && field.categoryId === id,
            },
          ],
    ),
    models: idsOf(await tx.selectFrom('model').select('id').where('category_id', '=', id).execute()),
    categories: idsOf(await tx.selectFrom('category').select('id').where('parent_id', '=', id).execute()),
    mergedBefore: idsOf(await tx.selectFrom('category').select('id').where('merged_into_id', '=', id).execute()),
  };
  const merge = await tx
    .insertInto('category_merge')
    .values({
      category_id: id,
      into_id: intoId,
      merged_at: now,
      merged_by: actor.operatorId,
      content: JSON.stringify(content),
      undone_at: null,
      undone_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`INSERT INTO category_merge_asset (merge_id, asset_id)
    SELECT ${merge.id}, id FROM asset WHERE category_id = ${id} AND status <> 'disposed'`.execute(tx);
  return merge.id;
}

/** The last merge of a category that was not taken back. @throws Failure MERGE_NOT_KNOWN for one that nothing was written down of */
export async function getMerge(db: Db, categoryId: number): Promise<MergeRow> {
  const row = await db
    .selectFrom('category_merge')
    .select(['id', 'into_id', 'content'])
    .where('category_id', '=', categoryId)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!row) throw new Failure('MERGE_NOT_KNOWN');
  return { id: row.id, intoId: row.into_id, content: JSON.parse(row.content) as MergeContent };
}
