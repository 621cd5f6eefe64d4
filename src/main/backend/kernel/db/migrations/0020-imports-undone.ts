import type { Migration } from '../migrate.ts';

/** Records that can be taken away again; everything else is archived at most. */
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
] as const;

/** An identifier stands in the journal for ever, so no other row may ever get it. */
const identifiersForLife = withdrawable
  .map(
    (table) => `
CREATE TRIGGER ${table}_id_is_for_life AFTER INSERT ON ${table}
WHEN EXISTS (SELECT 1 FROM withdrawn_record WHERE entity = '${table}' AND record_id = NEW.id
  AND ${table === 'asset' ? 'label <> NEW.tag' : '1'})
BEGIN SELECT RAISE(ABORT, 'ID_IS_FOR_LIFE'); END;`,
  )
  .join('');

const withTombstone = (asset: string): string =>
  `SELECT 1 FROM withdrawn_record WHERE entity = 'asset' AND record_id = ${asset} AND returned_at IS NULL`;

export const importsUndoneMigration: Migration = {
  name: '0020-imports-undone',
  sql: `
CREATE TABLE withdrawn_record (
  entity TEXT NOT NULL CHECK (entity IN (${withdrawable.map((table) => `'${table}'`).join(', ')})),
  record_id INTEGER NOT NULL,
  label TEXT NOT NULL COLLATE NOCASE,
  content TEXT NOT NULL CHECK (json_valid(content)),
  withdrawn_at TEXT NOT NULL,
  returned_at TEXT,
  PRIMARY KEY (entity, record_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX withdrawn_tag ON withdrawn_record (label) WHERE entity = 'asset';
CREATE TRIGGER withdrawn_record_is_not_deleted BEFORE DELETE ON withdrawn_record
BEGIN SELECT RAISE(ABORT, 'WITHDRAWN_RECORD_IS_KEPT'); END;
CREATE TRIGGER withdrawn_tag_is_for_life BEFORE UPDATE OF label ON withdrawn_record
WHEN OLD.entity = 'asset' AND NEW.label <> OLD.label
BEGIN SELECT RAISE(ABORT, 'ASSET_TAG_IS_FOR_LIFE'); END;
${identifiersForLife}
CREATE TRIGGER asset_tag_names_one AFTER INSERT ON asset
WHEN EXISTS (SELECT 1 FROM withdrawn_record WHERE entity = 'asset' AND label = NEW.tag AND record_id <> NEW.id)
BEGIN SELECT RAISE(ABORT, 'ASSET_TAG_IS_FOR_LIFE'); END;

DROP TRIGGER asset_is_not_deleted;
CREATE TRIGGER asset_is_not_deleted BEFORE DELETE ON asset WHEN NOT EXISTS (${withTombstone('OLD.id')})
BEGIN SELECT RAISE(ABORT, 'ASSET_IS_KEPT'); END;
DROP TRIGGER movement_is_not_deleted;
CREATE TRIGGER movement_is_not_deleted BEFORE DELETE ON movement WHEN NOT EXISTS (${withTombstone('OLD.asset_id')})
BEGIN SELECT RAISE(ABORT, 'MOVEMENT_IS_KEPT'); END;
DROP TRIGGER custody_is_not_deleted;
CREATE TRIGGER custody_is_not_deleted BEFORE DELETE ON custody WHEN NOT EXISTS (${withTombstone('OLD.asset_id')})
BEGIN SELECT RAISE(ABORT, 'CUSTODY_IS_KEPT'); END;

CREATE TABLE import_batch_new (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL CHECK (entity IN ('assets', 'people', 'places', 'models', 'suppliers')),
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
INSERT INTO import_batch_new (id, entity, file_name, file_sha256, state, options, rows_total, rows_applied, rows_rejected,
  rejects_file, staging_file, last_row, operator_id, created_at, ended_at)
SELECT id, entity, file_name, file_sha256, state, options, rows_total, rows_applied, rows_rejected,
  rejects_file, staging_file, last_row, operator_id, created_at, ended_at FROM import_batch;
DROP TABLE import_batch;
ALTER TABLE import_batch_new RENAME TO import_batch;

CREATE TABLE import_row (
  batch_id INTEGER NOT NULL REFERENCES import_batch,
  position INTEGER NOT NULL,
  row_number INTEGER CHECK (row_number > 0),
  entity TEXT NOT NULL CHECK (entity IN (${withdrawable.map((table) => `'${table}'`).join(', ')})),
  record_id INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('created', 'changed')),
  before TEXT CHECK (json_valid(before)),
  journal_seq INTEGER NOT NULL,
  undo TEXT CHECK (undo IN ('undone', 'kept')),
  PRIMARY KEY (batch_id, position),
  CHECK ((action = 'changed') = (before IS NOT NULL)),
  CHECK (row_number IS NOT NULL OR action = 'created')
) STRICT, WITHOUT ROWID;

-- Without these each row taken away would be looked for by reading whole tables.
CREATE INDEX label_job_item_asset ON label_job_item (asset_id);
CREATE INDEX stocktake_line_of_asset ON stocktake_line (asset_id) WHERE asset_id IS NOT NULL;
CREATE INDEX reconciliation_row_of_asset ON reconciliation_row (asset_id) WHERE asset_id IS NOT NULL;
CREATE INDEX custody_person ON custody (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX person_manager ON person (manager_id) WHERE manager_id IS NOT NULL;
`,
};
