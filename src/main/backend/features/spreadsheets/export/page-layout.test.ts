import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureText } from '#shared/features/labels/text-fit.ts';
import { columnWidths, fitted, linesFor, pagesOf, textSize } from './page-layout.ts';

describe('[X2] a printed list', () => {
  it('[X2] has exactly as many pages as its rows fill, and the rows fit on them', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.integer({ min: 400, max: 1200 }), fc.nat(8), (rows, height, words) => {
        const { rowsOnFirst, rowsOnNext, count } = pagesOf(rows, height, words, 2);
        const room = rowsOnFirst + (count - 1) * rowsOnNext;
        expect(room).toBeGreaterThanOrEqual(rows);
        expect(count === 1 || room - rowsOnNext < rows).toBe(true);
      }),
    );
  });

  it('[X2] fills the sheet from margin to margin, and cuts what does not fit with an ellipsis', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 26, max: 230 }), { minLength: 1, maxLength: 40 }), (wanted) => {
        const sum = columnWidths(wanted, 760).reduce((total, width) => total + width, 0);
        expect(sum).toBeCloseTo(760, 3);
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        fc.integer({ min: 20, max: 120 }),
        fc.constantFrom(1 as const, 2 as const),
        (text, width, lines) => {
          const shown = fitted(text, width, false, lines);
          expect(shown.length).toBeLessThanOrEqual(lines);
          for (const line of shown) expect(measureText(line, textSize, false)).toBeLessThanOrEqual(width);
        },
      ),
    );
    expect(fitted('Printer', 200, false, 1)).toEqual(['Printer']);
    expect(fitted('A long name of a printer', 60, false, 2)).toHaveLength(2);
    expect(fitted('A very long name of a printer', 50, false, 1)[0]).toMatch(/^A very.*…$/);
    expect([linesFor([100, 100], 300), linesFor([200, 200], 300)]).toEqual([1, 2]);
  });
});
