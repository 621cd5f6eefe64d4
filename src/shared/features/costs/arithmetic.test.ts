import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addUp, pivotsOf, risenPrice } from './arithmetic.ts';

const sums = fc.array(
  fc.record({
    row: fc.constantFrom('', '1', '2', '3'),
    column: fc.constantFrom('', 'a', 'b'),
    currency: fc.constantFrom('EUR', 'USD', 'JPY'),
    minor: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
    count: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 40 },
);
const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

it('[X4] rows, columns and cells of a pivot come to the same to the cent, each currency by itself', () => {
  fc.assert(
    fc.property(sums, (given) => {
      const pivots = pivotsOf(given);
      for (const pivot of pivots) {
        const own = given.filter(({ currency }) => currency === pivot.currency);
        const cells = [...pivot.cells.values()].flatMap((row) => [...row.values()]);
        expect(pivot.total).toBe(total(own.map(({ minor }) => minor)));
        expect(total(cells.map(({ minor }) => minor))).toBe(pivot.total);
        expect(total(pivot.rowTotals.values())).toBe(pivot.total);
        expect(total(pivot.columnTotals.values())).toBe(pivot.total);
        expect(total(cells.map(({ count }) => count))).toBe(pivot.count);
      }
      expect(pivots.map(({ currency }) => currency).toSorted()).toEqual(
        [...new Set(given.map(({ currency }) => currency))].toSorted(),
      );
      expect(addUp(given)).toEqual(
        pivots
          .map(({ currency, total: minor }) => ({ minor, currency }))
          .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
      );
    }),
  );
});

it('[X4] a price goes up year by year and is rounded once', () => {
  expect(risenPrice(100_000, 0, 5)).toBe(100_000);
  expect(risenPrice(100_000, 2, 1)).toBe(102_000);
  expect(risenPrice(100_000, 2, 5)).toBe(110_408);
  expect(risenPrice(1, 50, 1)).toBe(2);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e9 }),
      fc.integer({ min: 0, max: 500 }),
      fc.nat(6),
      (minor, tenths, years) => {
        const price = risenPrice(minor, tenths / 10, years);
        expect(price).toBeGreaterThanOrEqual(minor);
        expect(Math.abs(price - minor * (1 + tenths / 1000) ** years)).toBeLessThanOrEqual(0.5 + minor * 1e-9);
      },
    ),
  );
});
