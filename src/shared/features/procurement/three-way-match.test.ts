import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { matchFreight, matchLines } from './three-way-match.ts';
import type { MatchLine } from './three-way-match.ts';

const exact = { pricePercent: 0, quantityPercent: 0 };
const line: fc.Arbitrary<MatchLine> = fc.record({
  orderLineId: fc.integer({ min: 1, max: 9 }),
  orderedPriceMinor: fc.nat(1_000_000),
  accepted: fc.nat(500),
  invoicedBefore: fc.nat(500),
  invoiced: fc.nat(500),
  priceMinor: fc.nat(1_000_000),
});
const tolerances = fc.record({ pricePercent: fc.nat(50), quantityPercent: fc.nat(50) });

describe('three-way match', () => {
  it('[P5] what was ordered, came and is invoiced at the same price matches, in any number of parts', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (price, parts) => {
        const accepted = parts.reduce((sum, part) => sum + part, 0);
        let invoicedBefore = 0;
        for (const invoiced of parts) {
          const one = {
            orderLineId: 1,
            orderedPriceMinor: price,
            accepted,
            invoicedBefore,
            invoiced,
            priceMinor: price,
          };
          expect(matchLines([one], exact)).toEqual([]);
          invoicedBefore += invoiced;
        }
      }),
    );
  });

  it('[P5] all invoices together never claim more than what was accepted and its tolerance', () => {
    fc.assert(
      fc.property(line, tolerances, (one, allowed) => {
        const found = matchLines([one], allowed).some(({ code }) => code === 'QUANTITY');
        const claimed = one.invoicedBefore + one.invoiced;
        expect(found).toBe(one.invoiced > 0 && claimed * 100 > one.accepted * (100 + allowed.quantityPercent));
      }),
    );
  });

  it('[P5] a price beyond its tolerance is always told, and a wider tolerance tells nothing more', () => {
    fc.assert(
      fc.property(fc.array(line), tolerances, fc.nat(20), (lines, allowed, more) => {
        const narrow = matchLines(lines, allowed);
        const wide = matchLines(lines, {
          pricePercent: allowed.pricePercent + more,
          quantityPercent: allowed.quantityPercent + more,
        });
        expect(wide.length).toBeLessThanOrEqual(narrow.length);
        const told = narrow.filter(({ code }) => code === 'PRICE');
        const dearer = lines.filter(
          ({ invoiced, priceMinor, orderedPriceMinor }) =>
            invoiced > 0 && priceMinor * 100 > orderedPriceMinor * (100 + allowed.pricePercent),
        );
        expect(told).toHaveLength(dearer.length);
      }),
    );
  });

  it('[P5] another delivery never makes a new difference', () => {
    fc.assert(
      fc.property(line, tolerances, fc.nat(100), (one, allowed, more) => {
        const later = matchLines([{ ...one, accepted: one.accepted + more }], allowed);
        expect(later.length).toBeLessThanOrEqual(matchLines([one], allowed).length);
      }),
    );
  });

  it('[P5] freight that was not ordered is told', () => {
    expect(matchFreight(0, 0, exact)).toEqual([]);
    expect(matchFreight(1, 0, { pricePercent: 50 })).toEqual([{ code: 'FREIGHT', invoicedMinor: 1, orderedMinor: 0 }]);
    expect(matchFreight(101, 100, { pricePercent: 1 })).toEqual([]);
  });
});
