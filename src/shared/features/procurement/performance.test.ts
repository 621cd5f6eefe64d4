import { describe, expect, it } from 'vitest';
import { driftOf } from './performance.ts';

describe('price drift', () => {
  it('[P3] is the mean change from first to last price of models that were ordered again', () => {
    const price = (modelId: number, unitPriceMinor: number) => ({ modelId, unitPriceMinor });
    expect(driftOf([price(1, 1000), price(2, 500), price(1, 5000), price(1, 1100), price(2, 450)])).toBe(0);
    expect(driftOf([price(1, 1000), price(1, 1100)])).toBe(10);
    expect(driftOf([price(1, 1000), price(2, 900)])).toBeNull();
    expect(driftOf([price(1, 0), price(1, 900)])).toBeNull();
  });
});
