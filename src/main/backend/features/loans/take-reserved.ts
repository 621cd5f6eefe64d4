import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { CustodianRef, Taken } from '#backend/features/custody/index.ts';
import { departmentOf } from './holder.ts';
import { getReservation, listBookings, listOut, moveBookings, selectReservations } from './repository.ts';
import type { ReservationRow } from './repository.ts';
import { findRoom, isFor, never, overlaps } from './rules.ts';
import type { Booking, Move } from './rules.ts';

interface Taking {
  assetId: number;
  custodian: CustodianRef | null;
  until: Day | null;
}

/** What a hand-over means for reservations. */
interface Meaning {
  /** The reservation that it fulfils. */
  own: ReservationRow | null;
  /** Reservations of others that are served by other assets instead. */
  moves: readonly Move[];
  /** The reservation of somebody else that it would take the asset from. */
  takesFrom: ReservationRow | null;
}

/** What it means for reservations when somebody has an asset from today until a day. */
export async function meaningOf(db: Db, { assetId, custodian, until }: Taking, today: Day): Promise<Meaning> {
  const bookings = await listBookings(db, today, [assetId]);
  if (bookings.length === 0) return { own: null, moves: [], takesFrom: null };
  const own =
    custodian === null ? null : await findOwn(db, bookings, { assetId, custodian, until: until ?? today }, today);
  const others = bookings.filter(({ id }) => id !== own?.id);
  const time = { from: today, to: until ?? never };
  const here = others.filter((booking) => booking.assetId === assetId && overlaps(booking, time));
  const ofOthers: Booking[] = [];
  for (const booking of here) {
    const row = await getReservation(db, booking.id);
    if (custodian === null || !(await isForCustodian(db, row, custodian))) ofOthers.push(booking);
  }
  if (ofOthers.length === 0) return { own, moves: [], takesFrom: null };
  const all = new Set(others.flatMap(({ choice }) => choice));
  const plan = findRoom(
    { ...time, choice: [assetId] },
    others,
    await listOut(
      db,
      [...all].filter((id) => id !== assetId),
      today,
    ),
  );
  const [first] = ofOthers;
  if (plan !== null || first === undefined) return { own, moves: plan?.moves ?? [], takesFrom: null };
  return { own, moves: [], takesFrom: await getReservation(db, first.id) };
}

async function isForCustodian(db: Db, row: ReservationRow, custodian: CustodianRef): Promise<boolean> {
  const reserved = { personId: row.person_id, departmentId: row.department_id };
  return isFor(reserved, { ...custodian, departmentId: await departmentOf(db, custodian) });
}

/** The next reservation of his that the asset would serve in this time. */
async function findOwn(
  db: Db,
  bookings: readonly Booking[],
  { assetId, custodian, until }: { assetId: number; custodian: CustodianRef; until: Day },
  today: Day,
): Promise<ReservationRow | null> {
  const fitting = bookings.filter(
    (booking) => booking.choice.includes(assetId) && overlaps(booking, { from: today, to: until }),
  );
  for (const { id } of fitting) {
    const row = await selectReservations(db).where('reservation.id', '=', id).executeTakeFirst();
    if (row && (await isForCustodian(db, row, custodian))) return row;
  }
  return null;
}

/**
 * Fulfils the reservation of whoever takes an asset. Others of whom one of the same pool or model is reserved get
 * another one; what can't be served otherwise is only taken away when the operator goes on all the same.
 *
 * @throws Failure RESERVED_FOR_OTHER.
 */
export async function takeReserved(command: CommandContext, taken: Taken): Promise<void> {
  const { tx, now } = command;
  const { own, moves, takesFrom } = await meaningOf(tx, taken, dayOf(now));
  if (takesFrom !== null && !taken.despiteReservation) {
    const { holder_name: holder, from_on: from, to_on: to } = takesFrom;
    throw new Failure('RESERVED_FOR_OTHER', { tag: taken.tag, holder, from, to });
  }
  const fulfilled = taken.how === 'handed_over' ? own : null;
  if (fulfilled === null && moves.length === 0) return;
  await noteSteps(command, taken.custodyId, [
    ...(fulfilled === null ? [] : [{ id: fulfilled.id, assetBefore: fulfilled.asset_id }]),
    ...(await Promise.all(moves.map(async ({ id }) => ({ id, assetBefore: (await getReservation(tx, id)).asset_id })))),
  ]);
  if (fulfilled !== null) {
    await tx
      .updateTable('reservation')
      .set({ state: 'fulfilled', custody_id: taken.custodyId, asset_id: taken.assetId })
      .where('id', '=', fulfilled.id)
      .execute();
    await command.record({
      event: 'loans.reservationFulfilled',
      subject: `reservation:${fulfilled.id}`,
      data: { tag: taken.tag, holder: fulfilled.holder_name },
    });
  }
  await moveBookings(tx, moves);
  for (const { id } of moves)
    await command.record({
      event: 'loans.reservationMoved',
      subject: `reservation:${id}`,
      data: { from: taken.tag, to: (await getReservation(tx, id)).tag },
    });
  command.changed('loans');
}

async function noteSteps(
  { tx }: CommandContext,
  custodyId: number,
  steps: readonly { id: number; assetBefore: number }[],
): Promise<void> {
  const { last } = await tx
    .selectFrom('reservation_step')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('custody_id', '=', custodyId)
    .executeTakeFirstOrThrow();
  const start = Number(last ?? 0) + 1;
  for (const [index, { id, assetBefore }] of steps.entries())
    await tx
      .insertInto('reservation_step')
      .values({ custody_id: custodyId, position: start + index, reservation_id: id, asset_before: assetBefore })
      .execute();
}

/**
 * Puts reservations back as they were before a hand-over, last first.
 *
 * @throws Failure UNDO_REFUSED when the time was promised to somebody else since.
 */
export async function putReservationsBack(
  command: CommandContext,
  { custodyId, tag }: { custodyId: number; tag: string },
): Promise<void> {
  const { tx, now } = command;
  const steps = await tx
    .selectFrom('reservation_step')
    .selectAll()
    .where('custody_id', '=', custodyId)
    .orderBy('position', 'desc')
    .execute();
  for (const step of steps) {
    const row = await getReservation(tx, step.reservation_id);
    if (row.state === 'cancelled') continue;
    const others = (await listBookings(tx, dayOf(now), [step.asset_before])).filter(({ id }) => id !== row.id);
    const time = { from: row.from_on, to: row.to_on };
    if (others.some((other) => other.assetId === step.asset_before && overlaps(other, time)))
      throw new Failure('UNDO_REFUSED', { tag, reason: 'loans.reserved' });
    await tx
      .updateTable('reservation')
      .set({ asset_id: step.asset_before, state: 'booked', custody_id: null })
      .where('id', '=', row.id)
      .execute();
    await command.record({ event: 'loans.reservationReopened', subject: `reservation:${row.id}`, data: { tag } });
  }
  if (steps.length > 0) {
    await tx.deleteFrom('reservation_step').where('custody_id', '=', custodyId).execute();
    command.changed('loans');
  }
}
