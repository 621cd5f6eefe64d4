import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';

/** Says for each category where its assets are filed: under itself, or what it was merged into. @throws Failure CATEGORY_ARCHIVED */
export async function categoriesInUse(db: Db): Promise<(id: number) => { id: number; name: string }> {
  const rows = await db.selectFrom('category').select(['id', 'name', 'archived_at', 'merged_into_id']).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (id) => {
    const category = byId.get(id);
    if (!category) throw notFound('category', id);
    const filedUnder = byId.get(category.merged_into_id ?? id) ?? category;
    if (filedUnder.archived_at !== null) throw new Failure('CATEGORY_ARCHIVED', { name: filedUnder.name });
    return filedUnder;
  };
}
