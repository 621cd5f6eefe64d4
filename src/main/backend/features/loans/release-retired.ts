import type { Block, Released } from '#shared/features/retirement/model.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { LeavingAsset } from '#backend/features/retirement/index.ts';
import { cancelReservation } from './cancel-reservation.ts';
import { planOrRefuse } from './plan.ts';
import { listChoice, moveBookings, selectReservations, wishOf } from './repository.ts';
import type { ReservationRow } from './repository.ts';

/** A reservation whose time is over holds nothing any more; one that was never fetched is left to be seen. */
async function listBooked(db: Db, assetId: number): Promise<ReservationRow[]> {
  return selectReservations(db)
    .where('reservation.asset_id', '=', assetId)
    .where('reservation.state', '=', 'booked')
    .orderBy('reservation.id')
    .execute();
}

async function findPool(db: Db, assetId: number): Promise<{ id: number; name: string } | undefined> {
  return db
    .selectFrom('pool_member')
    .innerJoin('pool', 'pool.id', 'pool_member.pool_id')
    .select(['pool.id', 'pool.name'])
    .where('pool_member.asset_id', '=', assetId)
    .executeTakeFirst();
}

/** Reservations of an asset that leaves, and the pool that lends it. */
export async function heldByLoans(db: Db, { id }: LeavingAsset): Promise<Released[]> {
  const reserved = await listBooked(db, id);
  const pool = await findPool(db, id);
  return [
    { kind: 'reservation', what: reserved.map((row) => `${row.holder_name} ${row.from_on}–${row.to_on}`) },
    { kind: 'pool', what: pool ? [pool.name] : [] },
  ];
}

/** Whoever reserved any of a pool or model gets another one where there is one free; all others are told to choose anew. */
export async function releaseFromLoans(command: CommandContext, { id, tag }: LeavingAsset): Promise<void> {
  const { tx } = command;
  const pool = await findPool(tx, id);
  if (pool) {
    await tx.deleteFrom('pool_member').where('asset_id', '=', id).execute();
    await command.record({
      event: 'loans.leftPool',
      subject: `asset:${id}`,
      data: { tag, pool: pool.name },
    });
  }
  for (const row of await listBooked(tx, id))
    if (!(await giveOther(command, row, id))) await cancelReservation(command, { id: row.id, reason: tag });
  command.changed('loans');
}

async function giveOther(command: CommandContext, row: ReservationRow, leavingId: number): Promise<boolean> {
  if (row.wanted === 'asset' || row.to_on < dayOf(command.now)) return false;
  const choice = (await listChoice(command.tx, wishOf(row))).filter((each) => each !== leavingId);
  if (choice.length === 0) return false;
  const want = { wanted: row.wanted, name: row.wanted_name ?? '', choice, from: row.from_on, to: row.to_on };
  try {
    const plan = await planOrRefuse(command, want, row.id);
    await moveBookings(command.tx, [...plan.moves, { id: row.id, assetId: plan.assetId }]);
    await command.record({
      event: 'loans.reservationMoved',
      subject: `reservation:${row.id}`,
      data: { tag: row.tag, holder: row.holder_name, from: row.from_on, to: row.to_on },
    });
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === 'NONE_FREE') return false;
    throw error;
  }
}

/** A kit that names the asset would never be whole again: it is changed first. */
export async function namedByKits(db: Db, { id }: LeavingAsset): Promise<Block[]> {
  const kits = await db
    .selectFrom('kit_part')
    .innerJoin('kit', 'kit.id', 'kit_part.kit_id')
    .select('kit.name')
    .where('kit_part.asset_id', '=', id)
    .where('kit.archived_at', 'is', null)
    .execute();
  return kits.map(({ name }) => ({ kind: 'kit', what: name }));
}
