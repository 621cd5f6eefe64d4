import { addDays, addMonths, epochDayOf } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';

export const spans = ['month', 'week'] as const;
export type Span = (typeof spans)[number];

/** The Monday of the week of a day (1970-01-01 was a Thursday). */
function mondayOf(day: Day): Day {
  return addDays(day, -((((epochDayOf(day) + 3) % 7) + 7) % 7));
}

/** Whole weeks: the one of a day, or all that have a day in its month. */
export function daysOf(span: Span, anchor: Day): Day[] {
  const first = mondayOf(span === 'week' ? anchor : `${anchor.slice(0, 8)}01`);
  const after = span === 'week' ? addDays(first, 7) : addMonths(`${anchor.slice(0, 8)}01`, 1);
  const days: Day[] = [];
  for (let day = first; day < after || days.length % 7 !== 0; day = addDays(day, 1)) days.push(day);
  return days;
}
