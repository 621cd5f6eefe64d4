import { sql } from 'kysely';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { getPlace } from '#backend/features/places/index.ts';
import '../tables.ts';

/** A place and all around it, from the inside out. */
export async function placesAbove(db: Db, placeId: number | null): Promise<number[]> {
  if (placeId === null) return [];
  const { rows } = await sql<{ id: number }>`
    WITH RECURSIVE above (id, depth) AS (
      SELECT ${placeId}, 0 UNION ALL SELECT place.parent_id, depth + 1 FROM place
      JOIN above ON place.id = above.id WHERE place.parent_id IS NOT NULL
    ) SELECT id FROM above ORDER BY depth`.execute(rawExecutor(db));
  return rows.map(({ id }) => id);
}

/** Those of the places that are secure, in their order. */
export async function secureAmong(db: Db, placeIds: readonly number[]): Promise<number[]> {
  if (placeIds.length === 0) return [];
  const rows = await db
    .selectFrom('secure_place')
    .select('place_id')
    .where('place_id', 'in', [...placeIds])
    .where('active', '=', 1)
    .execute();
  const secure = new Set(rows.map((row) => row.place_id));
  return placeIds.filter((id) => secure.has(id));
}

/** @throws Failure PLACE_NOT_SECURE */
export async function refuseOpenPlace(db: Db, placeId: number): Promise<void> {
  if ((await secureAmong(db, [placeId])).length > 0) return;
  throw new Failure('PLACE_NOT_SECURE', { place: (await getPlace(db, placeId)).path });
}
