import { moneyToDecimal } from '#shared/primitives/money.ts';
import type { Money } from '#shared/primitives/money.ts';
import { ageFormat, dateFormat, listFormat, numberFormat } from './formatters.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A calendar day as people write it here. It has no zone, so none may move it. */
export function formatDay(value: string | null): string {
  if (value === null) return '–';
  const date = new Date(`${value}T00:00:00Z`);
  return dateFormat({ dateStyle: 'medium', timeZone: 'UTC' }).format(date);
}

/** A calendar month, `YYYY-MM`, as it heads a column: `Mar 27`. */
export function formatMonth(month: string): string {
  return dateFormat({ month: 'short', year: '2-digit', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
}

/** Days of the week by name, joined as a sentence joins them; 1 is Monday. */
export function formatWeekdays(weekdays: readonly number[]): string {
  const named = dateFormat({ weekday: 'long', timeZone: 'UTC' });
  // 1 January 2024 was a Monday.
  const names = weekdays.map((weekday) => named.format(new Date(Date.UTC(2024, 0, weekday))));
  return listFormat().format(names);
}

/** An instant in the time of this desk. */
export function formatInstant(value: string | null, seconds = false): string {
  if (value === null) return '–';
  const timeStyle = seconds ? 'medium' : 'short';
  return dateFormat({ dateStyle: 'medium', timeStyle }).format(new Date(value));
}

/** How long ago an instant was, in the largest unit that tells it: 3 days ago, yesterday. */
export function formatAge(value: string, now = Date.now()): string {
  const minutes = Math.max(0, (now - Date.parse(value)) / 60_000);
  const format = ageFormat();
  if (minutes < 60) return format.format(-Math.floor(minutes), 'minute');
  if (minutes < 24 * 60) return format.format(-Math.floor(minutes / 60), 'hour');
  const days = Math.floor(minutes / (24 * 60));
  return days < 730 ? format.format(-days, 'day') : format.format(-Math.floor(days / 365), 'year');
}

export function formatTime(value: string): string {
  return dateFormat({ timeStyle: 'short' }).format(new Date(value));
}

export function formatNumber(value: number): string {
  return numberFormat().format(value);
}

/** The narrow end of a way through places: what tells two shelves apart stands there. */
export function formatPathEnd(path: string): string {
  return path.split(' › ').slice(-2).join(' › ');
}

/** Percents as whole or broken numbers; what went up is told from what went down by a sign where that is asked for. */
export function formatPercent(value: number | null, { signed = false } = {}): string {
  if (value === null) return '–';
  const format = numberFormat({
    style: 'percent',
    maximumFractionDigits: 2,
    signDisplay: signed ? 'exceptZero' : 'auto',
  });
  return format.format(value / 100);
}

/** A share given in hundredths of a percent. */
export function formatShare(value: number | null): string {
  if (value === null) return '–';
  return numberFormat({ style: 'percent', maximumFractionDigits: 1 }).format(value / 10_000);
}

export function formatMoney(value: Money | null): string {
  if (value === null) return '–';
  const format = numberFormat({ style: 'currency', currency: value.currency });
  return format.format(moneyToDecimal(value));
}

/** Facts of a failure come as text; days and instants among them are shown as such. */
export function formatFact(value: string): string {
  if (instant.test(value)) return formatInstant(value);
  return day.test(value) ? formatDay(value) : value;
}

/** The calendar day here and now. */
export function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
