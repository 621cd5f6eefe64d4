import type { Db } from '#backend/kernel/db/dialect.ts';

interface PlaceRow {
  id: number;
  name: string;
  parent_id: number | null;
}

/**
 * How much lies in each of the topmost places, or, where all is in one of them, in each part of it. The tree is small;
 * the assets are counted along their index.
 */
export async function countPlaces(db: Db) {
  const places = await db.selectFrom('place').select(['id', 'name', 'parent_id']).execute();
  const counted = await db
    .selectFrom('asset')
    .select(['place_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('place_id', 'is not', null)
    .where('status', 'not in', ['retiring', 'disposed'])
    .groupBy('place_id')
    .execute();
  const byId = new Map(places.map((place) => [place.id, place]));
  const ways = counted.map(({ place_id: id, count }) => ({ way: wayTo(id, byId), count }));
  let sums = sumAt(ways, 0);
  // A single building tells nothing, its floors do; unless something lies in it and on none of them.
  for (let depth = 1; sums.size === 1 && ways.every(({ way }) => way.length > depth); depth += 1)
    sums = sumAt(ways, depth);
  return [...sums]
    .flatMap(([id, count]) => {
      const place = byId.get(id);
      return place === undefined ? [] : [{ place: { id, name: place.name }, count }];
    })
    .toSorted((one, other) => other.count - one.count || one.place.name.localeCompare(other.place.name));
}

function sumAt(ways: readonly { way: readonly number[]; count: number }[], depth: number): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { way, count } of ways) {
    const at = way[depth];
    if (at !== undefined) sums.set(at, (sums.get(at) ?? 0) + count);
  }
  return sums;
}

/** From the topmost place down to this one. */
function wayTo(id: number | null, byId: ReadonlyMap<number, PlaceRow>): number[] {
  const way: number[] = [];
  for (let place = id === null ? undefined : byId.get(id); place !== undefined;) {
    way.unshift(place.id);
    place = place.parent_id === null ? undefined : byId.get(place.parent_id);
  }
  return way;
}
