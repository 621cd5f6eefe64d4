import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstPortion, nextPortion, watched, yielding } from './portion.ts';

describe('the size of the transactions of long work', () => {
  it('[O3] shrinks at once when a transaction took too long', () => {
    expect(nextPortion(800, 200, watched)).toBe(360);
  });

  it('[O3] grows by half at most when there is room', () => {
    expect(nextPortion(200, 1, watched)).toBe(300);
  });

  it('[O3] stays between its bounds, whatever the clock says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.constantFrom(watched, yielding),
        (rows, time, pace) => {
          const next = nextPortion(rows, time, pace);
          expect(next).toBeGreaterThanOrEqual(200);
          expect(next).toBeLessThanOrEqual(pace.most);
          expect(Number.isInteger(next)).toBe(true);
        },
      ),
    );
  });

  it('[O3] comes to rest where a transaction takes what is allowed', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.095, max: 0.44, noNaN: true }), (perRow) => {
        let rows = firstPortion;
        for (let turn = 0; turn < 20; turn += 1) rows = nextPortion(rows, rows * perRow, watched);
        expect(rows * perRow).toBeLessThanOrEqual(91);
      }),
    );
  });
});
