import type { Fix } from '#backend/features/devices/index.ts';

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const earthRadius = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres along a great circle, on a sphere of the earth's mean radius (haversine formula). */
export function distanceBetween(one: Point, other: Point): number {
  const latitude = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2;
  const longitude = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const half = latitude + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * longitude;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Who is in is out only this much farther than the fence, and the other way round: a receiver that trembles is no news. */
const hysteresis = 0.2;

/**
 * Whether a tracker is inside a fence after a position. Between 80 and 120 % of the radius it stays what it was; where
 * nothing is known yet the fence itself decides.
 */
export function nextInside(before: boolean | null, distance: number, radius: number): boolean {
  if (before === null) return distance <= radius;
  return before ? distance <= radius * (1 + hysteresis) : distance < radius * (1 - hysteresis);
}

/** A receiver tells its position every second: kept is what moved, and once a minute that it did not. */
const worthMetres = 20;
const worthMilliseconds = 60_000;

export function isWorthKeeping(before: Fix | null, fix: Fix): boolean {
  if (before === null) return true;
  const passed = Date.parse(fix.at) - Date.parse(before.at);
  return passed >= worthMilliseconds || (passed > 0 && distanceBetween(before, fix) >= worthMetres);
}

/** How far ahead a tracker's clock may be. Milliseconds. */
const clockAhead = 24 * 3_600_000;

/** A position that can be: on the globe, at a moment after satellites spoke and not in the future. */
export function isPossible(fix: Fix, now: string): boolean {
  const at = Date.parse(fix.at);
  const onGlobe = Math.abs(fix.latitude) <= 90 && Math.abs(fix.longitude) <= 180;
  return onGlobe && at >= Date.parse('1980-01-06T00:00:00Z') && at <= Date.parse(now) + clockAhead;
}

/** The first instant that is kept. */
export function keptSince(now: string, days: number): string {
  return new Date(Date.parse(now) - days * 86_400_000).toISOString();
}
