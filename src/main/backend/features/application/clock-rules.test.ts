import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clockStep } from './clock-rules.ts';

const start = Date.parse('2026-11-24T08:00:00.000Z');
const at = (milliseconds: number): string => new Date(start + milliseconds).toISOString();
const minute = 60_000;

it('[O2] a clock that was set is told by how much, ahead or back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 600 * minute }),
      fc.integer({ min: -3000 * minute, max: 3000 * minute }),
      (passed, moved) => {
        const step = clockStep({ at: at(0), monotonic: 5 }, { at: at(passed + moved), monotonic: 5 + passed });
        if (Math.abs(moved) <= 2 * minute) expect(step).toBeNull();
        else expect(step).toEqual({ before: at(0), after: at(passed + moved), seconds: Math.round(moved / 1000) });
      },
    ),
  );
});

it('[O2] between two starts only a clock that went back is told', () => {
  const now = { at: at(0), monotonic: 7 };
  expect(clockStep(null, now)).toBeNull();
  expect(clockStep({ at: at(-365 * 24 * 60 * minute), monotonic: null }, now)).toBeNull();
  expect(clockStep({ at: at(minute), monotonic: null }, now)).toBeNull();
  expect(clockStep({ at: at(24 * 60 * minute), monotonic: null }, now)?.seconds).toBe(-24 * 60 * 60);
});
