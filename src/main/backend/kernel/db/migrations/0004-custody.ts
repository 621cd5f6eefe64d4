import type { Migration } from '../migrate.ts';

export const custodyMigration: Migration = {
  name: '0004-custody',
  sql: `
CREATE TABLE custody (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  custodian_kind TEXT NOT NULL CHECK (custodian_kind IN ('person', 'place')),
  person_id INTEGER REFERENCES person,
  place_id INTEGER REFERENCES place,
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
  CHECK ((custodian_kind = 'person') = (person_id IS NOT NULL)),
  CHECK ((custodian_kind = 'place') = (place_id IS NOT NULL)),
  CHECK ((ended_at IS NULL) = (taken_back_by IS NULL)),
  CHECK (ended_at IS NULL OR ended_at >= started_at)
) STRICT;
CREATE UNIQUE INDEX custody_one_open ON custody (asset_id) WHERE ended_at IS NULL;
CREATE INDEX custody_asset ON custody (asset_id, id);
CREATE INDEX custody_person_open ON custody (person_id) WHERE ended_at IS NULL AND person_id IS NOT NULL;
CREATE INDEX custody_place_open ON custody (place_id) WHERE ended_at IS NULL AND place_id IS NOT NULL;
CREATE INDEX custody_due ON custody (due_on) WHERE ended_at IS NULL AND due_on IS NOT NULL;
CREATE TRIGGER custody_needs_a_living_asset BEFORE INSERT ON custody
WHEN EXISTS (SELECT 1 FROM asset WHERE id = NEW.asset_id AND status IN ('retiring', 'disposed'))
BEGIN SELECT RAISE(ABORT, 'CUSTODY_ON_THE_WAY_OUT'); END;
CREATE TRIGGER custody_is_not_deleted BEFORE DELETE ON custody
BEGIN SELECT RAISE(ABORT, 'CUSTODY_IS_KEPT'); END;
`,
};
