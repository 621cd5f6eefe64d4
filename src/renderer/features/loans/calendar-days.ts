import { addDays, addMonths, dayFromEpochDay, epochDayOf } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';

export const calendarSpans = ['week', 'month'] as const;
export type CalendarSpan = (typeof calendarSpans)[number];

/** Day of the week, 0 for Monday (1970-01-01 was a Thursday). */
export function weekdayOf(day: Day): number {
  return (((epochDayOf(day) + 3) % 7) + 7) % 7;
}

/** Two weeks from the Monday of a day, or the whole month that it lies in. */
export function daysOfSpan(span: CalendarSpan, anchor: Day): Day[] {
  const first = firstOfSpan(span, anchor);
  const after = span === 'week' ? addDays(first, 14) : addMonths(first, 1);
  const start = epochDayOf(first);
  return Array.from({ length: epochDayOf(after) - start }, (_, index) => dayFromEpochDay(start + index) ?? first);
}

function firstOfSpan(span: CalendarSpan, anchor: Day): Day {
  return span === 'week' ? addDays(anchor, -weekdayOf(anchor)) : `${anchor.slice(0, 8)}01`;
}

/** The same place in the span before or after. */
export function stepSpan(span: CalendarSpan, anchor: Day, steps: number): Day {
  const first = firstOfSpan(span, anchor);
  return span === 'week' ? addDays(first, 7 * steps) : addMonths(first, steps);
}
