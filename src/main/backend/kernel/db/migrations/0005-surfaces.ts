import type { Migration } from '../migrate.ts';

export const surfacesMigration: Migration = {
  name: '0005-surfaces',
  sql: `
CREATE TABLE printer (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  host TEXT NOT NULL,
  port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
  dpi INTEGER NOT NULL CHECK (dpi IN (203, 300, 600)),
  offset_x_dots INTEGER NOT NULL DEFAULT 0 CHECK (offset_x_dots BETWEEN -200 AND 200),
  offset_y_dots INTEGER NOT NULL DEFAULT 0 CHECK (offset_y_dots BETWEEN -200 AND 200),
  darkness INTEGER CHECK (darkness BETWEEN 0 AND 30),
  archived_at TEXT
) STRICT;

CREATE TABLE label_job (
  id INTEGER PRIMARY KEY,
  printer_id INTEGER NOT NULL REFERENCES printer,
  template_id TEXT NOT NULL,
  copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 99),
  state TEXT NOT NULL CHECK (state IN ('queued', 'printing', 'waiting', 'done', 'cancelled')),
  problem TEXT,
  operator_id INTEGER NOT NULL REFERENCES operator,
  created_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE TABLE label_job_item (
  job_id INTEGER NOT NULL REFERENCES label_job,
  position INTEGER NOT NULL,
  asset_id INTEGER NOT NULL REFERENCES asset,
  content TEXT NOT NULL CHECK (json_valid(content)),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'confirmed', 'unknown', 'failed')),
  PRIMARY KEY (job_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX label_job_open ON label_job (state) WHERE state IN ('queued', 'printing', 'waiting');

CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL CHECK (entity IN ('assets', 'people')),
  file_name TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('applying', 'applied', 'failed')),
  options TEXT NOT NULL CHECK (json_valid(options)),
  rows_total INTEGER NOT NULL DEFAULT 0,
  rows_applied INTEGER NOT NULL DEFAULT 0,
  rows_rejected INTEGER NOT NULL DEFAULT 0,
  rejects_file TEXT,
  staging_file TEXT NOT NULL,
  last_row INTEGER NOT NULL DEFAULT 0,
  operator_id INTEGER NOT NULL REFERENCES operator,
  created_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE TABLE import_mapping (
  entity TEXT NOT NULL,
  headings TEXT NOT NULL,
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  PRIMARY KEY (entity, headings)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_pack (
  number INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  seal TEXT NOT NULL CHECK (length(seal) = 64),
  as_of_seq INTEGER NOT NULL,
  as_of_hash TEXT NOT NULL CHECK (length(as_of_hash) = 64),
  scope TEXT NOT NULL CHECK (json_valid(scope))
) STRICT;
CREATE TRIGGER audit_pack_is_not_changed BEFORE UPDATE ON audit_pack
BEGIN SELECT RAISE(ABORT, 'AUDIT_PACK_IS_KEPT'); END;
CREATE TRIGGER audit_pack_is_not_deleted BEFORE DELETE ON audit_pack
BEGIN SELECT RAISE(ABORT, 'AUDIT_PACK_IS_KEPT'); END;
`,
};
