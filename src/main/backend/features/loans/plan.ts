import type { WantedKind } from '#shared/features/loans/contract.ts';
import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { listAbsences } from './lifecycle.ts';
import { findOpenHolder, getReservation, listBookings, listOut } from './repository.ts';
import { findRoom, firstFree, longestReservation, overlaps, problemOfPeriod } from './rules.ts';
import type { Period, Plan } from './rules.ts';

/** @throws Failure PERIOD_BACKWARDS, PERIOD_PAST, PERIOD_TOO_LONG. */
export function refuseUnfitPeriod(period: Period, today: Day): void {
  switch (problemOfPeriod(period, today)) {
    case 'PERIOD_BACKWARDS':
      throw new Failure('PERIOD_BACKWARDS');
    case 'PERIOD_PAST':
      throw new Failure('PERIOD_PAST', { day: period.to });
    case 'PERIOD_TOO_LONG':
      throw new Failure('PERIOD_TOO_LONG', { days: longestReservation });
    case null:
  }
}

interface Wanting extends Period {
  wanted: WantedKind;
  name: string;
  choice: readonly number[];
}

/**
 * An asset for the time, or why there is none and when there will be.
 *
 * @param except the reservation that is being changed and stands in nobody's way
 * @throws Failure RESERVED_THEN, ASSET_OUT_THEN, UNDER_MAINTENANCE, NONE_FREE.
 */
export async function planOrRefuse({ tx, now }: CommandContext, want: Wanting, except: number | null): Promise<Plan> {
  const today = dayOf(now);
  const bookings = (await listBookings(tx, today, want.choice)).filter(({ id }) => id !== except);
  const all = new Set([...want.choice, ...bookings.flatMap(({ choice }) => choice)]);
  const out = await listOut(tx, [...all], today);
  const plan = findRoom(want, bookings, out);
  if (plan !== null) return plan;
  const freeFrom = firstFree(want, bookings, out);
  const [assetId] = want.choice;
  if (want.wanted !== 'asset' || assetId === undefined) throw new Failure('NONE_FREE', { name: want.name, freeFrom });
  const away = (await listAbsences(tx, [assetId], today)).find((absence) => overlaps(absence, want));
  if (away !== undefined) throw new Failure('UNDER_MAINTENANCE', { tag: want.name, number: away.number });
  const holder = out.some((each) => overlaps(each, want)) ? await findOpenHolder(tx, assetId) : null;
  if (holder !== null)
    throw new Failure('ASSET_OUT_THEN', { tag: want.name, holder: holder.name, dueOn: holder.dueOn, freeFrom });
  const blocker = bookings.find((booking) => booking.assetId === assetId && overlaps(booking, want));
  const other = await getReservation(tx, blocker?.id ?? 0);
  const facts = { tag: want.name, holder: other.holder_name, from: other.from_on, to: other.to_on };
  throw new Failure('RESERVED_THEN', { ...facts, freeFrom });
}
