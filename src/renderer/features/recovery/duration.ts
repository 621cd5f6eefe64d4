import { useEffect, useState } from 'react';

const two = (value: number) => String(value).padStart(2, '0');

/** A stopwatch: `0:04:09`, hours as many as there are. */
export function stopwatchText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Minutes as people say them: `1 h 30 min`, `2 d`. */
export function minutesText(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts = [days > 0 ? `${days} d` : '', hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''];
  return parts.filter((part) => part !== '').join(' ') || '0 min';
}

/** Milliseconds between two instants. */
export const between = (from: string, to: string) => Date.parse(to) - Date.parse(from);

/** The time now, every second anew while somebody waits for it. */
export function useNow(running: boolean): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setNow(new Date().toISOString()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

/** An instant as a field for local time shows it, `YYYY-MM-DDTHH:MM`. */
export function localOf(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What was entered in such a field; null while it is no time. */
export function instantOf(local: string): string | null {
  const time = Date.parse(local);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes with the unit that suits them: `812 GB`. */
export function sizeText(bytes: number | null): string {
  if (bytes === null) return '';
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : Math.round(value * 10) / 10} ${units[power]}`;
}
