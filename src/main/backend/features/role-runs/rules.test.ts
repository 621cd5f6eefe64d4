import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKit, fitsItem } from './rules.ts';
import type { Held, Need } from './rules.ts';

const laptop = (assetId: number, modelId: number | null = null): Held => ({ assetId, modelId, categoryIds: [1, 10] });
const phone = (assetId: number): Held => ({ assetId, modelId: null, categoryIds: [2] });

const held = fc
  .array(fc.tuple(fc.constantFrom([1, 10], [2], [3, 10]), fc.option(fc.integer({ min: 1, max: 3 }))), { maxLength: 8 })
  .map((list) => list.map(([categoryIds, modelId], index): Held => ({ assetId: index + 1, modelId, categoryIds })));
const needs = fc.array(
  fc.record({
    categoryId: fc.constantFrom(1, 2, 3, 10),
    modelId: fc.option(fc.integer({ min: 1, max: 3 })),
    quantity: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 5 },
);

describe('what a person has against what the role needs', () => {
  it('[D5] hands out what is missing, changes what is of another model, collects what is needed no more', () => {
    const lines: Need[] = [
      { categoryId: 10, modelId: null, quantity: 1 },
      { categoryId: 1, modelId: 7, quantity: 1 },
      { categoryId: 2, modelId: null, quantity: 2 },
    ];
    const compared = compareKit('mover', [laptop(1, 7), laptop(2), phone(3), { ...phone(4), categoryIds: [9] }], lines);
    expect(compared.keep.map(({ assetId }) => assetId)).toEqual([1, 2, 3]);
    expect(compared.handOut).toEqual([lines[2]]);
    expect(compared.collect.map(({ assetId }) => assetId)).toEqual([4]);
    const other = compareKit('mover', [laptop(1, 5)], [{ categoryId: 1, modelId: 7, quantity: 1 }]);
    expect(other.change.map(({ asset, line }) => [asset.assetId, line.modelId])).toEqual([[1, 7]]);
  });

  it('[D5] whoever leaves gives everything back, and whoever joins keeps what he has', () => {
    fc.assert(
      fc.property(held, needs, (assets, lines) => {
        expect(compareKit('leaver', assets, lines)).toEqual({ keep: [], handOut: [], change: [], collect: assets });
        const joined = compareKit('joiner', assets, lines);
        expect(joined.collect).toEqual([]);
        expect(joined.keep.length + joined.change.length).toBe(assets.length);
      }),
    );
  });

  it('[D5] each asset has one fate, and each unit that is needed is met once', () => {
    fc.assert(
      fc.property(held, needs, (assets, lines) => {
        const { keep, handOut, change, collect } = compareKit('mover', assets, lines);
        const fates = [...keep, ...collect, ...change.map(({ asset }) => asset)].map(({ assetId }) => assetId);
        const ascending = (one: number, other: number) => one - other;
        expect(fates.toSorted(ascending)).toEqual(assets.map(({ assetId }) => assetId).toSorted(ascending));
        const wanted = lines.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(keep.length + handOut.length + change.length).toBe(wanted);
        // Nothing is handed out while something that fits is collected.
        for (const line of handOut) expect(collect.some((asset) => fitsItem(asset, line))).toBe(false);
      }),
    );
  });
});
