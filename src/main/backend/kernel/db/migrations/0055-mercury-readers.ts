import type { Migration } from '../migrate.ts';

/** ThingMagic readers, which are told where they stand. A check can't be changed in place, so the table is made anew. */
export const mercuryReadersMigration: Migration = {
  name: '0055-mercury-readers',
  sql: `
CREATE TABLE device_new (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  kind TEXT NOT NULL
    CHECK (kind IN ('scanner', 'pattern', 'em4100', 'pcsc', 'uhfreader18', 'mercury', 'llrp', 'nmea')),
  use TEXT NOT NULL CHECK (use IN ('desk_a', 'desk_b', 'stocktake', 'receiving', 'tracking')),
  framing TEXT NOT NULL CHECK (framing IN ('auto', 'line', 'stx_etx', 'silence')),
  pattern TEXT CHECK (pattern IS NULL OR length(pattern) <= 200),
  beep TEXT,
  notation TEXT NOT NULL DEFAULT 'hex'
    CHECK (notation IN ('hex', 'hex_reversed', 'decimal', 'decimal_reversed', 'wiegand')),
  region TEXT NOT NULL DEFAULT 'as_set' CHECK (region IN ('as_set', 'eu', 'na')),
  connection TEXT NOT NULL CHECK (json_valid(connection)),
  archived_at TEXT,
  CHECK (kind <> 'pattern' OR pattern IS NOT NULL),
  CHECK (
    json_extract(connection, '$.type') = 'simulator'
    OR (kind = 'pcsc') = (json_extract(connection, '$.type') = 'pcsc')
  )
) STRICT;
INSERT INTO device_new (id, name, kind, use, framing, pattern, beep, notation, connection, archived_at)
  SELECT id, name, kind, use, framing, pattern, beep, notation, connection, archived_at FROM device;
DROP TABLE device;
ALTER TABLE device_new RENAME TO device;
`,
};
