import { sql } from 'kysely';
import { mayMerge, subtreeOf } from '#shared/features/assets/category-tree.ts';
import { fieldsOfCategory } from '#shared/features/assets/fields.ts';
import type { Category } from '#shared/features/assets/model.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import { listCategories } from '../catalogue.ts';
import { listFields } from '../fields.ts';
import { moveCount } from '../repository.ts';
import { refreshSearch } from '../search-index.ts';
import { getCategory, obey } from './edit-categories.ts';
import { recordMerge } from './merge-record.ts';
import { planMergedFields } from './merge-fields.ts';
import type { FieldFate } from './merge-fields.ts';
import { findClashes, moveField, moveValues } from './move-values.ts';

interface Merge {
  id: number;
  intoId: number;
}

interface MergePlan {
  category: Category;
  into: Category;
  /** The merged category and everything below it: their assets lose fields. */
  subtree: number[];
  fields: FieldFate[];
}

async function planMerge(db: Db, { id, intoId }: Merge): Promise<MergePlan> {
  const known = await listCategories(db);
  const [category, into] = [getCategory(known, id), getCategory(known, intoId)];
  const verdict = mayMerge(known, id, intoId);
  obey(known, verdict, category.archived ? id : intoId);
  const fields = await listFields(db);
  const target = fieldsOfCategory(fields, known, intoId);
  const holding = new Set(target.map((field) => field.id));
  const lost = fieldsOfCategory(fields, known, id).filter((field) => !holding.has(field.id));
  const own = new Set(lost.filter((field) => field.categoryId === id).map((field) => field.id));
  const subtree = subtreeOf(known, id);
  const clashes = await findClashes(db, lost, target, subtree);
  return { category, into, subtree, fields: planMergedFields(category.name, lost, own, target, clashes) };
}

export async function previewMerge({ reader }: QueryContext, merge: Merge) {
  const { fields } = await planMerge(reader, merge);
  const { assets, closed } = await reader
    .selectFrom('asset_count')
    .select(sql<number>`coalesce(sum(count) FILTER (WHERE status <> 'disposed'), 0)`.as('assets'))
    .select(sql<number>`coalesce(sum(count) FILTER (WHERE status = 'disposed'), 0)`.as('closed'))
    .where('category_id', '=', merge.id)
    .executeTakeFirstOrThrow();
  const count = async (table: 'model' | 'category', column: 'category_id' | 'parent_id') => {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ${merge.id}`.execute(
      rawExecutor(reader),
    );
    return rows[0]?.count ?? 0;
  };
  return {
    assets,
    closed,
    models: await count('model', 'category_id'),
    categories: await count('category', 'parent_id'),
    fields: fields.map((fate) => ({ name: fate.field.name, becomes: nameAfter(fate), how: fate.how })),
  };
}

const nameAfter = (fate: FieldFate): string =>
  fate.how === 'joined' ? fate.into.name : fate.how === 'moved' ? fate.name : fate.field.name;

/**
 * Puts everything of a category into another one, in the transaction of the command: assets that are not disposed,
 * models, narrower categories, fields and the values in them.
 */
export async function mergeCategories(command: CommandContext, merge: Merge): Promise<{ assets: number }> {
  const { tx, now } = command;
  const { id, intoId } = merge;
  const { category, into, subtree, fields } = await planMerge(tx, merge);
  const mergeId = await recordMerge(command, merge, fields);
  for (const fate of fields) {
    if (fate.how === 'joined') await moveValues(command, fate.field, fate.into, { subtree, ownerId: id, mergeId });
    if (fate.how === 'moved') await moveField(tx, fate.field, intoId, fate.name);
  }
  const moved = await moveAssets(command, id, intoId);
  await tx.updateTable('model').set({ category_id: intoId }).where('category_id', '=', id).execute();
  await tx.updateTable('category').set({ parent_id: intoId }).where('parent_id', '=', id).execute();
  await tx.updateTable('category').set({ merged_into_id: intoId }).where('merged_into_id', '=', id).execute();
  await tx
    .updateTable('category')
    .set({ archived_at: now, merged_into_id: intoId, version: category.version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'assets.categoriesMerged',
    subject: `category:${id}`,
    data: {
      name: category.name,
      into: into.name,
      intoId,
      assets: moved.length,
      fields: fields.map((fate) => `${fate.field.name}: ${fate.how} ${nameAfter(fate)}`),
    },
  });
  await refreshSearch(tx, moved, { fragments: false });
  command.changed('assets');
  return { assets: moved.length };
}

/** Disposed assets are closed: they stay where they were. */
async function moveAssets(command: CommandContext, id: number, intoId: number): Promise<number[]> {
  const { tx, now } = command;
  const assets = await tx
    .updateTable('asset')
    .set((eb) => ({ category_id: intoId, updated_at: now, version: eb('version', '+', 1) }))
    .where('category_id', '=', id)
    .where('status', '<>', 'disposed')
    .returning(['id', 'tag'])
    .execute();
  const counts = await tx
    .selectFrom('asset_count')
    .select(['status', 'count'])
    .where('category_id', '=', id)
    .where('status', '<>', 'disposed')
    .where('count', '>', 0)
    .execute();
  for (const { status, count } of counts) {
    await moveCount(tx, id, status, null, count);
    await moveCount(tx, intoId, null, status, count);
  }
  if (assets.length > 0)
    command.journal.appendAll(
      assets.map(({ id: assetId, tag }) => ({
        event: 'assets.changed',
        subject: `asset:${assetId}`,
        data: { tag, before: { categoryId: id }, after: { categoryId: intoId } },
      })),
    );
  return assets.map((asset) => asset.id);
}
