import * as z from 'zod';
import type { Fix } from '#backend/features/devices/index.ts';

export type TrackerReport =
  | { readonly ok: true; readonly identifier: string; readonly fix: Fix | null }
  /** No identifier, or nothing of it can be understood. */
  | { readonly ok: false };

const kilometresPerKnot = 1.852;
const kilometresPerHour = 3.6;
const largestSeconds = 2_147_483_647;

/** Seconds, milliseconds, ISO 8601 or `yyyy-MM-dd HH:mm:ss`, as Traccar understands them; now when it is absent. */
function instantOf(text: string | null, now: string): string | null {
  if (text === null || text === '') return now;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : null;
  const milliseconds =
    number === null
      ? Date.parse(text.includes('T') ? text : `${text.replace(' ', 'T')}Z`)
      : number < largestSeconds
        ? number * 1000
        : number;
  return Number.isFinite(milliseconds) && milliseconds <= 8.64e15 ? new Date(milliseconds).toISOString() : null;
}

function numberIn(query: URLSearchParams, ...names: string[]): number | null {
  for (const name of names) {
    const text = query.get(name);
    if (text !== null && /^-?\d+(?:\.\d+)?$/.test(text.trim())) return Number(text);
  }
  return null;
}

const unlessNegative = (value: number | null, factor = 1) => (value === null || value < 0 ? null : value * factor);

/**
 * The query of OsmAnd and older Traccar clients: `id` or `deviceid`, `lat` and `lon` or `location`, `timestamp`, `speed`
 * in knots, `bearing` or `heading`, `altitude`, `accuracy` (OsmAndProtocolDecoder of traccar).
 */
export function reportOfQuery(query: URLSearchParams, now: string): TrackerReport {
  const identifier = (query.get('id') ?? query.get('deviceid') ?? '').trim();
  if (identifier === '' || identifier.length > 80) return { ok: false };
  const [first, second] = (query.get('location') ?? '').split(',').map(Number);
  const latitude = numberIn(query, 'lat') ?? first ?? Number.NaN;
  const longitude = numberIn(query, 'lon') ?? second ?? Number.NaN;
  const at = instantOf(query.get('timestamp'), now);
  const known = Number.isFinite(latitude) && Number.isFinite(longitude) && query.has('location') !== query.has('lat');
  if (at === null) return { ok: false };
  if (!known) return { ok: true, identifier, fix: null };
  return {
    ok: true,
    identifier,
    fix: {
      at,
      latitude,
      longitude,
      accuracy: unlessNegative(numberIn(query, 'accuracy', 'hacc')),
      speed: unlessNegative(numberIn(query, 'speed'), kilometresPerKnot),
      heading: unlessNegative(numberIn(query, 'bearing', 'heading')),
      altitude: numberIn(query, 'altitude'),
    },
  };
}

const body = z.object({
  device_id: z.union([z.string().min(1).max(80), z.number()]).transform(String),
  location: z.object({
    timestamp: z.string().max(40),
    coords: z.object({
      latitude: z.number(),
      longitude: z.number(),
      accuracy: z.number().optional(),
      speed: z.number().optional(),
      heading: z.number().optional(),
      altitude: z.number().optional(),
    }),
  }),
});

/** The body of newer Traccar clients: speed in metres a second, −1 for what is not known. */
export function reportOfJson(text: string, now: string): TrackerReport {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false };
  }
  const parsed = body.safeParse(json);
  if (!parsed.success) return { ok: false };
  const { coords, timestamp } = parsed.data.location;
  const at = instantOf(timestamp, now);
  if (at === null) return { ok: false };
  return {
    ok: true,
    identifier: parsed.data.device_id,
    fix: {
      at,
      latitude: coords.latitude,
      longitude: coords.longitude,
      accuracy: unlessNegative(coords.accuracy ?? null),
      speed: unlessNegative(coords.speed ?? null, kilometresPerHour),
      heading: unlessNegative(coords.heading ?? null),
      altitude: coords.altitude ?? null,
    },
  };
}
