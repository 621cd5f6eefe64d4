import { sql } from 'kysely';
import type { CategoryDetails } from '#shared/features/assets/category-contract.ts';
import { mayStandUnder, nearestLivingParent } from '#shared/features/assets/category-tree.ts';
import type { CategoryVerdict } from '#shared/features/assets/category-tree.ts';
import type { Category, Family } from '#shared/features/assets/model.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { createCategory, listCategories } from '../catalogue.ts';
import { differenceOf } from '../rules.ts';
import { refreshSearch } from '../search-index.ts';

/** @throws Failure NAME_TAKEN, NAME_OF_ARCHIVED, CATEGORY_FAMILY_DIFFERS, CATEGORY_ARCHIVED. */
export async function addCategory(
  command: CommandContext,
  { family, ...details }: CategoryDetails & { family: Family },
): Promise<{ id: number }> {
  const known = await listCategories(command.tx);
  refuseTakenName(known, { id: null, family, name: details.name });
  obey(known, mayStandUnder(known, { id: null, family }, details.parentId), details.parentId);
  return createCategory(command, { ...details, family, key: freeKey(known, family, details.name) });
}

/** Renames a category or puts it elsewhere in its family; its assets go with it. @throws Failure as {@link addCategory} does, and CHANGED_MEANWHILE. */
export async function updateCategory(
  command: CommandContext,
  { id, version, ...details }: CategoryDetails & { id: number; version: number },
): Promise<void> {
  const { tx } = command;
  const known = await listCategories(tx);
  const category = getCategory(known, id);
  if (category.version !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'category', id });
  refuseTakenName(known, { ...category, name: details.name });
  if (details.parentId !== category.parentId)
    obey(known, mayStandUnder(known, category, details.parentId), details.parentId);
  const { name: nameBefore, code, parentId: parentBefore, holdsData: held } = category;
  const { parentId, holdsData = held, ...values } = details;
  const difference = differenceOf(
    { name: nameBefore, code, parentId: parentBefore, holdsData: held },
    { ...values, parentId, holdsData },
  );
  if (!difference) return;
  await tx
    .updateTable('category')
    .set({ ...values, parent_id: parentId, holds_data: holdsData ? 1 : 0, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({ event: 'assets.categoryChanged', subject: `category:${id}`, data: difference });
  if (details.name !== category.name) await refreshSearch(tx, await assetsIn(tx, id), { fragments: false });
  command.changed('assets');
}

/** Takes a category out of use that has nothing in use in it. @throws Failure CATEGORY_IN_USE */
export async function archiveCategory(command: CommandContext, { id }: { id: number }): Promise<void> {
  const { tx, now } = command;
  const known = await listCategories(tx);
  const { name, archived, version } = getCategory(known, id);
  if (archived) return;
  const narrower = known.filter((each) => each.parentId === id && !each.archived).length;
  const { assets } = await tx
    .selectFrom('asset_count')
    .select(sql<number>`coalesce(sum(count), 0)`.as('assets'))
    .where('category_id', '=', id)
    .where('status', '<>', 'disposed')
    .executeTakeFirstOrThrow();
  if (assets + narrower > 0) throw new Failure('CATEGORY_IN_USE', { name, count: assets + narrower });
  await tx
    .updateTable('category')
    .set({ archived_at: now, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({ event: 'assets.categoryArchived', subject: `category:${id}`, data: { name } });
  command.changed('assets');
}

/** Brings a category back into use, under the nearest one above it that is. */
export async function restoreCategory(command: CommandContext, { id }: { id: number }): Promise<void> {
  const known = await listCategories(command.tx);
  const { name, archived, version, parentId: before } = getCategory(known, id);
  if (!archived) return;
  const parentId = nearestLivingParent(known, id);
  await command.tx
    .updateTable('category')
    .set({ archived_at: null, merged_into_id: null, parent_id: parentId, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'assets.categoryRestored',
    subject: `category:${id}`,
    data: { name, ...(before === parentId ? {} : { before: { parentId: before }, after: { parentId } }) },
  });
  command.changed('assets');
}

/** Throws what speaks against it, with the name of the category that is in the way. */
export function obey(known: readonly Category[], verdict: CategoryVerdict, otherId: number | null): void {
  if (verdict.allowed) return;
  throw new Failure(verdict.because, { name: known.find(({ id }) => id === otherId)?.name ?? '' });
}

export function getCategory(known: readonly Category[], id: number): Category {
  const category = known.find((each) => each.id === id);
  if (!category) throw notFound('category', id);
  return category;
}

/** Identifiers of all assets that are filed directly under the category. */
export async function assetsIn(db: Db, categoryId: number): Promise<number[]> {
  const rows = await db.selectFrom('asset').select('id').where('category_id', '=', categoryId).execute();
  return rows.map(({ id }) => id);
}

function refuseTakenName(
  known: readonly Category[],
  category: { id: number | null; family: Family; name: string },
): void {
  const { name } = category;
  const same = known.find(
    (each) =>
      each.id !== category.id && each.family === category.family && each.name.toLowerCase() === name.toLowerCase(),
  );
  if (same) throw new Failure(same.archived ? 'NAME_OF_ARCHIVED' : 'NAME_TAKEN', { name: same.name });
}

/** What files and programs may know the category by; it stays when the category is renamed. */
function freeKey(known: readonly Category[], family: Family, name: string): string {
  const taken = new Set(known.map(({ key }) => key));
  const stem = `own-${family}-${name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`;
  let key = stem;
  for (let attempt = 2; taken.has(key); attempt += 1) key = `${stem}-${attempt}`;
  return key;
}
