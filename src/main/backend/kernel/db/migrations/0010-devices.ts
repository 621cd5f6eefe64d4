import type { Migration } from '../migrate.ts';

export const devicesMigration: Migration = {
  name: '0010-devices',
  sql: `
CREATE TABLE device (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('scanner', 'pattern', 'em4100', 'uhfreader18', 'llrp')),
  use TEXT NOT NULL CHECK (use IN ('desk_a', 'desk_b', 'stocktake', 'receiving')),
  framing TEXT NOT NULL CHECK (framing IN ('auto', 'line', 'stx_etx', 'silence')),
  pattern TEXT CHECK (pattern IS NULL OR length(pattern) <= 200),
  beep TEXT,
  connection TEXT NOT NULL CHECK (json_valid(connection)),
  archived_at TEXT,
  CHECK (kind <> 'pattern' OR pattern IS NOT NULL)
) STRICT;
`,
};
