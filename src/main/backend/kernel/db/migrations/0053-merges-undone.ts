import type { Migration } from '../migrate.ts';

/**
 * What a merge of categories moved, so that it can be taken back: the assets, and each value with what it overwrote.
 * Without it nothing would tell afterwards what came from where.
 */
export const mergesUndoneMigration: Migration = {
  name: '0053-merges-undone',
  sql: `
CREATE TABLE category_merge (
  id INTEGER PRIMARY KEY,
  category_id INTEGER NOT NULL REFERENCES category,
  into_id INTEGER NOT NULL REFERENCES category,
  merged_at TEXT NOT NULL,
  merged_by INTEGER NOT NULL REFERENCES operator,
  content TEXT NOT NULL CHECK (json_valid(content)),
  undone_at TEXT,
  undone_by INTEGER REFERENCES operator,
  CHECK (category_id <> into_id),
  CHECK ((undone_at IS NULL) = (undone_by IS NULL))
) STRICT;
CREATE INDEX category_merge_of ON category_merge (category_id, id);
CREATE TRIGGER category_merge_is_kept BEFORE DELETE ON category_merge
BEGIN SELECT RAISE(ABORT, 'CATEGORY_MERGE_IS_KEPT'); END;
CREATE TRIGGER category_merge_is_undone_once BEFORE UPDATE ON category_merge
WHEN OLD.undone_at IS NOT NULL OR NEW.content <> OLD.content OR NEW.category_id <> OLD.category_id
  OR NEW.into_id <> OLD.into_id
BEGIN SELECT RAISE(ABORT, 'CATEGORY_MERGE_IS_KEPT'); END;

CREATE TABLE category_merge_asset (
  merge_id INTEGER NOT NULL REFERENCES category_merge,
  asset_id INTEGER NOT NULL,
  PRIMARY KEY (merge_id, asset_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE category_merge_value (
  merge_id INTEGER NOT NULL REFERENCES category_merge,
  asset_id INTEGER NOT NULL,
  field_id INTEGER NOT NULL REFERENCES field,
  into_field_id INTEGER NOT NULL REFERENCES field,
  entered TEXT,
  replaced TEXT CHECK (json_valid(replaced)),
  PRIMARY KEY (merge_id, asset_id, field_id)
) STRICT, WITHOUT ROWID;
`,
};
