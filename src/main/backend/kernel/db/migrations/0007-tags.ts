import type { Migration } from '../migrate.ts';

export const tagsMigration: Migration = {
  name: '0007-tags',
  sql: `
CREATE TABLE tag_block (
  id INTEGER PRIMARY KEY,
  note TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator,
  created_at TEXT NOT NULL,
  released_at TEXT
) STRICT;
CREATE TABLE reserved_tag (
  tag TEXT NOT NULL COLLATE NOCASE PRIMARY KEY CHECK (tag <> ''),
  number INTEGER NOT NULL,
  block_id INTEGER NOT NULL REFERENCES tag_block,
  released INTEGER NOT NULL DEFAULT 0 CHECK (released IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX reserved_tag_block ON reserved_tag (block_id, number);

CREATE TRIGGER tag_reserved_is_free BEFORE INSERT ON reserved_tag
WHEN EXISTS (SELECT 1 FROM asset WHERE tag = NEW.tag)
BEGIN SELECT RAISE(ABORT, 'TAG_IS_USED'); END;
CREATE TRIGGER tag_reserved_is_kept BEFORE DELETE ON reserved_tag
BEGIN SELECT RAISE(ABORT, 'TAG_IS_KEPT'); END;
CREATE TRIGGER tag_release_is_final BEFORE UPDATE ON reserved_tag
WHEN NEW.tag <> OLD.tag OR NEW.number <> OLD.number OR NEW.block_id <> OLD.block_id OR OLD.released = 1
BEGIN SELECT RAISE(ABORT, 'TAG_IS_KEPT'); END;
CREATE TRIGGER tag_release_only_unused BEFORE UPDATE OF released ON reserved_tag
WHEN NEW.released = 1 AND EXISTS (SELECT 1 FROM asset WHERE tag = NEW.tag)
BEGIN SELECT RAISE(ABORT, 'TAG_IS_USED'); END;
CREATE TRIGGER tag_released_is_not_reused BEFORE INSERT ON asset
WHEN EXISTS (SELECT 1 FROM reserved_tag WHERE tag = NEW.tag AND released = 1)
BEGIN SELECT RAISE(ABORT, 'TAG_IS_RELEASED'); END;

CREATE TABLE asset_identifier (
  asset_id INTEGER NOT NULL REFERENCES asset,
  kind TEXT NOT NULL CHECK (kind IN ('epc', 'mac', 'imei', 'iccid', 'gtin', 'part_number')),
  value TEXT NOT NULL COLLATE NOCASE CHECK (value <> ''),
  PRIMARY KEY (kind, value, asset_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_identifier_asset ON asset_identifier (asset_id);
CREATE UNIQUE INDEX asset_identifier_own ON asset_identifier (kind, value) WHERE kind IN ('epc', 'mac', 'imei', 'iccid');

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  operator_id INTEGER NOT NULL UNIQUE REFERENCES operator,
  template TEXT NOT NULL CHECK (json_valid(template)),
  block_id INTEGER REFERENCES tag_block,
  created_at TEXT NOT NULL
) STRICT;
CREATE TABLE entry_unit (
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
  tag TEXT NOT NULL COLLATE NOCASE UNIQUE,
  number INTEGER,
  serial TEXT COLLATE NOCASE,
  name TEXT,
  notes TEXT,
  identifiers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(identifiers)),
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX entry_unit_serial ON entry_unit (entry_id, serial) WHERE serial IS NOT NULL AND undone = 0;
`,
};
