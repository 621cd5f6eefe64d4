import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleCodeOf, isLow, mayReturn, mayTake, mayUndo, nextBin, proposedQuantity } from './rules.ts';

const anyQuantity = fc.integer({ min: 1, max: 5000 });

describe('counted stock', () => {
  it('[K2] a bin gives what is in it and not one more', () => {
    fc.assert(
      fc.property(fc.nat(5000), anyQuantity, (available, wanted) => {
        expect(mayTake(available, wanted).allowed).toBe(available - wanted >= 0);
        expect(mayReturn(available, wanted).allowed).toBe(available - wanted >= 0);
      }),
    );
  });

  it('[K2] a scan takes from the fullest bin, among equals from the older place', () => {
    const bins = [
      { placeId: 3, quantity: 4 },
      { placeId: 2, quantity: 9 },
      { placeId: 1, quantity: 9 },
    ];
    expect(nextBin(bins)).toEqual({ placeId: 1, quantity: 9 });
    expect(nextBin([{ placeId: 1, quantity: 0 }])).toBeNull();
    expect(nextBin([])).toBeNull();
  });

  it('[K2] what is proposed lifts the stock above its level in whole lots, and no lot more', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), anyQuantity, (stock, level, lot) => {
        const proposed = proposedQuantity(stock, level, lot);
        expect(proposed % lot).toBe(0);
        expect(proposed > 0).toBe(isLow(stock, level));
        expect(isLow(stock + proposed, level)).toBe(false);
        if (proposed > 0) expect(isLow(stock + proposed - lot, level)).toBe(true);
      }),
    );
    expect(isLow(0, null)).toBe(false);
  });

  it('[K2] only the last movement that still stands is taken back, and only once', () => {
    const standing = { id: 7, isReversal: false, isReversed: false };
    expect(mayUndo(standing, 7)).toEqual({ allowed: true });
    expect(mayUndo(standing, 8)).toEqual({ allowed: false, because: 'MOVEMENT_NOT_LAST' });
    expect(mayUndo({ ...standing, isReversed: true }, 6)).toEqual({ allowed: false, because: 'MOVEMENT_UNDONE' });
    expect(mayUndo({ ...standing, isReversal: true }, 7)).toEqual({ allowed: false, because: 'MOVEMENT_UNDONE' });
  });

  it('[I1] an article gets a code that a scanner reads on every layout', () => {
    expect(articleCodeOf(12)).toBe('S00012');
  });
});
