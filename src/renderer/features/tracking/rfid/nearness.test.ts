import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clickEvery, nearnessOf, nextNearness, shownNearness, unknownNearness } from './nearness.ts';

describe('[K4] locating by strength', () => {
  test('[K4] a stronger read is never farther, in either unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -120, max: -1 }), fc.nat(60), (weak, more) => {
        const strong = Math.min(-1, weak + more);
        expect(nearnessOf(strong)).toBeGreaterThanOrEqual(nearnessOf(weak));
      }),
    );
    expect(nearnessOf(0x70)).toBeGreaterThan(nearnessOf(0x30));
    expect(nearnessOf(null)).toBe(0.5);
  });

  test('[K4] rises at once and falls slowly, so that one weak read is no retreat', () => {
    const near = nextNearness(unknownNearness, -35, 0);
    const dip = nextNearness(near, -75, 100);
    expect(near.value).toBeGreaterThan(0.9);
    expect(dip.value).toBeGreaterThan(0.6);
    expect(nextNearness(dip, -35, 200).value).toBe(near.value);
  });

  test('[K4] fades when nothing is read and is silent after three seconds', () => {
    const near = nextNearness(unknownNearness, -40, 1000);
    expect(shownNearness(near, 1400)).toBe(near.value);
    expect(shownNearness(near, 2500)).toBeLessThan(near.value);
    expect(shownNearness(near, 4000)).toBe(0);
    expect(clickEvery(0)).toBeNull();
    expect(shownNearness(unknownNearness, 0)).toBe(0);
  });

  test('[K4] the nearer the faster', () => {
    expect(clickEvery(1)).toBeLessThan(clickEvery(0.2) ?? 0);
  });
});
