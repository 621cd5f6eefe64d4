import type { Migration } from '../migrate.ts';

/** The badge by which an operator takes over a desk that is open, and the PIN that proves that it is he. */
export const badgesMigration: Migration = {
  name: '0117-badges',
  sql: `
CREATE TABLE operator_badge (
  operator_id INTEGER PRIMARY KEY REFERENCES operator,
  badge TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (length(badge) BETWEEN 4 AND 80),
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  set_at TEXT NOT NULL,
  /* Wrong PINs since the last sign-in with the password; at five the badge no longer opens. */
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures BETWEEN 0 AND 5)
) STRICT;
`,
};
