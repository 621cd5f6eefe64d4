import type { Migration } from '../migrate.ts';

/** What can be taken away again by undoing an import, now with readings of devices. */
const withdrawable = [
  'asset',
  'person',
  'place',
  'supplier',
  'manufacturer',
  'model',
  'category',
  'department',
  'cost_centre',
  'software_product',
  'installation',
  'supply_article',
  'posture_reading',
]
  .map((table) => `'${table}'`)
  .join(', ');

/** What systems for the management of devices say of them comes by the same import as everything else. */
export const postureImportsMigration: Migration = {
  name: '0098-posture-imports',
  sql: `
CREATE TABLE withdrawn_record_before AS SELECT * FROM withdrawn_record;
DROP TABLE withdrawn_record;
CREATE TABLE withdrawn_record (
  entity TEXT NOT NULL CHECK (entity IN (${withdrawable})),
  record_id INTEGER NOT NULL,
  label TEXT NOT NULL COLLATE NOCASE,
  content TEXT NOT NULL CHECK (json_valid(content)),
  withdrawn_at TEXT NOT NULL,
  returned_at TEXT,
  PRIMARY KEY (entity, record_id)
) STRICT, WITHOUT ROWID;
INSERT INTO withdrawn_record (entity, record_id, label, content, withdrawn_at, returned_at)
SELECT entity, record_id, label, content, withdrawn_at, returned_at FROM withdrawn_record_before;
DROP TABLE withdrawn_record_before;
CREATE UNIQUE INDEX withdrawn_tag ON withdrawn_record (label) WHERE entity = 'asset';
CREATE TRIGGER withdrawn_record_is_not_deleted BEFORE DELETE ON withdrawn_record
BEGIN SELECT RAISE(ABORT, 'WITHDRAWN_RECORD_IS_KEPT'); END;
CREATE TRIGGER withdrawn_tag_is_for_life BEFORE UPDATE OF label ON withdrawn_record
WHEN OLD.entity = 'asset' AND NEW.label <> OLD.label
BEGIN SELECT RAISE(ABORT, 'ASSET_TAG_IS_FOR_LIFE'); END;
CREATE TRIGGER posture_reading_id_is_for_life AFTER INSERT ON posture_reading
WHEN EXISTS (SELECT 1 FROM withdrawn_record WHERE entity = 'posture_reading' AND record_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ID_IS_FOR_LIFE'); END;
CREATE TRIGGER posture_reading_is_not_deleted BEFORE DELETE ON posture_reading WHEN NOT EXISTS (
  SELECT 1 FROM withdrawn_record WHERE entity = 'posture_reading' AND record_id = OLD.id AND returned_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'READING_IS_KEPT'); END;

CREATE TABLE import_row_before AS SELECT * FROM import_row;
DROP TABLE import_row;
CREATE TABLE import_batch_before AS SELECT * FROM import_batch;
DROP TABLE import_batch;
CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL CHECK (entity IN ('assets', 'people', 'places', 'models', 'suppliers', 'licences', 'installations', 'supplies', 'postures')),
  mode TEXT NOT NULL DEFAULT 'create' CHECK (mode IN ('create', 'update', 'upsert')),
  file_name TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('applying', 'applied', 'failed', 'undoing', 'undone')),
  options TEXT NOT NULL CHECK (json_valid(options)),
  rows_total INTEGER NOT NULL DEFAULT 0,
  rows_applied INTEGER NOT NULL DEFAULT 0,
  rows_changed INTEGER NOT NULL DEFAULT 0,
  rows_rejected INTEGER NOT NULL DEFAULT 0,
  rows_kept INTEGER NOT NULL DEFAULT 0,
  rejects_file TEXT,
  staging_file TEXT NOT NULL,
  last_row INTEGER NOT NULL DEFAULT 0,
  operator_id INTEGER NOT NULL REFERENCES operator,
  created_at TEXT NOT NULL,
  ended_at TEXT,
  undone_at TEXT,
  undone_by INTEGER REFERENCES operator,
  CHECK ((state = 'undone') = (undone_at IS NOT NULL))
) STRICT;
INSERT INTO import_batch (id, entity, mode, file_name, file_sha256, state, options, rows_total, rows_applied, rows_changed,
  rows_rejected, rows_kept, rejects_file, staging_file, last_row, operator_id, created_at, ended_at, undone_at, undone_by)
SELECT id, entity, mode, file_name, file_sha256, state, options, rows_total, rows_applied, rows_changed,
  rows_rejected, rows_kept, rejects_file, staging_file, last_row, operator_id, created_at, ended_at, undone_at, undone_by
FROM import_batch_before;
DROP TABLE import_batch_before;
CREATE TABLE import_row (
  batch_id INTEGER NOT NULL REFERENCES import_batch,
  position INTEGER NOT NULL,
  row_number INTEGER CHECK (row_number > 0),
  entity TEXT NOT NULL CHECK (entity IN (${withdrawable})),
  record_id INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('created', 'changed')),
  before TEXT CHECK (json_valid(before)),
  journal_seq INTEGER NOT NULL,
  undo TEXT CHECK (undo IN ('undone', 'kept')),
  PRIMARY KEY (batch_id, position),
  CHECK ((action = 'changed') = (before IS NOT NULL)),
  CHECK (row_number IS NOT NULL OR action = 'created')
) STRICT, WITHOUT ROWID;
INSERT INTO import_row (batch_id, position, row_number, entity, record_id, action, before, journal_seq, undo)
SELECT batch_id, position, row_number, entity, record_id, action, before, journal_seq, undo FROM import_row_before;
DROP TABLE import_row_before;
`,
};
