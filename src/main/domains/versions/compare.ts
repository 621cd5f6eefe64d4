import type { Scheme } from '#shared/features/updates/scheme.ts';
import { dayFromParts } from '#shared/primitives/days.ts';
import { compareParts, partsOf } from './natural.ts';
import type { Part } from './natural.ts';
import { compareSemver, readSemver } from './semver.ts';

type Compare = (other: string) => number | null;

const numbers = (...values: readonly (string | undefined)[]): Part[] =>
  values.map((value) => ({ rank: 0, digits: (value ?? '').replace(/^0+/, ''), letters: '' }));

/**
 * A version by date: `2026-11-24`, `2026.11.24.3`, `20261124`, `24.04`, `2026.1`, or a half of a year as `24H2`. Years
 * of two digits are those of this century; what follows the day counts on within it.
 *
 * @returns year, month, day and the rest; null when it is no date
 */
export function readDate(text: string): Part[] | null {
  const plain = text.trim().replace(/^v/i, '');
  const half = /^(\d{4}|\d{2})H([12])$/i.exec(plain);
  if (half !== null) return numbers(yearOf(half[1]), half[2] === '1' ? '1' : '7');
  const found =
    /^(\d{4})(\d{2})(\d{2})(?:[.\-_ ](\d+))?$/.exec(plain) ??
    /^(\d{4}|\d{2})[.\-_/](\d{1,2})(?:[.\-_/](\d{1,2}))?(?:[.\-_ ](\d+))?$/.exec(plain);
  if (found === null) return null;
  const [, year, month, day, rest] = found;
  const real = dayFromParts(Number(yearOf(year)), Number(month), Math.max(1, Number(day ?? '1')));
  if (real === null) return null;
  return numbers(yearOf(year), month, day, rest);
}

const yearOf = (year: string | undefined) => (year?.length === 2 ? `20${year}` : year);

/**
 * A build of Windows: `10.0.22631.4460`, `22631.4460` or `Version 23H2 (OS Build 22631.4460)`. A build without its
 * revision counts as the first of that build: which updates are on it is not known.
 *
 * @returns build and revision; null when there is none
 */
export function readWindows(text: string): Part[] | null {
  const found =
    /build\s+(?:10\.0\.)?(\d{4,6})(?:\.(\d{1,6}))?\b/i.exec(text) ??
    /^\s*(?:\d{1,2}\.\d{1,2}\.)?(\d{4,6})(?:\.(\d{1,6}))?\s*$/.exec(text);
  return found === null ? null : numbers(found[1], found[2]);
}

const readers = { dotted: partsOf, date: readDate, windows: readWindows } as const;

/** Reads a version once, to be held against many. @returns null when it is none by the scheme */
export function readVersion(scheme: Scheme, text: string): Compare | null {
  if (scheme === 'semver') {
    const own = readSemver(text);
    return own === null ? null : (other) => ifRead(readSemver(other), (its) => compareSemver(own, its));
  }
  const own = readers[scheme](text);
  return own === null ? null : (other) => ifRead(readers[scheme](other), (its) => compareParts(own, its));
}

function ifRead<Value>(value: Value | null, then: (value: Value) => number): number | null {
  return value === null ? null : then(value);
}

/**
 * Which of two versions is the newer one by the scheme of their product: less than zero when the first is older, zero
 * when they are the same.
 *
 * @returns null when one of them can't be read
 */
export function compareVersions(scheme: Scheme, one: string, other: string): number | null {
  return readVersion(scheme, one)?.(other) ?? null;
}

/** Whether a text is a version by the scheme. */
export function isVersion(scheme: Scheme, text: string): boolean {
  return readVersion(scheme, text) !== null;
}
