import { currencyExponent } from '#shared/primitives/money.ts';
import type { Money } from '#shared/primitives/money.ts';
import { locale } from './language.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A calendar day as people write it here. It has no zone, so none may move it. */
export function formatDay(value: string | null): string {
  if (value === null) return '–';
  const date = new Date(`${value}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
}

/** An instant in the time of this desk. */
export function formatInstant(value: string | null, seconds = false): string {
  if (value === null) return '–';
  const timeStyle = seconds ? 'medium' : 'short';
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle }).format(new Date(value));
}

export function formatTime(value: string): string {
  return new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(new Date(value));
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

/** The narrow end of a way through places: what tells two shelves apart stands there. */
export function formatPathEnd(path: string): string {
  return path.split(' › ').slice(-2).join(' › ');
}

/** A share given in hundredths of a percent. */
export function formatShare(value: number | null): string {
  if (value === null) return '–';
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 }).format(value / 10_000);
}

export function formatMoney(value: Money | null): string {
  if (value === null) return '–';
  const amount = value.minor / 10 ** currencyExponent(value.currency);
  return new Intl.NumberFormat(locale(), { style: 'currency', currency: value.currency }).format(amount);
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
