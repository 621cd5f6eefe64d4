import { randomBytes } from 'node:crypto';
import type { Surroundings } from '#backend/kernel/context.ts';
import { Random } from './generate/random.ts';

/** The day on which every run takes place, so that what is overdue or ends soon is the same in all of them. */
const today = Date.parse('2026-11-24T08:00:00.000Z');

/** Real time, moved so that the process starts on the day of the runs: always after the generated history. */
export const benchSurroundings: Surroundings = {
  now: () => new Date(today + performance.now()).toISOString(),
  monotonic: () => Math.round(performance.now()),
  randomBytes: (length) => randomBytes(length),
};

/** A clock that stands before the generated history, and chance that repeats: the same file for the same seed. */
export function generatorSurroundings(seed: number): Surroundings {
  const random = new Random(seed);
  return {
    now: () => '2021-11-24T08:00:00.000Z',
    monotonic: () => 0,
    randomBytes: (length) => random.bytes(length),
  };
}
