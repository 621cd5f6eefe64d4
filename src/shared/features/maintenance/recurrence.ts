import type { Day } from '#shared/primitives/days.ts';

export const recurrenceUnits = ['day', 'week', 'month', 'year'] as const;
export type RecurrenceUnit = (typeof recurrenceUnits)[number];

/** The recurrences that a form offers; any other rule of RFC 5545 is kept as it is written. */
export interface SimpleRecurrence {
  every: number;
  unit: RecurrenceUnit;
}

const frequencyOf = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const;

/** Days that are not in every month, so that a rule without more words would leave those months out. */
const shortestMonth = 28;

/**
 * The rule of a simple recurrence, without DTSTART (RFC 5545, 3.3.10). A plan of the 31st falls on the last day of a
 * shorter month, and one of 29 February on the 28th of a common year: a month that is left out would be a gap.
 */
export function ruleOf({ every, unit }: SimpleRecurrence, startsOn: Day): string {
  const dayOfMonth = Number(startsOn.slice(8));
  const rule = `FREQ=${frequencyOf[unit]};INTERVAL=${every}`;
  if (dayOfMonth <= shortestMonth || (unit !== 'month' && unit !== 'year')) return rule;
  const month = unit === 'year' ? `;BYMONTH=${Number(startsOn.slice(5, 7))}` : '';
  const days = Array.from({ length: dayOfMonth - shortestMonth + 1 }, (_, index) => shortestMonth + index);
  return `${rule}${month};BYMONTHDAY=${days.join(',')};BYSETPOS=-1`;
}

/** The simple recurrence that a rule was made of; null for one that was written by hand. */
export function simpleOf(rule: string): SimpleRecurrence | null {
  const parts =
    /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY);INTERVAL=(\d{1,4})(?:;BYMONTH=\d{1,2})?(;BYMONTHDAY=28[\d,]*;BYSETPOS=-1)?$/.exec(
      rule,
    );
  if (parts === null) return null;
  const unit = recurrenceUnits.find((each) => frequencyOf[each] === parts[1]);
  return unit === undefined ? null : { every: Number(parts[2]), unit };
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** A recurrence on days of the week: every second week on Monday and Friday, or the last Friday of a month. */
export interface WeekdayRecurrence extends SimpleRecurrence {
  /** 1 is Monday, 7 is Sunday. */
  weekdays: number[];
  /** Which of the month, counted from its end when it is less than 0; null in a week. */
  nth: number | null;
}

/** What a rule says that names days of the week and nothing else (RFC 5545, 3.3.10); null for any other. */
export function weekdaysOf(rule: string): WeekdayRecurrence | null {
  const parts =
    /^FREQ=(WEEKLY|MONTHLY)(?:;INTERVAL=(\d{1,4}))?;BYDAY=([+-]?[1-5])?((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)$/.exec(
      rule,
    );
  if (parts === null) return null;
  const [, frequency, every = '1', nth, named = ''] = parts;
  const days = named.split(',').map((name) => weekdays.findIndex((each) => each === name) + 1);
  // Of several days only the first would be counted.
  const inMonth = frequency === 'MONTHLY';
  if (inMonth !== (nth !== undefined) || (inMonth && days.length > 1)) return null;
  return { every: Number(every), unit: inMonth ? 'month' : 'week', weekdays: days, nth: inMonth ? Number(nth) : null };
}
