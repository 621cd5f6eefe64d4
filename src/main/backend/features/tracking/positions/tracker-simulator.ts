import type { TrackerFault } from '#shared/features/tracking/position-contract.ts';

/** A drive of so many positions, a minute between two, each so many degrees on: about two kilometres. */
const steps = 20;
const stepDegrees = 0.02;
const minute = 60_000;
/** Where it begins when nobody was there before. */
const start = { latitude: 50.0875, longitude: 14.4213 };
/** Metres a second; a knot is a little more than half of it. */
const speed = 25;
const knots = speed / 0.514_444;

interface Drive {
  /** Address of the listener with its token. */
  readonly base: string;
  readonly identifier: string;
  readonly from: { readonly latitude: number; readonly longitude: number } | null;
  /** When the last position is; milliseconds. */
  readonly until: number;
  readonly faults: readonly TrackerFault[];
}

interface Point {
  readonly at: number;
  readonly latitude: number;
  readonly longitude: number;
}

function pointsOf({ from, until, faults }: Drive): Point[] {
  const { latitude, longitude } = from ?? start;
  const points = Array.from({ length: steps }, (_, index) => ({
    at: until - (steps - 1 - index) * minute,
    latitude: latitude + Math.sin(index / 3) * stepDegrees,
    longitude: longitude + (index + 1) * stepDegrees,
  }));
  const told = faults.includes('duplicates') ? points.flatMap((point) => [point, point]) : points;
  // What was kept while there was no network comes in any order.
  return faults.includes('late_bulk') ? told.toReversed() : told;
}

function requestOf({ base, identifier, faults }: Drive, { at, latitude, longitude }: Point): [string, RequestInit] {
  const named = faults.includes('no_number') ? {} : { id: identifier };
  if (faults.includes('json')) {
    const coords = { latitude, longitude, speed, heading: 90, accuracy: 5 };
    const body = JSON.stringify({
      ...(faults.includes('no_number') ? {} : { device_id: identifier }),
      location: { timestamp: new Date(at).toISOString(), coords },
    });
    return [base, { method: 'POST', headers: { 'content-type': 'application/json' }, body }];
  }
  const facts = {
    ...named,
    lat: latitude,
    lon: longitude,
    timestamp: Math.floor(at / 1000),
    speed: knots,
    bearing: 90,
  };
  const query = new URLSearchParams(
    Object.entries(facts).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return [`${base}?${query.toString()}`, {}];
}

/** Drives along and reports as an OsmAnd or Traccar client does, over HTTP. @returns how the reports were answered */
export async function simulateDrive(drive: Drive): Promise<{ accepted: number; refused: number }> {
  const told = { accepted: 0, refused: 0 };
  for (const point of pointsOf(drive)) {
    const response = await fetch(...requestOf(drive, point));
    if (response.ok) told.accepted += 1;
    else told.refused += 1;
  }
  return told;
}
