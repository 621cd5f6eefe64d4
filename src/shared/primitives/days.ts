/** A calendar day without time or zone, as `YYYY-MM-DD`. */
export type Day = string;

const MILLISECONDS_A_DAY = 86_400_000;
const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Builds a day from its parts.
 * @returns `YYYY-MM-DD`, or null when no such day exists (29 February of a common year does not roll over)
 */
export function dayFromParts(year: number, month: number, dayOfMonth: number): Day | null {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return null;
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** Length of a month of the Gregorian calendar; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** True when the text is an existing day written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const parts = DAY_PATTERN.exec(text);
  return parts !== null && dayFromParts(Number(parts[1]), Number(parts[2]), Number(parts[3])) === text;
}

/** Days since 1970-01-01 (negative before it). The text must be a day; anything else gives NaN. */
export function epochDayOf(day: Day): number {
  return isDay(day) ? Date.parse(`${day}T00:00:00.000Z`) / MILLISECONDS_A_DAY : Number.NaN;
}

/** The day that lies `epochDay` days after 1970-01-01; null outside the years 1 to 9999. */
export function dayFromEpochDay(epochDay: number): Day | null {
  const instant = new Date(epochDay * MILLISECONDS_A_DAY);
  return dayFromParts(instant.getUTCFullYear(), instant.getUTCMonth() + 1, instant.getUTCDate());
}

/** Adds whole days (negative to go back). Throws RangeError when the result leaves the years 1 to 9999. */
export function addDays(day: Day, days: number): Day {
  const result = dayFromEpochDay(epochDayOf(day) + days);
  if (result === null) throw new RangeError(`no day ${days} days from ${day}`);
  return result;
}

/**
 * Adds whole months and keeps the day of the month where it exists, else takes the last day of the month
 * (31 January + 1 month = 28 or 29 February), as warranty terms are counted.
 */
export function addMonths(day: Day, months: number): Day {
  const parts = DAY_PATTERN.exec(day);
  if (parts === null) throw new RangeError(`not a day: ${day}`);
  const index = Number(parts[1]) * 12 + Number(parts[2]) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  const result = dayFromParts(year, month, Math.min(Number(parts[3]), daysInMonth(year, month)));
  if (result === null) throw new RangeError(`no day ${months} months from ${day}`);
  return result;
}

/** Epoch day of serial 0 in the 1900 date system, for serials after the phantom 29 February 1900. */
const SERIAL_ZERO_1900 = epochDayOf('1899-12-30');
const SERIAL_ZERO_1904 = epochDayOf('1904-01-01');

/**
 * Turns a spreadsheet's day number into a day. The 1900 system counts 1900-01-01 as 1 and contains a 29 February
 * 1900 (serial 60) that never was; the 1904 system counts 1904-01-01 as 0 (ECMA-376 part 1, 18.17.4.1).
 * @returns null for serial 60 of the 1900 system, for times without a day and for anything outside the calendar
 */
export function dayFromSerial(serial: number, date1904: boolean): Day | null {
  if (!Number.isFinite(serial)) return null;
  const whole = Math.floor(serial);
  if (date1904) return whole < 0 ? null : dayFromEpochDay(SERIAL_ZERO_1904 + whole);
  if (whole < 1 || whole === 60) return null;
  return dayFromEpochDay(SERIAL_ZERO_1900 + whole + (whole < 60 ? 1 : 0));
}

/** The 1900-system serial of a day, or null before 1900-03-01, where spreadsheet programs disagree. */
export function serialFromDay(day: Day): number | null {
  const serial = epochDayOf(day) - SERIAL_ZERO_1900;
  return serial > 60 ? serial : null;
}
