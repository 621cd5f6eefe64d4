import type { Migration } from '../migrate.ts';

export const reconciliationMigration: Migration = {
  name: '0015-reconciliation',
  sql: `
CREATE TABLE reconciliation (
  id INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
  request TEXT NOT NULL CHECK (json_valid(request)),
  state TEXT NOT NULL CHECK (state IN ('writing', 'kept')),
  operator_id INTEGER NOT NULL REFERENCES operator,
  created_at TEXT NOT NULL
) STRICT;
CREATE TABLE reconciliation_row (
  id INTEGER PRIMARY KEY,
  reconciliation_id INTEGER NOT NULL REFERENCES reconciliation,
  bucket TEXT NOT NULL CHECK (bucket IN ('matched', 'different', 'unknown_here', 'repeated', 'missing_there')),
  row_number INTEGER,
  asset_id INTEGER REFERENCES asset,
  matched_by TEXT CHECK (matched_by IN ('tag', 'serial', 'name')),
  listed TEXT NOT NULL CHECK (json_valid(listed)),
  differences TEXT NOT NULL CHECK (json_valid(differences)),
  outcome TEXT CHECK (outcome IN ('seen', 'updated', 'missing', 'refused')),
  CHECK ((bucket = 'missing_there') = (row_number IS NULL)),
  CHECK ((bucket = 'unknown_here') = (asset_id IS NULL))
) STRICT;
CREATE INDEX reconciliation_row_bucket ON reconciliation_row (reconciliation_id, bucket, outcome, id);
CREATE UNIQUE INDEX reconciliation_row_listed ON reconciliation_row (reconciliation_id, row_number) WHERE row_number IS NOT NULL;
CREATE UNIQUE INDEX reconciliation_row_asset ON reconciliation_row (reconciliation_id, asset_id) WHERE asset_id IS NOT NULL AND bucket <> 'repeated';
CREATE TRIGGER reconciliation_row_is_a_fact BEFORE UPDATE ON reconciliation_row
WHEN NEW.bucket <> OLD.bucket OR NEW.listed <> OLD.listed OR NEW.differences <> OLD.differences OR NEW.asset_id IS NOT OLD.asset_id
BEGIN SELECT RAISE(ABORT, 'RECONCILIATION_IS_KEPT'); END;
CREATE TRIGGER reconciliation_row_is_kept BEFORE DELETE ON reconciliation_row
WHEN (SELECT state FROM reconciliation WHERE id = OLD.reconciliation_id) = 'kept'
BEGIN SELECT RAISE(ABORT, 'RECONCILIATION_IS_KEPT'); END;
`,
};
