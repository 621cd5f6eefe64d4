import { addDays, dayFromParts } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';

/** Periods that auditors ask for; counted from the day of today. */
export const usualPeriods = ['this_year', 'last_year', 'last_quarter', 'last_month'] as const;
export type UsualPeriod = (typeof usualPeriods)[number];

const first = (year: number, month: number): Day => dayFromParts(year, month, 1) ?? '';

/** First and last day of a usual period. */
export function daysOfPeriod(period: UsualPeriod, today: Day): { from: Day; to: Day } {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  if (period === 'this_year') return { from: first(year, 1), to: today };
  if (period === 'last_year') return { from: first(year - 1, 1), to: addDays(first(year, 1), -1) };
  const length = period === 'last_month' ? 1 : 3;
  const end = month - ((month - 1) % length);
  const from = end - length < 1 ? first(year - 1, end - length + 12) : first(year, end - length);
  return { from, to: addDays(first(year, end), -1) };
}
