import { compareDigits } from './natural.ts';

/** A semantic version (semver.org 2.0.0). What follows a `+` says nothing about the order and is left out. */
export interface Semver {
  /** Major, minor and patch, without leading zeros; blank is zero. */
  core: readonly [string, string, string];
  /** Identifiers of a pre-release; none is the release itself. */
  pre: readonly string[];
}

const written =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9a-z-]+(?:\.[0-9a-z-]+)*))?(?:\+[0-9a-z-]+(?:\.[0-9a-z-]+)*)?$/i;

/**
 * Reads a semantic version, also one with a `v` before it or without its last numbers, as inventories write them.
 *
 * @returns null for anything else
 */
export function readSemver(text: string): Semver | null {
  const found = written.exec(text.trim());
  if (found === null) return null;
  const [, major = '', minor = '', patch = '', pre] = found;
  const plain = (digits: string) => digits.replace(/^0+/, '');
  return { core: [plain(major), plain(minor), plain(patch)], pre: pre === undefined ? [] : pre.split('.') };
}

/** One identifier of a pre-release against another: numbers by value and before words, words by their letters. */
function compareIdentifier(one: string, other: string): number {
  const [isNumber, otherIsNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (isNumber && otherIsNumber) return compareDigits(one.replace(/^0+/, ''), other.replace(/^0+/, ''));
  if (isNumber !== otherIsNumber) return isNumber ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Precedence by section 11 of the specification: a pre-release comes before its release. */
export function compareSemver(one: Semver, other: Semver): number {
  for (const at of [0, 1, 2] as const) {
    const order = compareDigits(one.core[at], other.core[at]);
    if (order !== 0) return order;
  }
  if (one.pre.length === 0 || other.pre.length === 0) return other.pre.length - one.pre.length;
  for (let at = 0; at < Math.max(one.pre.length, other.pre.length); at += 1) {
    const [own, its] = [one.pre[at], other.pre[at]];
    if (own === undefined) return -1;
    if (its === undefined) return 1;
    const order = compareIdentifier(own, its);
    if (order !== 0) return order;
  }
  return 0;
}
