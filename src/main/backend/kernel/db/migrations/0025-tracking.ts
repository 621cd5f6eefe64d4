import type { Migration } from '../migrate.ts';

/**
 * Trackers, where they were, and fences around places. Receivers of positions are devices, too: a check can't be
 * changed in place, so the table of devices is made anew.
 */
export const trackingMigration: Migration = {
  name: '0025-tracking',
  sql: `
CREATE TABLE device_new (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('scanner', 'pattern', 'em4100', 'uhfreader18', 'llrp', 'nmea')),
  use TEXT NOT NULL CHECK (use IN ('desk_a', 'desk_b', 'stocktake', 'receiving', 'tracking')),
  framing TEXT NOT NULL CHECK (framing IN ('auto', 'line', 'stx_etx', 'silence')),
  pattern TEXT CHECK (pattern IS NULL OR length(pattern) <= 200),
  beep TEXT,
  connection TEXT NOT NULL CHECK (json_valid(connection)),
  archived_at TEXT,
  CHECK (kind <> 'pattern' OR pattern IS NOT NULL)
) STRICT;
INSERT INTO device_new SELECT id, name, kind, use, framing, pattern, beep, connection, archived_at FROM device;
DROP TABLE device;
ALTER TABLE device_new RENAME TO device;

CREATE TABLE tracker (
  id INTEGER PRIMARY KEY,
  identifier TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  asset_id INTEGER REFERENCES asset (id)
) STRICT;
CREATE INDEX tracker_of_asset ON tracker (asset_id);

CREATE TABLE position (
  id INTEGER PRIMARY KEY,
  tracker_id INTEGER NOT NULL REFERENCES tracker (id),
  at TEXT NOT NULL,
  latitude REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  accuracy REAL CHECK (accuracy >= 0),
  speed REAL CHECK (speed >= 0),
  heading REAL,
  altitude REAL,
  source TEXT NOT NULL CHECK (source IN ('receiver', 'tracker', 'file')),
  UNIQUE (tracker_id, at)
) STRICT;
CREATE INDEX position_by_time ON position (at);

CREATE TABLE geofence (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE,
  latitude REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  radius INTEGER NOT NULL CHECK (radius BETWEEN 20 AND 500000),
  archived_at TEXT
) STRICT;
CREATE UNIQUE INDEX geofence_name ON geofence (name) WHERE archived_at IS NULL;

CREATE TABLE geofence_presence (
  geofence_id INTEGER NOT NULL REFERENCES geofence (id),
  tracker_id INTEGER NOT NULL REFERENCES tracker (id),
  inside INTEGER NOT NULL CHECK (inside IN (0, 1)),
  at TEXT NOT NULL,
  PRIMARY KEY (geofence_id, tracker_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE geofence_crossing (
  id INTEGER PRIMARY KEY,
  geofence_id INTEGER NOT NULL REFERENCES geofence (id),
  tracker_id INTEGER NOT NULL REFERENCES tracker (id),
  direction TEXT NOT NULL CHECK (direction IN ('entered', 'left')),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX geofence_crossing_by_time ON geofence_crossing (at);
`,
};
