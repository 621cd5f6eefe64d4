import type { Anchor, OrderState, TaskKind, TaskOutcome } from '#shared/features/maintenance/model.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { addDays, epochDayOf } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import { occurrenceAfter, occurrenceFrom } from './recurrence.ts';

/** How a plan of the calendar repeats. */
export interface Repeating {
  rule: string;
  startsOn: Day;
  anchor: Anchor;
  leadDays: number;
}

/** Due dates whose orders have to be there by now, in order, and the one that comes after them. */
export interface DueNow {
  due: Day[];
  next: Day | null;
}

/**
 * The due dates of an asset that have come, each once, whenever and however often one asks: the answer hangs on the
 * next date alone, which moves past what was raised.
 *
 * @param next the next date that was not raised yet
 */
export function dueNow({ rule, startsOn, anchor, leadDays }: Repeating, next: Day | null, today: Day): DueNow {
  const until = addDays(today, leadDays);
  const due: Day[] = [];
  let coming = next;
  while (coming !== null && coming <= until) {
    due.push(coming);
    // What is counted from completion has no next date before it was done.
    coming = anchor === 'completion' ? null : occurrenceAfter(rule, startsOn, coming);
  }
  return { due, next: coming };
}

/** The first due date of an asset that a plan begins to cover on a day. */
export function firstDue({ rule, startsOn }: Repeating, coveredFrom: Day): Day | null {
  return occurrenceFrom(rule, startsOn, coveredFrom > startsOn ? coveredFrom : startsOn);
}

/** After a time in which an asset was gone, only the last of the dates that passed is made up for. */
export function afterAbsence(plan: Repeating, next: Day | null, today: Day): Day | null {
  if (next === null || plan.anchor === 'completion') return next;
  const { due } = dueNow(plan, next, today);
  return due.at(-1) ?? next;
}

/** When the order of a due date has to be there. */
export function raiseDay(dueOn: Day | null, leadDays: number): Day | null {
  return dueOn === null ? null : addDays(dueOn, -leadDays);
}

/**
 * At which reading of its meter something is due next: at the next whole multiple of the interval, or the interval
 * after the reading at which it was done.
 */
export function nextReading(every: number, anchor: Anchor, reading: number): number {
  return anchor === 'plan' ? (Math.floor(reading / every) + 1) * every : reading + every;
}

export interface Reading {
  value: number;
  readOn: Day;
  /** The meter began anew with this one. */
  replaced: boolean;
}

/** For how long back the use of a device says how it goes on. Days. */
const useOfLast = 180;

/**
 * The day on which a meter is going to reach a value, from its use since the oldest reading of the last half year: the
 * day of the reading when it has been reached, null when nothing can be said.
 *
 * @param readings of one meter, oldest first
 */
export function expectedDay(readings: readonly Reading[], wanted: number): Day | null {
  const since = readings.findLastIndex(({ replaced }) => replaced);
  const own = since < 0 ? readings : readings.slice(since);
  const reached = own.find(({ value }) => value >= wanted);
  if (reached) return reached.readOn;
  const last = own.at(-1);
  if (last === undefined) return null;
  const first = own.find(({ readOn }) => epochDayOf(last.readOn) - epochDayOf(readOn) <= useOfLast) ?? last;
  const days = epochDayOf(last.readOn) - epochDayOf(first.readOn);
  const used = last.value - first.value;
  if (days <= 0 || used <= 0) return null;
  const left = Math.ceil(((wanted - last.value) * days) / used);
  // Further ahead than this the use of half a year says nothing.
  return left > 3650 ? null : addDays(last.readOn, left);
}

/** Whether a meter may show this: it goes forward, unless it was replaced. */
export function mayRead(last: { value: number } | undefined, value: number, replaced: boolean): boolean {
  return replaced || last === undefined || value >= last.value;
}

/** Whether an asset in this status is here to be worked on. */
export function isHere(status: AssetStatus): boolean {
  return !['ordered', 'missing', 'lost', 'stolen', 'retiring', 'disposed'].includes(status);
}

interface Limits {
  kind: TaskKind;
  atLeast: number | null;
  atMost: number | null;
}

/** What a measured value says of itself; what is only looked at is judged by whoever looks. */
export function judge({ kind, atLeast, atMost }: Limits, said: TaskOutcome, value: number | null): TaskOutcome {
  if (kind === 'check' || said === 'not_applicable' || value === null) return said;
  return (atLeast === null || value >= atLeast) && (atMost === null || value <= atMost) ? 'ok' : 'not_ok';
}

/** Whether an order can still be changed. */
export function isOpen(state: OrderState): state is 'open' | 'in_work' {
  return state === 'open' || state === 'in_work';
}

/** What an asset is after the work: what it was, unless that has changed meanwhile or nobody has it any more. */
export function statusAfterWork(
  now: AssetStatus,
  before: AssetStatus | null,
  custody: { dueOn: Day | null } | null,
): AssetStatus | null {
  if (now !== 'in_maintenance') return null;
  if (custody !== null) return custody.dueOn === null ? 'in_use' : 'on_loan';
  return before === 'in_preparation' ? 'in_preparation' : 'in_stock';
}
