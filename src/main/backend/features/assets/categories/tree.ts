import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { pathOfCategory } from '#shared/features/assets/category-tree.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import '../tables.ts';

/** Identifiers of these categories and of everything below them, to stand behind an IN. */
export function categoriesBelow(ids: readonly number[]): RawBuilder<number> {
  return sql<number>`(WITH RECURSIVE below (id) AS (
    SELECT id FROM category WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    UNION SELECT category.id FROM category JOIN below ON category.parent_id = below.id) SELECT id FROM below)`;
}

/** The categories that each of these lies in, the nearest first. */
export async function categoriesAbove(db: Db, ids: readonly number[]): Promise<Map<number, number[]>> {
  const categories = await db.selectFrom('category').select(['id', 'parent_id as parentId']).execute();
  return new Map(
    ids.map((id) => [
      id,
      pathOfCategory(categories, id)
        .map((category) => category.id)
        .toReversed()
        .slice(1),
    ]),
  );
}
