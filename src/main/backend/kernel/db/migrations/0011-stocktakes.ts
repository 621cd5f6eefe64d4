import type { Migration } from '../migrate.ts';

export const stocktakesMigration: Migration = {
  name: '0011-stocktakes',
  sql: `
CREATE TABLE stocktake (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'counting', 'reconciling', 'closed', 'cancelled')),
  scope TEXT NOT NULL CHECK (json_valid(scope)),
  method TEXT NOT NULL CHECK (method IN ('full', 'random', 'systematic')),
  sample_size INTEGER CHECK (sample_size > 0),
  seed TEXT,
  population INTEGER,
  blind INTEGER NOT NULL CHECK (blind IN (0, 1)),
  second_person INTEGER NOT NULL DEFAULT 0 CHECK (second_person IN (0, 1)),
  planned_at TEXT NOT NULL,
  planned_by INTEGER NOT NULL REFERENCES operator,
  started_at TEXT,
  counted_at TEXT,
  closed_at TEXT,
  closed_by INTEGER REFERENCES operator,
  note TEXT,
  CHECK ((method = 'full') = (sample_size IS NULL)),
  CHECK ((method = 'full') = (seed IS NULL)),
  CHECK ((state IN ('closed', 'cancelled')) = (closed_at IS NOT NULL))
) STRICT;

CREATE TABLE stocktake_session (
  id INTEGER PRIMARY KEY,
  stocktake_id INTEGER NOT NULL REFERENCES stocktake,
  key TEXT NOT NULL UNIQUE,
  operator_id INTEGER REFERENCES operator,
  operator_name TEXT NOT NULL,
  desk TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('here', 'file')),
  place_id INTEGER REFERENCES place,
  started_at TEXT NOT NULL
) STRICT;
CREATE INDEX stocktake_session_of ON stocktake_session (stocktake_id, operator_id);

CREATE TABLE stocktake_line (
  id INTEGER PRIMARY KEY,
  stocktake_id INTEGER NOT NULL REFERENCES stocktake,
  asset_id INTEGER REFERENCES asset,
  code TEXT,
  expected INTEGER NOT NULL CHECK (expected IN (0, 1)),
  position INTEGER,
  expected_place_id INTEGER REFERENCES place,
  expected_place TEXT,
  custodian TEXT,
  status_then TEXT,
  cost_minor INTEGER,
  cost_currency TEXT,
  carried_over INTEGER NOT NULL DEFAULT 0 CHECK (carried_over IN (0, 1)),
  result TEXT NOT NULL CHECK (result IN ('found', 'wrong_place', 'unexpected', 'missing', 'no_place', 'unknown', 'not_drawn')),
  seen_place_id INTEGER REFERENCES place,
  seen_at TEXT,
  witnesses INTEGER NOT NULL DEFAULT 0,
  cause TEXT CHECK (cause IN ('moved_unrecorded', 'handed_over_unrecorded', 'not_registered', 'tag_damaged', 'lost', 'stolen', 'counting_error', 'other')),
  decision TEXT CHECK (decision IN ('move_record', 'mark_missing', 'register', 'leave')),
  note TEXT,
  decided_by INTEGER REFERENCES operator,
  decided_at TEXT,
  approved_by INTEGER REFERENCES operator,
  approved_at TEXT,
  outcome TEXT CHECK (outcome IN ('applied', 'overtaken', 'left', 'to_register')),
  journal_seq INTEGER REFERENCES journal,
  CHECK ((asset_id IS NULL) = (code IS NOT NULL)),
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CHECK ((decision IS NULL) = (cause IS NULL)),
  CHECK (approved_by IS NULL OR (decision IS NOT NULL AND approved_by <> decided_by)),
  CHECK ((seen_at IS NULL) = (seen_place_id IS NULL)),
  CHECK (result <> 'missing' OR (expected = 1 AND seen_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX stocktake_line_asset ON stocktake_line (stocktake_id, asset_id) WHERE asset_id IS NOT NULL;
CREATE UNIQUE INDEX stocktake_line_code ON stocktake_line (stocktake_id, code) WHERE code IS NOT NULL;
CREATE INDEX stocktake_line_result ON stocktake_line (stocktake_id, result, id);

CREATE TABLE stocktake_sighting (
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES stocktake_session,
  number INTEGER NOT NULL,
  line_id INTEGER NOT NULL REFERENCES stocktake_line,
  asset_id INTEGER REFERENCES asset,
  code TEXT NOT NULL,
  place_id INTEGER NOT NULL REFERENCES place,
  how TEXT NOT NULL CHECK (how IN ('barcode', 'rfid', 'manual')),
  at TEXT NOT NULL,
  UNIQUE (session_id, number)
) STRICT;
CREATE INDEX stocktake_sighting_line ON stocktake_sighting (line_id);
CREATE INDEX stocktake_sighting_asset ON stocktake_sighting (asset_id, at) WHERE asset_id IS NOT NULL;

CREATE TRIGGER stocktake_ended_is_closed BEFORE UPDATE ON stocktake WHEN OLD.state IN ('closed', 'cancelled')
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_CLOSED'); END;
CREATE TRIGGER stocktake_is_not_deleted BEFORE DELETE ON stocktake
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_KEPT'); END;
CREATE TRIGGER stocktake_closes_decided BEFORE UPDATE OF state ON stocktake
WHEN NEW.state = 'closed' AND EXISTS (SELECT 1 FROM stocktake_line WHERE stocktake_id = NEW.id
  AND result NOT IN ('found', 'not_drawn') AND (decision IS NULL OR (NEW.second_person = 1 AND approved_by IS NULL)))
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_HAS_OPEN_VARIANCES'); END;
CREATE TRIGGER stocktake_session_joins_open BEFORE INSERT ON stocktake_session
WHEN (SELECT state FROM stocktake WHERE id = NEW.stocktake_id) <> 'counting'
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_NOT_COUNTING'); END;
CREATE TRIGGER stocktake_session_closed BEFORE UPDATE ON stocktake_session
WHEN (SELECT state FROM stocktake WHERE id = OLD.stocktake_id) IN ('closed', 'cancelled')
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_CLOSED'); END;
CREATE TRIGGER stocktake_session_is_not_deleted BEFORE DELETE ON stocktake_session
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_KEPT'); END;
CREATE TRIGGER stocktake_line_joins_open BEFORE INSERT ON stocktake_line
WHEN (SELECT state FROM stocktake WHERE id = NEW.stocktake_id) NOT IN ('planned', 'counting')
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_NOT_COUNTING'); END;
CREATE TRIGGER stocktake_line_closed BEFORE UPDATE ON stocktake_line
WHEN (SELECT state FROM stocktake WHERE id = OLD.stocktake_id) IN ('closed', 'cancelled')
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_CLOSED'); END;
CREATE TRIGGER stocktake_line_expectation_is_frozen BEFORE UPDATE OF stocktake_id, asset_id, code, expected, position,
  expected_place_id, expected_place, custodian, status_then, cost_minor, cost_currency, carried_over ON stocktake_line
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_EXPECTATION_IS_FROZEN'); END;
CREATE TRIGGER stocktake_line_four_eyes BEFORE UPDATE OF approved_by ON stocktake_line
WHEN NEW.approved_by IS NOT NULL AND EXISTS (SELECT 1 FROM stocktake_session
  WHERE stocktake_id = NEW.stocktake_id AND operator_id = NEW.approved_by)
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_COUNTER_MAY_NOT_APPROVE'); END;
CREATE TRIGGER stocktake_line_is_not_deleted BEFORE DELETE ON stocktake_line
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_KEPT'); END;
CREATE TRIGGER stocktake_sighting_joins_open BEFORE INSERT ON stocktake_sighting
WHEN (SELECT stocktake.state FROM stocktake_session JOIN stocktake ON stocktake.id = stocktake_session.stocktake_id
  WHERE stocktake_session.id = NEW.session_id) <> 'counting'
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_NOT_COUNTING'); END;
CREATE TRIGGER stocktake_sighting_is_not_changed BEFORE UPDATE ON stocktake_sighting
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_KEPT'); END;
CREATE TRIGGER stocktake_sighting_is_not_deleted BEFORE DELETE ON stocktake_sighting
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_KEPT'); END;
`,
};
