import * as z from 'zod';
import { command, job, query } from '#shared/rpc/define.ts';
import { id, instant, reference, requiredLine } from '#shared/rpc/fields.ts';

const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

/** Degrees of WGS 84, metres, kilometres an hour. */
export const position = z.object({
  at: instant,
  latitude,
  longitude,
  accuracy: z.number().nullable(),
  speed: z.number().nullable(),
  heading: z.number().nullable(),
  altitude: z.number().nullable(),
});
export type Position = z.infer<typeof position>;

export const tracker = z.object({
  id,
  /** What it calls itself: the number that a tracker sends, or `device:` and the receiver's. */
  identifier: z.string(),
  name: z.string(),
  asset: reference.nullable(),
  /** Who has the asset: then its positions are somebody's. */
  custodian: z.string().nullable(),
  last: position.nullable(),
  /** Fences that it is in. */
  inside: z.array(z.string()),
});
export type Tracker = z.infer<typeof tracker>;

export const geofence = z.object({ id, name: z.string(), latitude, longitude, radius: z.number().int() });
export type Geofence = z.infer<typeof geofence>;

export const crossing = z.object({
  id,
  geofence: z.string(),
  tracker: z.string(),
  direction: z.enum(['entered', 'left']),
  at: instant,
});
export type Crossing = z.infer<typeof crossing>;

/** Where trackers may report to, over HTTP. Nobody but this computer reaches the loopback address. */
export const listenerSettings = z.object({
  enabled: z.boolean(),
  host: z.union([z.ipv4(), z.ipv6()]),
  port: z.number().int().min(1).max(65_535),
});
export type ListenerSettings = z.infer<typeof listenerSettings>;

/** What trackers do that is not as expected: no number, reports kept for later, reports sent twice, the newer form. */
export const trackerFaults = ['no_number', 'late_bulk', 'duplicates', 'json'] as const;
export type TrackerFault = (typeof trackerFaults)[number];

export const positionContract = {
  listTrackers: query('asset.view').output(z.array(tracker)),
  /** Trackers and receivers that reported and are not set up. */
  heard: query('asset.view').output(z.array(z.object({ identifier: z.string(), at: instant }))),
  saveTracker: command('device.configure')
    .input(
      z.object({
        id: id.nullable(),
        identifier: requiredLine(80),
        name: requiredLine(80),
        assetId: id.nullable(),
      }),
    )
    .output(z.object({ id }))
    .errors({ TRACKER_KNOWN: { data: z.object({ identifier: z.string() }) } }),
  /** The newest positions of a tracker, in the order of time. */
  trail: query('asset.view')
    .input(
      z.object({ trackerId: id, from: instant.nullable(), limit: z.number().int().min(1).max(5000).default(2000) }),
    )
    .output(z.array(position)),
  choosePositionFile: query('asset.edit').output(z.object({ path: z.string().nullable() })),
  /** NMEA, GPX or CSV; what it is is told by its content. */
  importPositions: job('asset.edit')
    .input(z.object({ path: z.string().min(1).max(4096), trackerId: id }))
    .output(z.object({ jobId: z.string() })),
  listGeofences: query('asset.view').output(z.array(geofence)),
  saveGeofence: command('asset.edit')
    .input(
      z.object({
        id: id.nullable(),
        name: requiredLine(80),
        latitude,
        longitude,
        radius: z.number().int().min(20).max(500_000),
      }),
    )
    .output(z.object({ id }))
    .errors({ NAME_TAKEN: { data: z.object({ name: z.string() }) } }),
  archiveGeofence: command('asset.edit').input(z.object({ id })),
  /** The newest first. */
  crossings: query('asset.view').output(z.array(crossing)),
  positionSettings: query('asset.view').output(
    z.object({ retentionDays: z.number().int(), kept: z.number().int(), oldest: instant.nullable() }),
  ),
  /** Positions that are older are forgotten, at once and from then on. */
  setRetention: command('settings.edit').input(z.object({ days: z.number().int().min(1).max(3650) })),
  listener: query('settings.edit').output(
    listenerSettings.extend({
      token: z.string(),
      state: z.enum(['off', 'listening', 'port_taken', 'fault']),
      accepted: z.number().int(),
      refused: z.number().int(),
    }),
  ),
  setListener: command('settings.edit').input(listenerSettings.extend({ newToken: z.boolean().default(false) })),
  /** Without a tracker: one that is set up reports a short drive to this computer, over HTTP. */
  simulateTracker: job('settings.edit')
    .input(z.object({ trackerId: id, faults: z.array(z.enum(trackerFaults)).max(4).default([]) }))
    .output(z.object({ accepted: z.number().int(), refused: z.number().int() }))
    .errors({ LISTENER_OFF: {} }),
};
