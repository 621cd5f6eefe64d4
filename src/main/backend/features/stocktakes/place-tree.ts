import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Encloses } from './rules.ts';

/** The places with their paths, read once for a command that asks about many. */
export interface PlaceTree {
  encloses: Encloses;
  pathOf(id: number | null): string | null;
}

export async function readPlaceTree(db: Db): Promise<PlaceTree> {
  const rows = await db.selectFrom('place').select(['id', 'parent_id', 'name']).execute();
  const places = new Map(rows.map((row) => [row.id, row]));
  const pathOf = (id: number | null): string | null => {
    const names: string[] = [];
    for (
      let at = id === null ? undefined : places.get(id);
      at;
      at = at.parent_id === null ? undefined : places.get(at.parent_id)
    )
      names.unshift(at.name);
    return names.length > 0 ? names.join(' › ') : null;
  };
  const encloses: Encloses = (outer, inner) => {
    for (let at = places.get(inner)?.parent_id ?? null; at !== null; at = places.get(at)?.parent_id ?? null)
      if (at === outer) return true;
    return false;
  };
  return { encloses, pathOf };
}
