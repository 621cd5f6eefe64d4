import type { Migration } from '../migrate.ts';

/** Changes of the data key, and what of the first one is kept because it proves what is older than the present one. */
export const dataKeysMigration: Migration = {
  name: '0122-data-keys',
  sql: `
CREATE TABLE data_key_change (
  id INTEGER PRIMARY KEY,
  /* Of the new key; it tells nothing about it. */
  fingerprint TEXT NOT NULL UNIQUE CHECK (length(fingerprint) = 16),
  changed_at TEXT NOT NULL,
  changed_by INTEGER NOT NULL REFERENCES operator,
  /* Files that could not be opened any more and so not be carried over. */
  files_lost INTEGER NOT NULL CHECK (files_lost >= 0)
) STRICT;
CREATE TRIGGER data_key_change_is_not_changed BEFORE UPDATE ON data_key_change
BEGIN SELECT RAISE(ABORT, 'DATA_KEY_CHANGE_IS_KEPT'); END;
CREATE TRIGGER data_key_change_is_not_deleted BEFORE DELETE ON data_key_change
BEGIN SELECT RAISE(ABORT, 'DATA_KEY_CHANGE_IS_KEPT'); END;

CREATE TABLE kept_key (
  purpose TEXT PRIMARY KEY CHECK (purpose = 'journal'),
  sealed BLOB NOT NULL
) STRICT;
CREATE TRIGGER kept_key_is_not_deleted BEFORE DELETE ON kept_key
BEGIN SELECT RAISE(ABORT, 'KEPT_KEY_IS_KEPT'); END;
`,
};
