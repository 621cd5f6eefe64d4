import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditions } from '#shared/features/assets/model.ts';
import { endOfLife, reviewAsset, reviewCriteria, usualReviewPolicy } from './review.ts';
import type { ReviewedAsset } from './review.ts';

const today = '2026-11-24';
const fine: ReviewedAsset = {
  purchasedOn: '2026-01-10',
  lifeMonths: null,
  warrantyUntil: '2029-01-10',
  endOfLifeOn: null,
  condition: 'good',
  failures: 0,
  costPercent: null,
  bookPercent: null,
};
const pointsOf = (part: Partial<ReviewedAsset>) => reviewAsset({ ...fine, ...part }, usualReviewPolicy, today);

const dayOrNone = fc.option(
  fc
    .date({ min: new Date('2015-01-01'), max: new Date('2032-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
);
const asset = fc.record({
  purchasedOn: dayOrNone,
  lifeMonths: fc.option(fc.integer({ min: 12, max: 120 })),
  warrantyUntil: dayOrNone,
  endOfLifeOn: dayOrNone,
  condition: fc.constantFrom(...conditions),
  failures: fc.nat({ max: 8 }),
  costPercent: fc.option(fc.nat({ max: 300 })),
  bookPercent: fc.option(fc.nat({ max: 900 })),
});
const weight = fc.nat({ max: 10 });
const policy = fc.record({
  weights: fc.record({
    age: weight,
    warranty: weight,
    support: weight,
    failures: weight,
    condition: weight,
    cost: weight,
  }),
  lifeMonths: fc.integer({ min: 6, max: 120 }),
  least: fc.constant(1),
});

describe('a review', () => {
  it('[R1] finds nothing against what is young, whole and covered', () => {
    expect(pointsOf({})).toEqual({ score: 0, reasons: [] });
  });

  it('[R1] says of each criterion what it goes by, the weightiest first', () => {
    const { score, reasons } = pointsOf({
      purchasedOn: '2020-11-24',
      warrantyUntil: '2026-12-24',
      endOfLifeOn: '2026-10-14',
      condition: 'damaged',
      failures: 2,
      costPercent: 55.4,
    });
    expect(reasons).toEqual([
      { criterion: 'support', points: 5, facts: { day: '2026-10-14' } },
      { criterion: 'age', points: 4, facts: { months: 72, life: 60 } },
      { criterion: 'cost', points: 4, facts: { percent: 55 } },
      { criterion: 'failures', points: 2, facts: { count: 2 } },
      { criterion: 'condition', points: 2, facts: { condition: 'damaged' } },
      { criterion: 'warranty', points: 1, facts: { day: '2026-12-24' } },
    ]);
    expect(score).toBe(18);
    // At four fifths of its life half the points; the life of the model goes before the general one.
    expect(pointsOf({ purchasedOn: '2022-11-24' }).reasons).toMatchObject([{ criterion: 'age', points: 2 }]);
    expect(pointsOf({ purchasedOn: '2022-11-24', lifeMonths: 96 }).reasons).toEqual([]);
    // Whatever cost a third of its price and more than it is still worth counts in full.
    expect(pointsOf({ costPercent: 34, bookPercent: 80 }).reasons).toMatchObject([{ points: 2 }]);
    expect(pointsOf({ costPercent: 34, bookPercent: 120 }).reasons).toEqual([
      { criterion: 'cost', points: 4, facts: { percent: 34, bookPercent: 120 } },
    ]);
    expect(pointsOf({ costPercent: 20, bookPercent: 400 }).reasons).toEqual([]);
    expect(pointsOf({ purchasedOn: '2021-11-25' }).reasons).toMatchObject([{ points: 2, facts: { months: 59 } }]);
  });

  it('[R1] adds up to its reasons, and a criterion without weight speaks for nothing', () => {
    fc.assert(
      fc.property(asset, policy, (reviewed, rules) => {
        const { score, reasons } = reviewAsset(reviewed, rules, today);
        expect(Math.round(score * 10)).toBe(reasons.reduce((sum, { points }) => sum + Math.round(points * 10), 0));
        for (const { criterion, points } of reasons) {
          expect(points).toBeGreaterThan(0);
          expect(points).toBeLessThanOrEqual(rules.weights[criterion]);
        }
        expect(new Set(reasons.map(({ criterion }) => criterion)).size).toBe(reasons.length);
        expect(reasons.every(({ criterion }) => reviewCriteria.includes(criterion))).toBe(true);
      }),
    );
  });

  it('[R1] counts an asset to the end of its support, else to the end of its life', () => {
    expect(endOfLife({ ...fine, endOfLifeOn: '2027-02-01' }, usualReviewPolicy)).toBe('2027-02-01');
    expect(endOfLife({ ...fine, lifeMonths: 36 }, usualReviewPolicy)).toBe('2029-01-10');
    expect(endOfLife({ ...fine, purchasedOn: null }, usualReviewPolicy)).toBeNull();
  });
});
