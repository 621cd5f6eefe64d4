import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillKit } from './rules.ts';
import type { KitNeed } from './rules.ts';

const anyNeed: fc.Arbitrary<KitNeed> = fc.oneof(
  fc.integer({ min: 1, max: 8 }).map((assetId) => ({ assetId })),
  fc.record({
    categoryIds: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1 }),
    quantity: fc.integer({ min: 1, max: 3 }),
  }),
);
const anyCandidates = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 8 }),
    categoryId: fc.integer({ min: 1, max: 3 }),
    free: fc.boolean(),
    bound: fc.boolean(),
  }),
  { selector: ({ id }) => id },
);
const needs = fc.uniqueArray(anyNeed, { selector: (need) => JSON.stringify(need), maxLength: 5 });

describe('a kit', () => {
  it('[K2] takes no asset twice, only free ones, and of a category only what is bound to no kit', () => {
    fc.assert(
      fc.property(needs, anyCandidates, (wanted, candidates) => {
        const places = fillKit(wanted, candidates);
        const taken = places.flatMap(({ assetId }) => assetId ?? []);
        expect(new Set(taken).size).toBe(taken.length);
        for (const { need, assetId } of places) {
          if (assetId === null) continue;
          const asset = candidates.find(({ id }) => id === assetId);
          expect(asset?.free).toBe(true);
          const { categoryIds } = wanted[need] ?? {};
          if (categoryIds !== undefined)
            expect(asset?.bound === false && categoryIds.includes(asset.categoryId)).toBe(true);
        }
      }),
    );
  });

  it('[K2] has as many places as it needs things, filled or not', () => {
    fc.assert(
      fc.property(needs, anyCandidates, (wanted, candidates) => {
        const count = wanted.reduce((sum, need) => sum + (need.categoryIds === undefined ? 1 : need.quantity), 0);
        expect(fillKit(wanted, candidates)).toHaveLength(count);
      }),
    );
  });

  it('[K2] is filled with what is there, and says what is not', () => {
    const laptop = { id: 1, categoryId: 10, free: true, bound: true };
    const charger = { id: 2, categoryId: 20, free: true, bound: false };
    expect(fillKit([{ assetId: 1 }, { categoryIds: [20], quantity: 2 }], [laptop, charger])).toEqual([
      { need: 0, assetId: 1 },
      { need: 1, assetId: 2 },
      { need: 1, assetId: null },
    ]);
  });
});
