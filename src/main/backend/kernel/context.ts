import { randomBytes } from 'node:crypto';

/** Time and chance come from here, so that tests are exact. */
export interface Surroundings {
  /** The instant now, ISO-8601 UTC with milliseconds. */
  now(): string;
  /** Milliseconds of a clock that never goes back, from an arbitrary start. */
  monotonic(): number;
  randomBytes(length: number): Uint8Array;
}

export const systemSurroundings: Surroundings = {
  now: () => new Date().toISOString(),
  monotonic: () => Math.round(performance.now()),
  randomBytes: (length) => randomBytes(length),
};

/** The calendar day of an instant, in UTC. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
