import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  initialWeights,
  lifeCostOf,
  scoreFactors,
  scoreOffers,
  shiftWeights,
  sumOfWeights,
  turnsOf,
  winnerOf,
} from './scoring.ts';
import type { Offer } from './scoring.ts';

const plain: Offer = {
  id: 1,
  totalMinor: 100_000,
  deliveryDays: 9,
  warrantyMonths: 24,
  quality: 5,
  reliability: 5,
  support: 5,
  criteria: [],
  expired: false,
};
const rating = fc.option(fc.nat(10));
const offer: fc.Arbitrary<Offer> = fc.record({
  id: fc.integer({ min: 1, max: 1000 }),
  totalMinor: fc.nat(10_000_000),
  deliveryDays: fc.nat(400),
  warrantyMonths: fc.nat(120),
  quality: rating,
  reliability: rating,
  support: rating,
  criteria: fc.array(
    fc.record({ kind: fc.constantFrom('must', 'weighted'), weight: fc.integer({ min: 1, max: 10 }), value: rating }),
    { maxLength: 4 },
  ),
  expired: fc.boolean(),
});
const offers = fc.uniqueArray(offer, { selector: ({ id }) => id, minLength: 1, maxLength: 5 });

describe('scores', () => {
  it('[P3] follow the stated formulas', () => {
    const dearer = { ...plain, id: 2, totalMinor: 125_000, deliveryDays: 4, warrantyMonths: 36, quality: 8 };
    const [first, second] = scoreOffers([plain, dearer], initialWeights);
    expect(first).toMatchObject({
      quoteId: 2,
      factors: { price: 8, delivery: 10, quality: 8, reliability: 5, support: 5, warranty: 10 },
      total: 40 * 0.8 + 10 + 20 * 0.8 + 10 * 0.5 + 10 * 0.5 + 10,
    });
    expect(second?.factors).toMatchObject({ price: 10, delivery: 5, warranty: 6.67 });
  });

  it('[P3] lie between 0 and 100, and the order of the quotes does not matter', () => {
    fc.assert(
      fc.property(offers, (some) => {
        const scores = scoreOffers(some, initialWeights);
        for (const { total } of scores) {
          expect(total).toBeGreaterThanOrEqual(0);
          expect(total).toBeLessThanOrEqual(100);
        }
        expect(scoreOffers(some.toReversed(), initialWeights)).toEqual(scores);
      }),
    );
  });

  it('[P3] never let win what is past its validity or misses a must', () => {
    fc.assert(
      fc.property(offers, (some) => {
        const winner = some.find(({ id }) => id === winnerOf(scoreOffers(some, initialWeights)));
        if (winner === undefined) return;
        expect(winner.expired).toBe(false);
        expect(winner.criteria.some(({ kind, value }) => kind === 'must' && value !== 10)).toBe(false);
      }),
    );
  });

  it('[P3] a quote that gets dearer never gets better', () => {
    fc.assert(
      fc.property(offers, fc.nat(1_000_000), (some, more) => {
        const [first, ...others] = some;
        if (first === undefined) return;
        const placeOf = (all: readonly Offer[]) =>
          scoreOffers(all, initialWeights).findIndex(({ quoteId }) => quoteId === first.id);
        expect(placeOf([{ ...first, totalMinor: first.totalMinor + more }, ...others])).toBeGreaterThanOrEqual(
          placeOf(some),
        );
      }),
    );
  });

  it('[P3] a moved weight leaves a sum of 100', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scoreFactors), fc.integer({ min: -60, max: 80 }), (factor, change) => {
        expect(sumOfWeights(shiftWeights(initialWeights, factor, change))).toBeCloseTo(100, 6);
      }),
    );
  });

  it('[P3] tell when ten points would make another win', () => {
    const near = { ...plain, id: 2, totalMinor: 104_000, quality: 6 };
    expect(winnerOf(scoreOffers([plain, near], initialWeights))).toBe(2);
    expect(turnsOf([plain, near], initialWeights)).toContainEqual({ factor: 'quality', change: -10, winnerId: 1 });
    const far = { ...plain, id: 3, totalMinor: 900_000, quality: 0 };
    expect(turnsOf([plain, far], initialWeights)).toEqual([]);
  });

  it('[P4] the cost over the life is purchase, running years and disposal', () => {
    const cost = { energyMinor: 1000, supportMinor: 200, licencesMinor: 30, disposalMinor: 4 };
    expect(lifeCostOf(50_000, 3, cost)).toBe(50_000 + 3 * 1230 + 4);
  });
});
