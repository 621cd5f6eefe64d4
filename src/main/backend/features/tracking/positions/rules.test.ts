import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceBetween, isPossible, isWorthKeeping, keptSince, nextInside } from './rules.ts';

const prague = { latitude: 50.0875, longitude: 14.4213 };
const fix = (at: string, latitude = 50, longitude = 14) => ({
  at,
  latitude,
  longitude,
  accuracy: null,
  speed: null,
  heading: null,
  altitude: null,
});

describe('[K5] distances', () => {
  test('[K5] a minute of latitude is a nautical mile, Prague to Vienna 251 km', () => {
    expect(distanceBetween({ latitude: 50, longitude: 14 }, { latitude: 50 + 1 / 60, longitude: 14 })).toBeCloseTo(
      1853,
      0,
    );
    expect(distanceBetween(prague, { latitude: 48.2082, longitude: 16.3738 }) / 1000).toBeCloseTo(252, -1);
  });

  test('[K5] are the same both ways and across the date line', () => {
    const point = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(point, point, (one, other) => {
        const there = distanceBetween(one, other);
        expect(Math.abs(there - distanceBetween(other, one))).toBeLessThan(0.01);
        expect(there).toBeLessThan(20_020_000);
      }),
    );
    const east = { latitude: 0, longitude: 179.999 };
    expect(distanceBetween(east, { latitude: 0, longitude: -179.999 })).toBeLessThan(250);
  });
});

describe('[K5] fences', () => {
  test('[K5] the first position decides by the fence itself', () => {
    expect(nextInside(null, 200, 200)).toBe(true);
    expect(nextInside(null, 201, 200)).toBe(false);
  });

  test('[K5] who trembles at the fence crosses it not once', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.integer({ min: 161, max: 239 })), (start, distances) => {
        let inside = start;
        for (const distance of distances) inside = nextInside(inside, distance, 200);
        expect(inside).toBe(start);
      }),
    );
  });

  test('[K5] well in is in and well out is out, whatever was before', () => {
    for (const before of [true, false]) {
      expect(nextInside(before, 150, 200)).toBe(true);
      expect(nextInside(before, 241, 200)).toBe(false);
    }
  });
});

describe('[K5] what is kept', () => {
  test('[K5] of a receiver that tells every second: moves, and once a minute that it stands', () => {
    const first = fix('2026-11-24T23:59:58.000Z');
    expect(isWorthKeeping(null, first)).toBe(true);
    expect(isWorthKeeping(first, fix('2026-11-24T23:59:59.000Z'))).toBe(false);
    expect(isWorthKeeping(first, fix('2026-11-25T00:00:01.000Z', 50.001))).toBe(true);
    expect(isWorthKeeping(first, fix('2026-11-25T00:01:00.000Z'))).toBe(true);
    expect(isWorthKeeping(first, fix('2026-11-24T23:59:00.000Z', 51))).toBe(false);
  });

  test('[K5] no position of the future and none from before there were satellites', () => {
    const now = '2026-11-24T08:00:00.000Z';
    expect(isPossible(fix(now), now)).toBe(true);
    expect(isPossible(fix('2038-01-20T00:00:00.000Z'), now)).toBe(false);
    expect(isPossible(fix('1970-01-01T00:00:00.000Z'), now)).toBe(false);
    expect(isPossible(fix(now, 91), now)).toBe(false);
  });

  test('[K5] the days of retention count back from now', () => {
    expect(keptSince('2026-11-24T08:00:00.000Z', 30)).toBe('2026-10-25T08:00:00.000Z');
  });
});
