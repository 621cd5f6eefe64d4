import { addDays, epochDayOf } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';

/** When somebody is there to help. */
export interface BusinessHours {
  /** An IANA zone, e.g. `Europe/Prague`: nine o'clock is nine o'clock there, in summer as in winter. */
  zone: string;
  /** For Monday to Sunday: from and to in minutes after midnight; null on days off. */
  week: readonly ({ from: number; to: number } | null)[];
  holidays: readonly Day[];
}

const minute = 60_000;
/** Whoever has no hour in this many days has none at all. */
const longestBreak = 400;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** What a clock on the wall of a zone shows at an instant, as if it were UTC. Milliseconds. */
function wallClock(zone: string, at: number): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute: minutes = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minutes, second);
}

/**
 * The instant at which the clock of a zone shows a minute of a day. A time that a change of the clock leaves out is as
 * much later as is left out, one that comes twice is the first of the two.
 */
function instantOf(zone: string, day: Day, minutes: number): number {
  const wanted = Date.parse(`${day}T00:00:00.000Z`) + minutes * minute;
  // The offset at the wanted time lies within a day of it on either side.
  const candidates = [wanted - 24 * 60 * minute, wanted + 24 * 60 * minute].map(
    (near) => wanted - (wallClock(zone, near) - near),
  );
  const [before = wanted, after = wanted] = candidates;
  const exact = [before, after].filter((at) => wallClock(zone, at) === wanted);
  return exact.length > 0 ? Math.min(...exact) : Math.max(before, after);
}

/** The span of a day in which somebody is there, as instants; null on a day off. */
function openOn({ zone, week, holidays }: BusinessHours, day: Day): { from: number; to: number } | null {
  const weekday = (((epochDayOf(day) + 3) % 7) + 7) % 7;
  const hours = week[weekday] ?? null;
  if (hours === null || hours.to <= hours.from || holidays.includes(day)) return null;
  return { from: instantOf(zone, day, hours.from), to: instantOf(zone, day, hours.to) };
}

const localDay = (zone: string, at: number): Day => new Date(wallClock(zone, at)).toISOString().slice(0, 10);

/**
 * The instant at which so many minutes of business hours have passed since another.
 *
 * @returns null when nobody is ever there
 */
export function addBusinessMinutes(hours: BusinessHours, since: string, minutes: number): string | null {
  const start = Date.parse(since);
  let left = minutes * minute;
  let day = localDay(hours.zone, start);
  for (let days = 0; days < longestBreak || left < minutes * minute; days += 1) {
    const open = openOn(hours, day);
    if (open !== null) {
      const from = Math.max(open.from, start);
      const room = open.to - from;
      if (room > 0 && left <= room) return new Date(from + left).toISOString();
      if (room > 0) left -= room;
    }
    day = addDays(day, 1);
  }
  return null;
}

/** How many minutes of business hours lie between two instants, rounded down; zero when they go backwards. */
export function businessMinutesBetween(hours: BusinessHours, since: string, until: string): number {
  const [start, end] = [Date.parse(since), Date.parse(until)];
  let sum = 0;
  for (let day = localDay(hours.zone, start); ; day = addDays(day, 1)) {
    const open = openOn(hours, day);
    if (open !== null) sum += Math.max(0, Math.min(open.to, end) - Math.max(open.from, start));
    if (day > localDay(hours.zone, Math.max(start, end))) return Math.floor(sum / minute);
  }
}
