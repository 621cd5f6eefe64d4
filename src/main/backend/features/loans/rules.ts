import type { CustodianKind } from '#shared/features/assets/model.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { addDays, epochDayOf } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';

/** Days are inclusive on both ends. */
export interface Period {
  from: Day;
  to: Day;
}

/** A day after every other: what is out without a due day is not free before it is back. */
export const never: Day = '9999-12-31';

/** Longer than this nobody plans; an asset that is needed for so long is handed over instead. Days. */
export const longestReservation = 366;

export interface Occupied extends Period {
  assetId: number;
}

/** A reservation that has not been fetched. */
export interface Booking extends Occupied {
  id: number;
  /** Assets that would do: only its own when that very asset was asked for. */
  choice: readonly number[];
}

export interface Move {
  id: number;
  assetId: number;
}

/** Which asset is taken, and which reservations give way to others of their choice, in an order that never makes two meet. */
export interface Plan {
  assetId: number;
  moves: readonly Move[];
}

export function overlaps(one: Period, other: Period): boolean {
  return one.from <= other.to && other.from <= one.to;
}

type PeriodProblem = 'PERIOD_BACKWARDS' | 'PERIOD_PAST' | 'PERIOD_TOO_LONG';

/** Whether a time can be reserved at all: forward, not over, and not longer than a year. */
export function problemOfPeriod({ from, to }: Period, today: Day): PeriodProblem | null {
  if (to < from) return 'PERIOD_BACKWARDS';
  if (to < today) return 'PERIOD_PAST';
  return epochDayOf(to) - epochDayOf(from) >= longestReservation ? 'PERIOD_TOO_LONG' : null;
}

/** Whether an asset in this status can be promised to somebody. */
export function mayBeReserved(status: AssetStatus): boolean {
  return !['ordered', 'missing', 'lost', 'stolen', 'retiring', 'disposed'].includes(status);
}

/** The days on which an asset that somebody has is not free: what is overdue may be back any day from tomorrow on. */
export function daysOut(custody: { startedOn: Day; dueOn: Day | null }, today: Day): Period {
  const { startedOn: from, dueOn } = custody;
  return { from, to: dueOn === null ? never : dueOn < today ? today : dueOn };
}

/**
 * Finds an asset for a time. Where one of the choice is free it is taken as it is; otherwise reservations that
 * any of a pool or model would serve give way to another one, at most `depth` of them in a chain.
 *
 * @param occupied times that never give way: what is out, and what has just been promised
 * @returns null when none can be had
 */
export function findRoom(
  want: Period & { choice: readonly number[] },
  bookings: readonly Booking[],
  occupied: readonly Occupied[],
  depth = 3,
): Plan | null {
  const open = want.choice.filter(
    (assetId) => !occupied.some((each) => each.assetId === assetId && overlaps(each, want)),
  );
  const free = open.find((assetId) => blockersOf(assetId, want, bookings).length === 0);
  if (free !== undefined) return { assetId: free, moves: [] };
  if (depth === 0) return null;
  for (const assetId of open) {
    const moves = clear({ ...want, assetId }, bookings, occupied, depth);
    if (moves !== null) return { assetId, moves };
  }
  return null;
}

function blockersOf(assetId: number, period: Period, bookings: readonly Booking[]): Booking[] {
  return bookings.filter((booking) => booking.assetId === assetId && overlaps(booking, period));
}

/** How all reservations that stand in the way find another asset, or null when one of them can't. */
function clear(
  want: Occupied,
  bookings: readonly Booking[],
  occupied: readonly Occupied[],
  depth: number,
): Move[] | null {
  const promised = [...occupied, want];
  let planned = bookings;
  const moves: Move[] = [];
  for (const blocker of blockersOf(want.assetId, want, bookings)) {
    const others = planned.filter(({ id }) => id !== blocker.id);
    // Where it still is nobody can go yet: no two may meet on the way.
    const plan = findRoom(blocker, others, [...promised, blocker], depth - 1);
    if (plan === null) return null;
    const made = [...plan.moves, { id: blocker.id, assetId: plan.assetId }];
    moves.push(...made);
    planned = afterMoves(planned, made);
  }
  return moves;
}

export function afterMoves(bookings: readonly Booking[], moves: readonly Move[]): Booking[] {
  const placed = new Map(moves.map(({ id, assetId }) => [id, assetId]));
  return bookings.map((booking) => ({ ...booking, assetId: placed.get(booking.id) ?? booking.assetId }));
}

/** The first day from which a time of the same length is free, looked for over so many days; null when there is none. */
export function firstFree(
  want: Period & { choice: readonly number[] },
  bookings: readonly Booking[],
  occupied: readonly Occupied[],
  within = 90,
): Day | null {
  for (let days = 1; days <= within; days += 1) {
    const later = { choice: want.choice, from: addDays(want.from, days), to: addDays(want.to, days) };
    if (findRoom(later, bookings, occupied, 0) !== null) return later.from;
  }
  return null;
}

interface Holder {
  kind: CustodianKind;
  id: number;
  /** Where a person works. */
  departmentId: number | null;
}

/** Whether somebody may fetch what is reserved: for himself, or for the department that he is or works in. */
export function isFor(reserved: { personId: number | null; departmentId: number | null }, holder: Holder): boolean {
  if (holder.kind === 'person')
    return (
      reserved.personId === holder.id ||
      (reserved.departmentId !== null && reserved.departmentId === holder.departmentId)
    );
  return holder.kind === 'team' && reserved.departmentId === holder.id;
}
