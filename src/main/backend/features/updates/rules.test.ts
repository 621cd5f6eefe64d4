import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberStateOf, waveOf } from './rules.ts';
import type { WaveRule } from './rules.ts';

const wave = (position: number, percent: number, more: Partial<WaveRule> = {}): WaveRule => ({
  position,
  departmentId: null,
  placeIds: null,
  percent,
  ...more,
});
const asset = (id: number, departmentId: number | null = null, placeId: number | null = null) => ({
  id,
  departmentId,
  placeId,
});

describe('the waves of a campaign', () => {
  it('[M2] take about as many of a hundred as they say, always the same ones', () => {
    const waves = [wave(0, 10), wave(1, 50), wave(2, 100)];
    const all = Array.from({ length: 10_000 }, (_, id) => waveOf(asset(id + 1), waves));
    const share = (position: number) => all.filter((each) => each === position).length / all.length;
    expect(share(0)).toBeGreaterThan(0.08);
    expect(share(0)).toBeLessThan(0.12);
    expect(share(1)).toBeGreaterThan(0.42);
    expect(share(1)).toBeLessThan(0.48);
    expect(all.includes(null)).toBe(false);
  });

  it('[M2] the first that takes an asset has it, whatever comes after; one that no wave takes is in none', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), (id, first, second) => {
        const own = waveOf(asset(id), [wave(0, first)]);
        if (own !== null) expect(waveOf(asset(id), [wave(0, first), wave(1, second)])).toBe(own);
        expect(waveOf(asset(id), [wave(0, first), wave(1, 100)])).not.toBeNull();
      }),
    );
    const rules = [wave(0, 100, { departmentId: 7 }), wave(1, 100, { placeIds: new Set([3, 4]) })];
    expect([waveOf(asset(1, 7), rules), waveOf(asset(1, 8, 4), rules), waveOf(asset(1, 8, 5), rules)]).toEqual([
      0,
      1,
      null,
    ]);
  });

  it('[M2] an exception holds to the end of its day, and what is done needs none', () => {
    expect(memberStateOf(-1, '2026-11-20', '2026-11-24', '2026-11-24')).toBe('excepted');
    expect(memberStateOf(-1, '2026-11-20', '2026-11-23', '2026-11-24')).toBe('late');
    expect(memberStateOf(0, '2026-11-20', '2026-11-30', '2026-11-24')).toBe('done');
    expect(memberStateOf(null, '2026-11-20', null, '2026-11-24')).toBe('unknown');
    expect(memberStateOf(-1, '2026-11-24', null, '2026-11-24')).toBe('open');
  });
});
