import type { Db } from '#backend/kernel/db/dialect.ts';

/** How much of each category is here, from the counts that are kept with every change of an asset. */
export async function countCategories(db: Db) {
  const rows = await db
    .selectFrom('asset_count')
    .innerJoin('category', 'category.id', 'asset_count.category_id')
    .select(['category.id', 'category.name', (eb) => eb.fn.sum<number>('asset_count.count').as('count')])
    .where('asset_count.status', 'not in', ['retiring', 'disposed'])
    .groupBy(['category.id', 'category.name'])
    .execute();
  return rows
    .filter(({ count }) => count > 0)
    .map(({ id, name, count }) => ({ category: { id, name }, count }))
    .toSorted((one, other) => other.count - one.count || one.category.name.localeCompare(other.category.name));
}
