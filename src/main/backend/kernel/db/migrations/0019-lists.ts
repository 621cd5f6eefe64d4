import type { Migration } from '../migrate.ts';

/** Views of lists that operators keep, and edits of many assets at once that can be taken back. */
export const listsMigration: Migration = {
  name: '0019-lists',
  sql: `
CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY,
  list TEXT NOT NULL CHECK (list <> ''),
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  owner_id INTEGER NOT NULL REFERENCES operator,
  content TEXT NOT NULL CHECK (json_valid(content)),
  updated_at TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX saved_view_shared_name ON saved_view (list, name) WHERE shared = 1;
CREATE UNIQUE INDEX saved_view_own_name ON saved_view (list, owner_id, name) WHERE shared = 0;

CREATE TABLE view_default (
  operator_id INTEGER NOT NULL REFERENCES operator,
  list TEXT NOT NULL,
  view_id INTEGER NOT NULL REFERENCES saved_view ON DELETE CASCADE,
  PRIMARY KEY (operator_id, list)
) STRICT, WITHOUT ROWID;
CREATE INDEX view_default_of ON view_default (view_id);

CREATE TABLE bulk_edit (
  id INTEGER PRIMARY KEY,
  change TEXT NOT NULL CHECK (json_valid(change)),
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'undone')),
  asked INTEGER NOT NULL CHECK (asked > 0),
  operator_id INTEGER NOT NULL REFERENCES operator,
  started_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;

CREATE TABLE bulk_edit_asset (
  bulk_edit_id INTEGER NOT NULL REFERENCES bulk_edit,
  asset_id INTEGER NOT NULL REFERENCES asset,
  before TEXT NOT NULL CHECK (json_valid(before)),
  after TEXT NOT NULL CHECK (json_valid(after)),
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  PRIMARY KEY (bulk_edit_id, asset_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER bulk_edit_asset_is_a_fact BEFORE UPDATE OF bulk_edit_id, asset_id, before, after ON bulk_edit_asset
BEGIN SELECT RAISE(ABORT, 'BULK_EDIT_IS_KEPT'); END;
CREATE TRIGGER bulk_edit_asset_is_kept BEFORE DELETE ON bulk_edit_asset
BEGIN SELECT RAISE(ABORT, 'BULK_EDIT_IS_KEPT'); END;
`,
};
