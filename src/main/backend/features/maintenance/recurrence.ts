import { RRuleTemporal } from 'rrule-temporal';
import { ruleOf, simpleOf } from '#shared/features/maintenance/recurrence.ts';
import type { SimpleRecurrence } from '#shared/features/maintenance/recurrence.ts';
import { addDays, addMonths, dayFromEpochDay, epochDayOf } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';

/** Rules that were read; thousands of plans share a few dozen of them, and reading one takes longer than asking it. */
const read = new Map<string, RRuleTemporal>();
const mostRead = 2000;

/**
 * A rule as the library knows it. Days are days at midnight UTC for it, where no hour is left out or comes twice, so no
 * change of the clock moves one.
 *
 * @throws Error when it is no rule of RFC 5545
 */
function ruleAt(rule: string, startsOn: Day): RRuleTemporal {
  const text = `DTSTART;VALUE=DATE:${startsOn.replaceAll('-', '')}\nRRULE:${rule}`;
  const known = read.get(text);
  if (known !== undefined) return known;
  const made = new RRuleTemporal({ rruleString: text, cache: false });
  if (read.size >= mostRead) read.clear();
  read.set(text, made);
  return made;
}

const instantOf = (day: Day) => new Date(`${day}T00:00:00.000Z`);
const dayOfOccurrence = (occurrence: { toString(): string } | null): Day | null =>
  occurrence === null ? null : occurrence.toString().slice(0, 10);

/** Only what can fall on a day: rules that repeat within one would raise orders that no calendar could tell apart. */
const readable =
  /^FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;(?:INTERVAL|COUNT|UNTIL|BYDAY|BYMONTH|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYSETPOS|WKST)=[-+A-Z0-9,]+)*$/;

/** Whether a text is a recurrence rule that this application understands. */
export function isRule(rule: string): boolean {
  if (!readable.test(rule) || /INTERVAL=0*(?:;|$)/.test(rule)) return false;
  try {
    ruleAt(rule, '2024-01-01');
    return true;
  } catch {
    return false;
  }
}

/** The first day of a rule on or after a day; null when there is none any more. */
export function occurrenceFrom(rule: string, startsOn: Day, from: Day): Day | null {
  return dayOfOccurrence(ruleAt(rule, startsOn).next(instantOf(from), true));
}

/** The first day of a rule after a day; null when there is none any more. */
export function occurrenceAfter(rule: string, startsOn: Day, after: Day): Day | null {
  return dayOfOccurrence(ruleAt(rule, startsOn).next(instantOf(after), false));
}

/** The first days of a rule on or after a day, at most so many. */
export function firstOccurrences(rule: string, startsOn: Day, from: Day, most: number): Day[] {
  const days: Day[] = [];
  let next = occurrenceFrom(rule, startsOn, from);
  while (next !== null && days.length < most) {
    days.push(next);
    next = occurrenceAfter(rule, startsOn, next);
  }
  return days;
}

/** A simple interval is counted without the library, which takes a thousand times longer for a calendar of thousands. */
function simpleWithin({ every, unit }: SimpleRecurrence, startsOn: Day, from: Day, to: Day): Day[] {
  const days: Day[] = [];
  const begin = from > startsOn ? from : startsOn;
  if (unit === 'day' || unit === 'week') {
    const step = unit === 'week' ? 7 * every : every;
    const since = epochDayOf(startsOn);
    const skipped = Math.ceil((epochDayOf(begin) - since) / step);
    for (let day = dayFromEpochDay(since + skipped * step) ?? to; day <= to; day = addDays(day, step)) days.push(day);
    return days;
  }
  const step = unit === 'year' ? 12 * every : every;
  const passed =
    (Number(begin.slice(0, 4)) - Number(startsOn.slice(0, 4))) * 12 +
    Number(begin.slice(5, 7)) -
    Number(startsOn.slice(5, 7));
  for (let count = Math.floor(passed / step); ; count += 1) {
    const day = addMonths(startsOn, count * step);
    if (day > to) return days;
    if (day >= begin) days.push(day);
  }
}

/** All days of a rule from one day to another, both included. */
export function occurrencesWithin(rule: string, startsOn: Day, from: Day, to: Day): Day[] {
  const simple = simpleOf(rule);
  if (simple !== null && ruleOf(simple, startsOn) === rule) return simpleWithin(simple, startsOn, from, to);
  const days: Day[] = [];
  for (
    let day = occurrenceFrom(rule, startsOn, from);
    day !== null && day <= to;
    day = occurrenceAfter(rule, startsOn, day)
  )
    days.push(day);
  return days;
}

/** When it is due next after it was done: the interval is counted anew from that day. */
export function afterCompletion(rule: string, doneOn: Day): Day | null {
  const simple = simpleOf(rule);
  return occurrenceAfter(simple === null ? rule : ruleOf(simple, doneOn), doneOn, doneOn);
}
