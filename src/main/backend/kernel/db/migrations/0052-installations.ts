import type { Migration } from '../migrate.ts';

/** What can be taken away again by undoing an import, now with software and where it is installed. */
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
]
  .map((table) => `'${table}'`)
  .join(', ');

/**
 * Software products, and on which assets they are installed: what licences are held against. SQLite can't widen a CHECK,
 * so the tables that name kinds of records are built anew under their own names: a table that is renamed would be looked
 * for by the triggers of all others while it is gone.
 */
export const installationsMigration: Migration = {
  name: '0052-installations',
  sql: `
CREATE TABLE software_product (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> ''),
  publisher_id INTEGER REFERENCES manufacturer
) STRICT;
CREATE INDEX software_product_publisher ON software_product (publisher_id) WHERE publisher_id IS NOT NULL;

CREATE TABLE installation (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  product_id INTEGER NOT NULL REFERENCES software_product,
  software_version TEXT CHECK (software_version <> ''),
  installed_on TEXT CHECK (installed_on GLOB '????-??-??'),
  seen_on TEXT NOT NULL CHECK (seen_on GLOB '????-??-??'),
  used_on TEXT CHECK (used_on GLOB '????-??-??'),
  source TEXT NOT NULL CHECK (trim(source) <> ''),
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (asset_id, product_id),
  CHECK (installed_on IS NULL OR installed_on <= seen_on)
) STRICT;
CREATE INDEX installation_product ON installation (product_id, asset_id);
CREATE TRIGGER installation_is_of_one_asset BEFORE UPDATE OF asset_id, product_id ON installation
WHEN NEW.asset_id <> OLD.asset_id OR NEW.product_id <> OLD.product_id
BEGIN SELECT RAISE(ABORT, 'INSTALLATION_IS_OF_ONE_ASSET'); END;
CREATE TRIGGER installation_on_open_asset BEFORE INSERT ON installation
WHEN (SELECT status FROM asset WHERE id = NEW.asset_id) = 'disposed'
BEGIN SELECT RAISE(ABORT, 'ASSET_IS_CLOSED'); END;

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
CREATE TRIGGER software_product_id_is_for_life AFTER INSERT ON software_product
WHEN EXISTS (SELECT 1 FROM withdrawn_record WHERE entity = 'software_product' AND record_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ID_IS_FOR_LIFE'); END;
CREATE TRIGGER installation_id_is_for_life AFTER INSERT ON installation
WHEN EXISTS (SELECT 1 FROM withdrawn_record WHERE entity = 'installation' AND record_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ID_IS_FOR_LIFE'); END;
CREATE TRIGGER installation_is_not_deleted BEFORE DELETE ON installation
WHEN NOT EXISTS (SELECT 1 FROM withdrawn_record WHERE entity = 'installation' AND record_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'INSTALLATION_IS_KEPT'); END;

CREATE TABLE import_row_before AS SELECT * FROM import_row;
DROP TABLE import_row;
CREATE TABLE import_batch_before AS SELECT * FROM import_batch;
DROP TABLE import_batch;
CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL CHECK (entity IN ('assets', 'people', 'places', 'models', 'suppliers', 'licences', 'installations')),
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
