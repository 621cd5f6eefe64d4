import type { Migration } from '../migrate.ts';

/** SQLite can't widen a CHECK: the table of custodies is built anew, with what a hand-over says beside who and when. */
export const custodyTermsMigration: Migration = {
  name: '0022-custody-terms',
  sql: `
CREATE TABLE handover_text (
  id INTEGER PRIMARY KEY,
  category_id INTEGER REFERENCES category,
  title TEXT NOT NULL,
  archived_at TEXT
) STRICT;

CREATE TABLE handover_text_version (
  id INTEGER PRIMARY KEY,
  text_id INTEGER NOT NULL REFERENCES handover_text,
  version INTEGER NOT NULL CHECK (version > 0),
  body TEXT NOT NULL CHECK (body <> ''),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  created_at TEXT NOT NULL,
  created_by INTEGER NOT NULL REFERENCES operator,
  UNIQUE (text_id, version)
) STRICT;
CREATE TRIGGER handover_text_version_is_not_changed BEFORE UPDATE ON handover_text_version
BEGIN SELECT RAISE(ABORT, 'HANDOVER_TEXT_IS_KEPT'); END;
CREATE TRIGGER handover_text_version_is_not_deleted BEFORE DELETE ON handover_text_version
BEGIN SELECT RAISE(ABORT, 'HANDOVER_TEXT_IS_KEPT'); END;

CREATE TABLE handover (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  custodian_kind TEXT NOT NULL CHECK (custodian_kind IN ('person', 'place', 'team', 'asset')),
  custodian_id INTEGER NOT NULL,
  custodian_name TEXT NOT NULL,
  at TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator,
  outcome TEXT NOT NULL CHECK (outcome IN ('signed', 'refused')),
  signer TEXT NOT NULL,
  signature_sha256 TEXT CHECK (length(signature_sha256) = 64),
  refusal TEXT,
  pdf_sha256 TEXT NOT NULL CHECK (length(pdf_sha256) = 64),
  pdf_bytes INTEGER NOT NULL CHECK (pdf_bytes > 0),
  journal_seq INTEGER NOT NULL REFERENCES journal,
  CHECK ((outcome = 'signed') = (signature_sha256 IS NOT NULL)),
  CHECK ((outcome = 'refused') = (refusal IS NOT NULL))
) STRICT;
CREATE INDEX handover_custodian ON handover (custodian_kind, custodian_id, id);
CREATE TABLE handover_item (
  handover_id INTEGER NOT NULL REFERENCES handover,
  custody_id INTEGER NOT NULL,
  asset_id INTEGER NOT NULL REFERENCES asset,
  PRIMARY KEY (handover_id, custody_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX handover_item_asset ON handover_item (asset_id);
CREATE TABLE handover_shown (
  handover_id INTEGER NOT NULL REFERENCES handover,
  version_id INTEGER NOT NULL REFERENCES handover_text_version,
  PRIMARY KEY (handover_id, version_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER handover_is_not_changed BEFORE UPDATE ON handover
BEGIN SELECT RAISE(ABORT, 'HANDOVER_IS_KEPT'); END;
CREATE TRIGGER handover_is_not_deleted BEFORE DELETE ON handover
BEGIN SELECT RAISE(ABORT, 'HANDOVER_IS_KEPT'); END;
CREATE TRIGGER handover_item_is_not_deleted BEFORE DELETE ON handover_item
BEGIN SELECT RAISE(ABORT, 'HANDOVER_IS_KEPT'); END;
CREATE TRIGGER handover_shown_is_not_deleted BEFORE DELETE ON handover_shown
BEGIN SELECT RAISE(ABORT, 'HANDOVER_IS_KEPT'); END;

CREATE TABLE custody_wider (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  custodian_kind TEXT NOT NULL CHECK (custodian_kind IN ('person', 'place', 'team', 'asset')),
  person_id INTEGER REFERENCES person,
  place_id INTEGER REFERENCES place,
  department_id INTEGER REFERENCES department,
  holder_asset_id INTEGER REFERENCES asset,
  started_at TEXT NOT NULL,
  due_on TEXT CHECK (due_on IS NULL OR due_on GLOB '????-??-??'),
  condition_out TEXT NOT NULL CHECK (condition_out IN ('new', 'good', 'worn', 'damaged', 'defective')),
  handed_over_by INTEGER NOT NULL REFERENCES operator,
  from_place_id INTEGER REFERENCES place,
  from_status TEXT NOT NULL,
  ended_at TEXT,
  condition_in TEXT CHECK (condition_in IN ('new', 'good', 'worn', 'damaged', 'defective')),
  taken_back_by INTEGER REFERENCES operator,
  note TEXT,
  reversed INTEGER NOT NULL DEFAULT 0 CHECK (reversed IN (0, 1)),
  purpose TEXT,
  accessories TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(accessories)),
  missing TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(missing)),
  next_step TEXT CHECK (next_step IN ('stock', 'repair', 'sanitise')),
  handover_id INTEGER REFERENCES handover,
  CHECK ((custodian_kind = 'person') = (person_id IS NOT NULL)),
  CHECK ((custodian_kind = 'place') = (place_id IS NOT NULL)),
  CHECK ((custodian_kind = 'team') = (department_id IS NOT NULL)),
  CHECK ((custodian_kind = 'asset') = (holder_asset_id IS NOT NULL)),
  CHECK (holder_asset_id IS NULL OR holder_asset_id <> asset_id),
  CHECK ((ended_at IS NULL) = (taken_back_by IS NULL)),
  CHECK (ended_at IS NULL OR ended_at >= started_at)
) STRICT;
INSERT INTO custody_wider (id, asset_id, custodian_kind, person_id, place_id, started_at, due_on, condition_out,
  handed_over_by, from_place_id, from_status, ended_at, condition_in, taken_back_by, note, reversed)
SELECT id, asset_id, custodian_kind, person_id, place_id, started_at, due_on, condition_out,
  handed_over_by, from_place_id, from_status, ended_at, condition_in, taken_back_by, note, reversed FROM custody;
DROP TABLE custody;
ALTER TABLE custody_wider RENAME TO custody;
CREATE UNIQUE INDEX custody_one_open ON custody (asset_id) WHERE ended_at IS NULL;
CREATE INDEX custody_asset ON custody (asset_id, id);
CREATE INDEX custody_person_open ON custody (person_id) WHERE ended_at IS NULL AND person_id IS NOT NULL;
CREATE INDEX custody_place_open ON custody (place_id) WHERE ended_at IS NULL AND place_id IS NOT NULL;
CREATE INDEX custody_team_open ON custody (department_id) WHERE ended_at IS NULL AND department_id IS NOT NULL;
CREATE INDEX custody_holder_open ON custody (holder_asset_id) WHERE ended_at IS NULL AND holder_asset_id IS NOT NULL;
CREATE INDEX custody_due ON custody (due_on) WHERE ended_at IS NULL AND due_on IS NOT NULL;
CREATE TRIGGER custody_needs_a_living_asset BEFORE INSERT ON custody
WHEN EXISTS (SELECT 1 FROM asset WHERE id = NEW.asset_id AND status IN ('retiring', 'disposed'))
BEGIN SELECT RAISE(ABORT, 'CUSTODY_ON_THE_WAY_OUT'); END;
CREATE TRIGGER custody_is_not_deleted BEFORE DELETE ON custody
BEGIN SELECT RAISE(ABORT, 'CUSTODY_IS_KEPT'); END;
CREATE TRIGGER handover_item_names_a_custody BEFORE INSERT ON handover_item
WHEN NOT EXISTS (SELECT 1 FROM custody WHERE id = NEW.custody_id AND asset_id = NEW.asset_id AND ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'HANDOVER_OF_NOTHING'); END;
`,
};
