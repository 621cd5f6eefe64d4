import type { ClockStep } from '#shared/features/application/contract.ts';

/** What the clock of the computer said, and how long the computer had been running then. */
export interface ClockReading {
  /** Instant, ISO-8601 UTC. */
  at: string;
  /** Milliseconds of a clock that nobody can set; null when it was read by another start. */
  monotonic: number | null;
}

/** Corrections by a time server, and a computer that was busy, are no news. */
const toleratedMs = 2 * 60_000;

/**
 * By how much the clock was moved between two readings. Between two starts only a clock that went back can be told: a
 * computer that was off for a year looks like one that was set a year ahead.
 *
 * @returns what it said, what it says now, and by how many seconds it was moved (negative: back); null when it was not
 */
export function clockStep(before: ClockReading | null, now: ClockReading): ClockStep | null {
  if (before === null) return null;
  const passed = Date.parse(now.at) - Date.parse(before.at);
  const expected =
    before.monotonic === null || now.monotonic === null ? Math.max(0, passed) : now.monotonic - before.monotonic;
  const moved = passed - expected;
  if (Math.abs(moved) <= toleratedMs) return null;
  return { before: before.at, after: now.at, seconds: Math.round(moved / 1000) };
}
