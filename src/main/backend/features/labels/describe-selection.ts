import type { PrintedKind } from '#shared/features/labels/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { loadSources } from './label-sources.ts';

/** Names that are shown of a selection; of the rest only the number is told. */
const namesShown = 12;

/** What is about to be printed, as people know it, and of which categories the assets are. */
export async function describeSelection(
  db: Db,
  { kind, ids }: { kind: PrintedKind; ids: readonly number[] },
): Promise<{ names: string[]; categoryIds: number[] }> {
  const shown = await loadSources(db, kind, ids.slice(0, namesShown));
  const names = shown.map(({ name }) => name);
  if (kind !== 'asset' || ids.length === 0) return { names, categoryIds: [] };
  const rows = await db
    .selectFrom('asset')
    .select('category_id')
    .distinct()
    .where('id', 'in', ids.slice(0, 5000))
    .execute();
  return { names, categoryIds: rows.map((row) => row.category_id) };
}
