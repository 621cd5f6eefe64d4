import '../tables.ts';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Crossing, Geofence, Position, Tracker } from '#shared/features/tracking/position-contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import type { Fix } from '#backend/features/devices/index.ts';
import type { PositionSource } from '../tables.ts';

const facts = ['at', 'latitude', 'longitude', 'accuracy', 'speed', 'heading', 'altitude'] as const;

export async function findTracker(db: Db, identifier: string): Promise<{ id: number; name: string } | null> {
  const row = await db
    .selectFrom('tracker')
    .select(['id', 'name'])
    .where('identifier', '=', identifier)
    .executeTakeFirst();
  return row ?? null;
}

export async function lastPosition(db: Db, trackerId: number): Promise<Position | null> {
  const row = await db
    .selectFrom('position')
    .select(facts)
    .where('tracker_id', '=', trackerId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export async function listTrackers(db: Db): Promise<Tracker[]> {
  const rows = await db
    .selectFrom('tracker')
    .leftJoin('asset', 'asset.id', 'tracker.asset_id')
    .leftJoin('custody', (join) => join.onRef('custody.asset_id', '=', 'asset.id').on('custody.ended_at', 'is', null))
    .leftJoin('person', 'person.id', 'custody.person_id')
    .select(['tracker.id', 'tracker.identifier', 'tracker.name', 'tracker.asset_id', 'asset.tag'])
    .select('person.name as custodian')
    .orderBy('tracker.name')
    .execute();
  const inside = await db
    .selectFrom('geofence_presence')
    .innerJoin('geofence', 'geofence.id', 'geofence_presence.geofence_id')
    .select(['geofence_presence.tracker_id', 'geofence.name'])
    .where('geofence_presence.inside', '=', 1)
    .where('geofence.archived_at', 'is', null)
    .execute();
  return Promise.all(
    rows.map(async ({ id, identifier, name, asset_id, tag, custodian }) => ({
      id,
      identifier,
      name,
      asset: asset_id === null ? null : { id: asset_id, name: tag ?? '' },
      custodian,
      last: await lastPosition(db, id),
      inside: inside.filter(({ tracker_id }) => tracker_id === id).map((each) => each.name),
    })),
  );
}

/** The newest positions, told in the order of time. */
export async function trailOf(
  db: Db,
  { trackerId, from, limit }: { trackerId: number; from: string | null; limit: number },
): Promise<Position[]> {
  const rows = await db
    .selectFrom('position')
    .select(facts)
    .where('tracker_id', '=', trackerId)
    .$if(from !== null, (query) => query.where('at', '>=', from ?? ''))
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.toReversed();
}

/** @returns how many are new: the same moment of a tracker is one position, however often it is told */
export async function insertPositions(
  tx: Transaction<Schema>,
  trackerId: number,
  fixes: readonly Fix[],
  source: PositionSource,
): Promise<number> {
  let added = 0;
  for (let start = 0; start < fixes.length; start += 200) {
    const rows = fixes.slice(start, start + 200).map((fix) => ({ ...fix, tracker_id: trackerId, source }));
    const result = await tx
      .insertInto('position')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['tracker_id', 'at']).doNothing())
      .executeTakeFirst();
    added += Number(result.numInsertedOrUpdatedRows ?? 0n);
  }
  return added;
}

export async function listGeofences(db: Db): Promise<Geofence[]> {
  return db
    .selectFrom('geofence')
    .select(['id', 'name', 'latitude', 'longitude', 'radius'])
    .where('archived_at', 'is', null)
    .orderBy('name')
    .execute();
}

export async function presencesOf(db: Db, trackerId: number): Promise<Map<number, { inside: boolean; at: string }>> {
  const rows = await db
    .selectFrom('geofence_presence')
    .select(['geofence_id', 'inside', 'at'])
    .where('tracker_id', '=', trackerId)
    .execute();
  return new Map(rows.map(({ geofence_id, inside, at }) => [geofence_id, { inside: inside === 1, at }]));
}

export async function writePresence(
  tx: Transaction<Schema>,
  presence: { geofenceId: number; trackerId: number; inside: boolean; at: string },
): Promise<void> {
  const { geofenceId, trackerId, inside, at } = presence;
  const change = { inside: inside ? 1 : 0, at };
  await tx
    .insertInto('geofence_presence')
    .values({ geofence_id: geofenceId, tracker_id: trackerId, ...change })
    .onConflict((conflict) => conflict.columns(['geofence_id', 'tracker_id']).doUpdateSet(change))
    .execute();
}

export async function listCrossings(db: Db): Promise<Crossing[]> {
  return db
    .selectFrom('geofence_crossing')
    .innerJoin('geofence', 'geofence.id', 'geofence_crossing.geofence_id')
    .innerJoin('tracker', 'tracker.id', 'geofence_crossing.tracker_id')
    .select(['geofence_crossing.id', 'geofence.name as geofence', 'tracker.name as tracker'])
    .select(['geofence_crossing.direction', 'geofence_crossing.at'])
    .orderBy('geofence_crossing.at', 'desc')
    .limit(100)
    .execute();
}

/** @returns how many were forgotten; crossings of fences that old go with them */
export async function deletePositionsBefore(tx: Transaction<Schema>, instant: string): Promise<number> {
  const result = await tx.deleteFrom('position').where('at', '<', instant).executeTakeFirst();
  await tx.deleteFrom('geofence_crossing').where('at', '<', instant).execute();
  return Number(result.numDeletedRows);
}

export async function countPositions(db: Db): Promise<{ kept: number; oldest: string | null }> {
  const row = await db
    .selectFrom('position')
    .select([sql<number>`count(*)`.as('kept'), sql<string | null>`min(at)`.as('oldest')])
    .executeTakeFirstOrThrow();
  return row;
}
