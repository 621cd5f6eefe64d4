import type { Migration } from '../migrate.ts';

/** What is written down of how an asset is set up: each save is a version of the whole, and none is changed. */
export const configurationRecordsMigration: Migration = {
  name: '0064-configuration-records',
  sql: `
CREATE TABLE configuration_record (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  number INTEGER NOT NULL CHECK (number > 0),
  content TEXT NOT NULL CHECK (json_valid(content)),
  /* The words of the content, for the search of assets. */
  words TEXT NOT NULL,
  note TEXT NOT NULL,
  restored_from INTEGER CHECK (restored_from < number),
  saved_at TEXT NOT NULL,
  saved_by INTEGER NOT NULL REFERENCES operator,
  UNIQUE (asset_id, number)
) STRICT;
CREATE TRIGGER configuration_record_stays BEFORE UPDATE ON configuration_record
BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_RECORD_IS_KEPT'); END;
CREATE TRIGGER configuration_record_is_kept BEFORE DELETE ON configuration_record
BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_RECORD_IS_KEPT'); END;
CREATE TRIGGER configuration_record_without_gap BEFORE INSERT ON configuration_record
WHEN NEW.number <> 1 + coalesce((SELECT max(number) FROM configuration_record WHERE asset_id = NEW.asset_id), 0)
BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_RECORD_GAP'); END;

CREATE TABLE configuration_record_template (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  content TEXT NOT NULL CHECK (json_valid(content)),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX configuration_record_template_name ON configuration_record_template (name)
WHERE archived_at IS NULL;
`,
};
