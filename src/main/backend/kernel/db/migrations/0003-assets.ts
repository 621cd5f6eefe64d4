import type { Migration } from '../migrate.ts';

export const assetsMigration: Migration = {
  name: '0003-assets',
  sql: `
CREATE TABLE category (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  family TEXT NOT NULL CHECK (family IN ('hardware', 'software', 'digital', 'cloud', 'network', 'licence', 'telecom')),
  name TEXT NOT NULL COLLATE NOCASE,
  code TEXT NOT NULL,
  parent_id INTEGER REFERENCES category,
  UNIQUE (family, name)
) STRICT;

CREATE TABLE manufacturer (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE
) STRICT;

CREATE TABLE model (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE,
  number TEXT COLLATE NOCASE,
  manufacturer_id INTEGER REFERENCES manufacturer,
  category_id INTEGER NOT NULL REFERENCES category,
  warranty_months INTEGER CHECK (warranty_months >= 0)
) STRICT;
CREATE UNIQUE INDEX model_identity ON model (name, coalesce(number, ''), coalesce(manufacturer_id, 0));

CREATE TABLE asset_status_step (
  from_status TEXT NOT NULL,
  to_status TEXT NOT NULL,
  PRIMARY KEY (from_status, to_status)
) STRICT, WITHOUT ROWID;
INSERT INTO asset_status_step (from_status, to_status) VALUES
  ('ordered', 'in_stock'), ('ordered', 'in_preparation'), ('ordered', 'retiring'),
  ('in_stock', 'in_preparation'), ('in_stock', 'in_use'), ('in_stock', 'on_loan'), ('in_stock', 'in_maintenance'),
  ('in_stock', 'missing'), ('in_stock', 'lost'), ('in_stock', 'stolen'), ('in_stock', 'retiring'),
  ('in_preparation', 'in_stock'), ('in_preparation', 'in_use'), ('in_preparation', 'on_loan'), ('in_preparation', 'in_maintenance'),
  ('in_preparation', 'missing'), ('in_preparation', 'lost'), ('in_preparation', 'stolen'), ('in_preparation', 'retiring'),
  ('in_use', 'in_stock'), ('in_use', 'in_preparation'), ('in_use', 'on_loan'), ('in_use', 'in_maintenance'),
  ('in_use', 'missing'), ('in_use', 'lost'), ('in_use', 'stolen'), ('in_use', 'retiring'),
  ('on_loan', 'in_stock'), ('on_loan', 'in_preparation'), ('on_loan', 'in_use'), ('on_loan', 'in_maintenance'),
  ('on_loan', 'missing'), ('on_loan', 'lost'), ('on_loan', 'stolen'), ('on_loan', 'retiring'),
  ('in_maintenance', 'in_stock'), ('in_maintenance', 'in_preparation'), ('in_maintenance', 'in_use'), ('in_maintenance', 'on_loan'),
  ('in_maintenance', 'missing'), ('in_maintenance', 'lost'), ('in_maintenance', 'stolen'), ('in_maintenance', 'retiring'),
  ('missing', 'in_stock'), ('missing', 'in_preparation'), ('missing', 'in_use'), ('missing', 'on_loan'),
  ('missing', 'in_maintenance'), ('missing', 'lost'), ('missing', 'stolen'), ('missing', 'retiring'),
  ('lost', 'in_stock'), ('lost', 'missing'), ('lost', 'stolen'), ('lost', 'retiring'),
  ('stolen', 'in_stock'), ('stolen', 'lost'), ('stolen', 'retiring'),
  ('retiring', 'in_stock'), ('retiring', 'missing'), ('retiring', 'lost'), ('retiring', 'stolen'), ('retiring', 'disposed');

CREATE TABLE asset (
  id INTEGER PRIMARY KEY,
  tag TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (tag <> ''),
  serial TEXT COLLATE NOCASE CHECK (serial <> ''),
  name TEXT NOT NULL COLLATE NOCASE,
  category_id INTEGER NOT NULL REFERENCES category,
  model_id INTEGER REFERENCES model,
  manufacturer_id INTEGER REFERENCES manufacturer,
  status TEXT NOT NULL CHECK (status IN ('ordered', 'in_stock', 'in_preparation', 'in_use', 'on_loan', 'in_maintenance',
    'missing', 'lost', 'stolen', 'retiring', 'disposed')),
  condition TEXT NOT NULL CHECK (condition IN ('new', 'good', 'worn', 'damaged', 'defective')),
  place_id INTEGER REFERENCES place,
  department_id INTEGER REFERENCES department,
  cost_centre_id INTEGER REFERENCES cost_centre,
  supplier_id INTEGER REFERENCES supplier,
  order_number TEXT,
  purchased_on TEXT CHECK (purchased_on IS NULL OR purchased_on GLOB '????-??-??'),
  cost_minor INTEGER,
  cost_currency TEXT CHECK (cost_currency IS NULL OR cost_currency GLOB '[A-Z][A-Z][A-Z]'),
  warranty_until TEXT CHECK (warranty_until IS NULL OR warranty_until GLOB '????-??-??'),
  end_of_life_on TEXT CHECK (end_of_life_on IS NULL OR end_of_life_on GLOB '????-??-??'),
  notes TEXT,
  external_id TEXT,
  extras TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extras)),
  last_seen_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((cost_minor IS NULL) = (cost_currency IS NULL))
) STRICT;
CREATE UNIQUE INDEX asset_serial ON asset (serial, coalesce(manufacturer_id, 0)) WHERE serial IS NOT NULL;
CREATE INDEX asset_name ON asset (name, id);
CREATE INDEX asset_status_category ON asset (status, category_id, id);
CREATE INDEX asset_category ON asset (category_id, id);
CREATE INDEX asset_place ON asset (place_id);
CREATE INDEX asset_department ON asset (department_id);
CREATE INDEX asset_model ON asset (model_id);
CREATE INDEX asset_supplier ON asset (supplier_id);
CREATE INDEX asset_serial_sort ON asset (coalesce(serial, '') COLLATE NOCASE, id);
CREATE INDEX asset_purchased ON asset (coalesce(purchased_on, ''), id);
CREATE INDEX asset_warranty ON asset (coalesce(warranty_until, ''), id, status);
CREATE INDEX asset_status ON asset (status, id);
CREATE INDEX asset_seen ON asset (coalesce(last_seen_at, ''), id);
CREATE INDEX asset_updated ON asset (updated_at, id);

CREATE TRIGGER asset_is_not_deleted BEFORE DELETE ON asset
BEGIN SELECT RAISE(ABORT, 'ASSET_IS_KEPT'); END;
CREATE TRIGGER asset_status_follows_its_steps BEFORE UPDATE OF status ON asset
WHEN NEW.status <> OLD.status AND NOT EXISTS (
  SELECT 1 FROM asset_status_step WHERE from_status = OLD.status AND to_status = NEW.status)
BEGIN SELECT RAISE(ABORT, 'ASSET_STATUS_STEP'); END;
CREATE TRIGGER asset_tag_is_for_life BEFORE UPDATE OF tag ON asset WHEN NEW.tag <> OLD.tag
BEGIN SELECT RAISE(ABORT, 'ASSET_TAG_IS_FOR_LIFE'); END;
CREATE TRIGGER asset_disposed_is_closed BEFORE UPDATE ON asset WHEN OLD.status = 'disposed'
BEGIN SELECT RAISE(ABORT, 'ASSET_IS_CLOSED'); END;

CREATE TABLE asset_count (
  status TEXT NOT NULL,
  category_id INTEGER NOT NULL REFERENCES category,
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (status, category_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE movement (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('registered', 'moved', 'checked_out', 'checked_in', 'transferred', 'status_changed', 'reversed')),
  from_text TEXT,
  to_text TEXT,
  reason TEXT,
  operator_id INTEGER NOT NULL REFERENCES operator,
  how TEXT NOT NULL CHECK (how IN ('scan', 'manual', 'import', 'cli', 'sample')),
  journal_seq INTEGER NOT NULL REFERENCES journal
) STRICT;
CREATE INDEX movement_asset ON movement (asset_id, id);
CREATE INDEX movement_at ON movement (at);
CREATE TRIGGER movement_is_not_changed BEFORE UPDATE ON movement
BEGIN SELECT RAISE(ABORT, 'MOVEMENT_IS_KEPT'); END;
CREATE TRIGGER movement_is_not_deleted BEFORE DELETE ON movement
BEGIN SELECT RAISE(ABORT, 'MOVEMENT_IS_KEPT'); END;

CREATE VIRTUAL TABLE asset_words USING fts5 (
  tag, serial, name, model, custodian, place, notes, order_number,
  content = '', contentless_delete = 1, detail = none, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE asset_fragments USING fts5 (text, detail = none, tokenize = 'trigram');
INSERT INTO asset_words (asset_words, rank) VALUES ('automerge', 0);
INSERT INTO asset_words (asset_words, rank) VALUES ('crisismerge', 100);
INSERT INTO asset_fragments (asset_fragments, rank) VALUES ('automerge', 0);
INSERT INTO asset_fragments (asset_fragments, rank) VALUES ('crisismerge', 100);
`,
};
