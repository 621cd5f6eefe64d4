import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { reservationStates } from '#shared/features/loans/contract.ts';
import type { Reservation } from '#shared/features/loans/contract.ts';
import type { Day } from '#shared/primitives/days.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { prepareQuery } from '#backend/kernel/db/prepared-query.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { custodianName } from '#backend/features/custody/index.ts';
import { listAbsences } from './lifecycle.ts';
import { daysOut, mayBeReserved } from './rules.ts';
import type { Booking, Move, Occupied } from './rules.ts';
import './tables.ts';

/** For whom something is reserved, as people know him. */
const holderName = sql<string>`coalesce(
  (SELECT name FROM person WHERE id = reservation.person_id),
  (SELECT name FROM department WHERE id = reservation.department_id), '')`;

const wantedName = sql<string | null>`coalesce(
  (SELECT name FROM pool WHERE id = reservation.pool_id),
  (SELECT name FROM model WHERE id = reservation.model_id))`;

export function selectReservations(db: Db) {
  return db
    .selectFrom('reservation')
    .innerJoin('asset', 'asset.id', 'reservation.asset_id')
    .leftJoin('operator', 'operator.id', 'reservation.created_by')
    .selectAll('reservation')
    .select(['asset.tag', 'asset.name as asset_name', 'operator.display_name'])
    .select([holderName.as('holder_name'), wantedName.as('wanted_name')]);
}
export type ReservationRow = Awaited<ReturnType<typeof getReservation>>;

export async function getReservation(db: Db, id: number) {
  const row = await selectReservations(db).where('reservation.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('reservation', id);
  return row;
}

export function reservationOf(row: ReservationRow): Reservation {
  const forPerson = row.person_id !== null;
  return {
    id: row.id,
    asset: { id: row.asset_id, tag: row.tag, name: row.asset_name },
    wanted: row.wanted,
    wantedName: row.wanted_name,
    holder: {
      kind: forPerson ? 'person' : 'team',
      id: row.person_id ?? row.department_id ?? 0,
      name: row.holder_name,
    },
    from: row.from_on,
    to: row.to_on,
    purpose: row.purpose,
    state: reservationStates.find((state) => state === row.state) ?? 'booked',
    createdAt: row.created_at,
    createdBy: row.display_name ?? '',
    version: row.version,
  };
}

/** Whether somebody's reservation of the asset of a query has not been fetched and is not over. */
export function isReserved(today: Day) {
  return sql<boolean>`EXISTS (SELECT 1 FROM reservation
    WHERE reservation.asset_id = asset.id AND reservation.state = 'booked' AND reservation.to_on >= ${today})`;
}

/** Assets that would serve the same wish, in the order in which they are taken. */
export async function listChoice(
  db: Db,
  wanted: { assetId: number } | { poolId: number } | { modelId: number },
): Promise<number[]> {
  if ('assetId' in wanted) return [wanted.assetId];
  const assets = db.selectFrom('asset').select(['asset.id', 'asset.status']).orderBy('asset.tag');
  const rows =
    'poolId' in wanted
      ? await assets
          .innerJoin('pool_member', 'pool_member.asset_id', 'asset.id')
          .where('pool_member.pool_id', '=', wanted.poolId)
          .execute()
      : await assets.where('asset.model_id', '=', wanted.modelId).limit(2000).execute();
  return rows.filter(({ status }) => mayBeReserved(status)).map(({ id }) => id);
}

/** Reservations that name one of the assets, its pool or its model; each way by an index of its own. */
const bookedAbout = prepareQuery((db, { assets, from }: { assets: string; from: Day }) => {
  const booked = db
    .selectFrom('reservation')
    .select(['id', 'asset_id', 'pool_id', 'model_id', 'from_on', 'to_on'])
    // Written out, since an index over booked ones alone serves no bound value.
    .where('state', '=', sql.lit('booked'))
    .where('to_on', '>=', from);
  const chosen = sql<number>`(SELECT value FROM json_each(${assets}))`;
  return booked
    .where('asset_id', 'in', chosen)
    .union(
      booked.where('pool_id', 'in', db.selectFrom('pool_member').select('pool_id').where('asset_id', 'in', chosen)),
    )
    .union(
      booked.where('model_id', 'in', db.selectFrom('asset').select('asset.model_id').where('asset.id', 'in', chosen)),
    );
});

/**
 * Reservations from a day on that nobody has fetched and that have to do with these assets, each with the assets that
 * would do: those that name one of them, and those that could give way to these or stand in their way in turn. What a
 * scan pays for is the asset that was scanned, not everything that is reserved anywhere.
 */
export async function listBookings(db: Db, from: Day, about: readonly number[]): Promise<Booking[]> {
  const bookings = new Map<number, Booking>();
  const choices = new Map<string, number[]>();
  const known = new Set<number>();
  let open = new Set(about);
  while (open.size > 0) {
    for (const id of open) known.add(id);
    const rows = await bookedAbout.all(db, { assets: JSON.stringify([...open]), from });
    open = new Set();
    for (const row of rows) {
      if (bookings.has(row.id)) continue;
      const key = `${row.pool_id ?? ''}/${row.model_id ?? ''}/${row.pool_id === null && row.model_id === null ? row.asset_id : ''}`;
      const choice = choices.get(key) ?? (await listChoice(db, wishOf(row)));
      choices.set(key, choice);
      bookings.set(row.id, { id: row.id, assetId: row.asset_id, from: row.from_on, to: row.to_on, choice });
      for (const id of [row.asset_id, ...choice]) if (!known.has(id)) open.add(id);
    }
  }
  return [...bookings.values()].toSorted((one, other) =>
    one.from === other.from ? one.id - other.id : one.from < other.from ? -1 : 1,
  );
}

export function wishOf(row: { asset_id: number; pool_id: number | null; model_id: number | null }) {
  if (row.pool_id !== null) return { poolId: row.pool_id };
  return row.model_id === null ? { assetId: row.asset_id } : { modelId: row.model_id };
}

/** On which days these assets are out, or can't be had for another reason. */
export async function listOut(db: Db, assetIds: readonly number[], today: Day): Promise<Occupied[]> {
  const rows = await db
    .selectFrom('custody')
    .select(['asset_id', 'started_at', 'due_on'])
    .where('ended_at', 'is', null)
    .where(sql<boolean>`asset_id IN (SELECT value FROM json_each(${JSON.stringify(assetIds)}))`)
    .execute();
  const held = rows.map((row) => ({
    assetId: row.asset_id,
    ...daysOut({ startedOn: row.started_at.slice(0, 10), dueOn: row.due_on }, today),
  }));
  return [...held, ...(await listAbsences(db, assetIds, today))];
}

/** Who has an asset, and until when. */
export async function findOpenHolder(db: Db, assetId: number): Promise<{ name: string; dueOn: Day | null } | null> {
  const row = await db
    .selectFrom('custody')
    .select(['due_on', custodianName.as('name')])
    .where('asset_id', '=', assetId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row ? { name: row.name, dueOn: row.due_on } : null;
}

/** Lets reservations give way to other assets, one after the other. */
export async function moveBookings(tx: Transaction<Schema>, moves: readonly Move[]): Promise<void> {
  for (const { id, assetId } of moves)
    await tx.updateTable('reservation').set({ asset_id: assetId }).where('id', '=', id).execute();
}
