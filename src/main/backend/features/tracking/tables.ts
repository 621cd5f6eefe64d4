import type { Generated } from 'kysely';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    tracker: TrackerTable;
    position: PositionTable;
    geofence: GeofenceTable;
    geofence_presence: GeofencePresenceTable;
    geofence_crossing: GeofenceCrossingTable;
  }
}

export interface TrackerTable {
  id: Generated<number>;
  identifier: string;
  name: string;
  asset_id: number | null;
}

export type PositionSource = 'receiver' | 'tracker' | 'file';

export interface PositionTable {
  id: Generated<number>;
  tracker_id: number;
  at: string;
  latitude: number;
  longitude: number;
  /** Metres. */
  accuracy: number | null;
  /** Kilometres an hour. */
  speed: number | null;
  heading: number | null;
  altitude: number | null;
  source: PositionSource;
}

export interface GeofenceTable {
  id: Generated<number>;
  name: string;
  latitude: number;
  longitude: number;
  /** Metres. */
  radius: number;
  archived_at: string | null;
}

export interface GeofencePresenceTable {
  geofence_id: number;
  tracker_id: number;
  inside: number;
  at: string;
}

export interface GeofenceCrossingTable {
  id: Generated<number>;
  geofence_id: number;
  tracker_id: number;
  direction: 'entered' | 'left';
  at: string;
}
