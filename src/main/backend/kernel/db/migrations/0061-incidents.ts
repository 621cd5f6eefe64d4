import type { Migration } from '../migrate.ts';

const lineColumns = `id, stocktake_id, asset_id, code, expected, position, expected_place_id, expected_place, custodian,
  status_then, cost_minor, cost_currency, carried_over, result, seen_place_id, seen_at, witnesses, cause, decision, note,
  decided_by, decided_at, approved_by, approved_at, outcome, journal_seq, excused_by, compensating_control, label`;
const sightingColumns = 'id, session_id, number, line_id, asset_id, code, place_id, how, at';

/** An incident of loss or theft that is not closed yet, of the asset that a trigger is about. */
const frozen = (
  asset: string,
) => `EXISTS (SELECT 1 FROM incident_asset JOIN incident ON incident.id = incident_asset.incident_id
  WHERE incident_asset.asset_id = ${asset} AND incident.kind IN ('lost', 'stolen') AND incident.state <> 'closed')`;

/**
 * What happened to assets, until it is settled. A stocktake may decide to open an incident; a check can't be widened in
 * place, so its lines are made anew together with what refers to them.
 */
export const incidentsMigration: Migration = {
  name: '0061-incidents',
  sql: `
CREATE TABLE incident (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('lost', 'stolen', 'damaged', 'other')),
  state TEXT NOT NULL CHECK (state IN ('open', 'in_hand', 'closed')),
  description TEXT NOT NULL CHECK (trim(description) <> ''),
  person_id INTEGER REFERENCES person,
  place_id INTEGER REFERENCES place,
  happened_on TEXT CHECK (happened_on IS NULL OR happened_on GLOB '????-??-??'),
  source TEXT NOT NULL CHECK (source IN ('asset', 'desk', 'stocktake', 'list')),
  stocktake_id INTEGER REFERENCES stocktake,
  -- Lines of a stocktake that were decided together are one incident.
  decided_at TEXT,
  opened_by INTEGER NOT NULL REFERENCES operator,
  opened_at TEXT NOT NULL,
  in_hand_of INTEGER REFERENCES operator,
  outcome TEXT CHECK (outcome IN ('recovered', 'written_off', 'repaired', 'settled', 'mistaken')),
  closed_by INTEGER REFERENCES operator,
  closed_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((source = 'stocktake') = (stocktake_id IS NOT NULL)),
  CHECK ((stocktake_id IS NULL) = (decided_at IS NULL)),
  CHECK ((state = 'open') = (in_hand_of IS NULL)),
  CHECK ((state = 'closed') = (outcome IS NOT NULL)),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((closed_by IS NULL) = (closed_at IS NULL)),
  CHECK (outcome IS NOT 'recovered' OR kind IN ('lost', 'stolen')),
  CHECK (outcome IS NOT 'repaired' OR kind = 'damaged'),
  CHECK (outcome IS NOT 'written_off' OR kind <> 'other'),
  CHECK (outcome IS NOT 'settled' OR kind IN ('damaged', 'other'))
) STRICT;
CREATE INDEX incident_of_stocktake ON incident (stocktake_id, kind, decided_at) WHERE stocktake_id IS NOT NULL;
CREATE INDEX incident_person ON incident (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX incident_place ON incident (place_id) WHERE place_id IS NOT NULL;

CREATE TABLE incident_asset (
  incident_id INTEGER NOT NULL REFERENCES incident,
  asset_id INTEGER NOT NULL REFERENCES asset,
  status_before TEXT NOT NULL,
  found_at TEXT,
  found_place_id INTEGER REFERENCES place,
  PRIMARY KEY (incident_id, asset_id),
  CHECK (found_place_id IS NULL OR found_at IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_of_asset ON incident_asset (asset_id);

CREATE TABLE incident_entry (
  id INTEGER PRIMARY KEY,
  incident_id INTEGER NOT NULL REFERENCES incident,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('declared', 'asset_added', 'taken_in_hand', 'note', 'found', 'closed')),
  operator_id INTEGER NOT NULL REFERENCES operator,
  asset_id INTEGER REFERENCES asset,
  text TEXT,
  journal_seq INTEGER NOT NULL REFERENCES journal,
  CHECK (kind <> 'note' OR trim(coalesce(text, '')) <> ''),
  CHECK (kind NOT IN ('found', 'asset_added') OR asset_id IS NOT NULL)
) STRICT;
CREATE INDEX incident_entry_of ON incident_entry (incident_id, id);
CREATE INDEX incident_entry_asset ON incident_entry (asset_id) WHERE asset_id IS NOT NULL;

CREATE TRIGGER incident_begins_open BEFORE INSERT ON incident WHEN NEW.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'INCIDENT_STATE_SKIPPED'); END;
CREATE TRIGGER incident_goes_in_order BEFORE UPDATE OF state ON incident
WHEN NEW.state <> OLD.state AND NOT ((OLD.state = 'open' AND NEW.state = 'in_hand') OR (OLD.state = 'in_hand' AND NEW.state = 'closed'))
BEGIN SELECT RAISE(ABORT, 'INCIDENT_STATE_SKIPPED'); END;
CREATE TRIGGER incident_closed_is_kept BEFORE UPDATE ON incident WHEN OLD.state = 'closed'
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_CLOSED'); END;
CREATE TRIGGER incident_happened_so BEFORE UPDATE OF number, kind, description, happened_on, source, stocktake_id, decided_at, opened_by, opened_at ON incident
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;
CREATE TRIGGER incident_is_not_deleted BEFORE DELETE ON incident
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;
CREATE TRIGGER incident_asset_joins_open BEFORE INSERT ON incident_asset
WHEN (SELECT state FROM incident WHERE id = NEW.incident_id) = 'closed'
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_CLOSED'); END;
CREATE TRIGGER incident_asset_is_gone_once BEFORE INSERT ON incident_asset
WHEN (SELECT kind FROM incident WHERE id = NEW.incident_id) IN ('lost', 'stolen') AND ${frozen('NEW.asset_id')}
BEGIN SELECT RAISE(ABORT, 'ASSET_IN_OTHER_INCIDENT'); END;
CREATE TRIGGER incident_asset_is_kept BEFORE UPDATE OF incident_id, asset_id, status_before ON incident_asset
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;
CREATE TRIGGER incident_asset_found_once BEFORE UPDATE OF found_at, found_place_id ON incident_asset WHEN OLD.found_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;
CREATE TRIGGER incident_asset_is_not_deleted BEFORE DELETE ON incident_asset
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;
CREATE TRIGGER incident_entry_is_not_changed BEFORE UPDATE ON incident_entry
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;
CREATE TRIGGER incident_entry_is_not_deleted BEFORE DELETE ON incident_entry
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;

/* What is lost or stolen stays with whoever had it, and stays lost or stolen, until the incident is closed. */
CREATE TRIGGER custody_frozen_begins_not BEFORE INSERT ON custody WHEN ${frozen('NEW.asset_id')}
BEGIN SELECT RAISE(ABORT, 'CUSTODY_IS_FROZEN'); END;
CREATE TRIGGER custody_frozen_changes_not BEFORE UPDATE OF asset_id, custodian_kind, person_id, place_id, department_id,
  holder_asset_id, due_on, ended_at ON custody WHEN ${frozen('OLD.asset_id')}
BEGIN SELECT RAISE(ABORT, 'CUSTODY_IS_FROZEN'); END;
CREATE TRIGGER asset_frozen_stays_gone BEFORE UPDATE OF status ON asset
WHEN NEW.status NOT IN ('lost', 'stolen') AND OLD.status <> NEW.status AND ${frozen('OLD.id')}
BEGIN SELECT RAISE(ABORT, 'ASSET_IS_FROZEN'); END;

CREATE TABLE stocktake_line_before AS SELECT * FROM stocktake_line;
CREATE TABLE stocktake_sighting_before AS SELECT * FROM stocktake_sighting;
CREATE TABLE stocktake_alias_before AS SELECT * FROM stocktake_alias;
DROP TABLE stocktake_sighting;
DROP TABLE stocktake_alias;
DROP TABLE stocktake_line;

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
  decision TEXT CHECK (decision IN ('move_record', 'mark_missing', 'open_incident', 'register', 'leave')),
  note TEXT,
  decided_by INTEGER REFERENCES operator,
  decided_at TEXT,
  approved_by INTEGER REFERENCES operator,
  approved_at TEXT,
  outcome TEXT CHECK (outcome IN ('applied', 'overtaken', 'left', 'to_register')),
  journal_seq INTEGER REFERENCES journal,
  excused_by INTEGER REFERENCES operator,
  compensating_control TEXT CHECK ((compensating_control IS NULL) = (excused_by IS NULL)),
  label TEXT,
  CHECK ((asset_id IS NULL) = (code IS NOT NULL)),
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CHECK ((decision IS NULL) = (cause IS NULL)),
  CHECK (approved_by IS NULL OR (decision IS NOT NULL AND approved_by <> decided_by)),
  CHECK ((seen_at IS NULL) = (seen_place_id IS NULL)),
  CHECK (result <> 'missing' OR (expected = 1 AND seen_at IS NULL))
) STRICT;
INSERT INTO stocktake_line (${lineColumns}) SELECT ${lineColumns} FROM stocktake_line_before;
DROP TABLE stocktake_line_before;
CREATE UNIQUE INDEX stocktake_line_asset ON stocktake_line (stocktake_id, asset_id) WHERE asset_id IS NOT NULL;
CREATE UNIQUE INDEX stocktake_line_code ON stocktake_line (stocktake_id, code) WHERE code IS NOT NULL;
CREATE INDEX stocktake_line_result ON stocktake_line (stocktake_id, result, id);
CREATE INDEX stocktake_line_expected_place ON stocktake_line (stocktake_id, expected_place_id) WHERE expected = 1;
CREATE INDEX stocktake_line_of_asset ON stocktake_line (asset_id) WHERE asset_id IS NOT NULL;

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
INSERT INTO stocktake_sighting (${sightingColumns}) SELECT ${sightingColumns} FROM stocktake_sighting_before;
DROP TABLE stocktake_sighting_before;
CREATE INDEX stocktake_sighting_line ON stocktake_sighting (line_id);
CREATE INDEX stocktake_sighting_asset ON stocktake_sighting (asset_id, at) WHERE asset_id IS NOT NULL;
CREATE TABLE stocktake_alias (
  stocktake_id INTEGER NOT NULL REFERENCES stocktake,
  code TEXT NOT NULL COLLATE NOCASE,
  line_id INTEGER NOT NULL REFERENCES stocktake_line,
  PRIMARY KEY (stocktake_id, code)
) STRICT, WITHOUT ROWID;
INSERT INTO stocktake_alias (stocktake_id, code, line_id) SELECT stocktake_id, code, line_id FROM stocktake_alias_before;
DROP TABLE stocktake_alias_before;

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
CREATE TRIGGER stocktake_line_label_is_frozen BEFORE UPDATE OF label ON stocktake_line
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_EXPECTATION_IS_FROZEN'); END;
CREATE TRIGGER stocktake_line_decided_at_home BEFORE UPDATE OF decision ON stocktake_line
WHEN NEW.decision IS NOT NULL AND (SELECT origin FROM stocktake WHERE id = NEW.stocktake_id) = 'file'
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_DECIDED_ELSEWHERE'); END;
CREATE TRIGGER stocktake_line_decided_in_time BEFORE UPDATE OF decision, approved_by, excused_by, outcome ON stocktake_line
WHEN (SELECT state FROM stocktake WHERE id = OLD.stocktake_id) <> 'reconciling'
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_NOT_RECONCILING'); END;
CREATE TRIGGER stocktake_line_counted_in_time BEFORE UPDATE OF result, seen_place_id, seen_at, witnesses ON stocktake_line
WHEN (SELECT state FROM stocktake WHERE id = OLD.stocktake_id) <> 'counting'
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_NOT_COUNTING'); END;
CREATE TRIGGER stocktake_line_decision_suits BEFORE UPDATE OF decision ON stocktake_line
WHEN NEW.decision IS NOT NULL AND NOT (
  (NEW.result IN ('wrong_place', 'unexpected', 'no_place') AND NEW.decision IN ('move_record', 'leave')) OR
  (NEW.result = 'missing' AND NEW.decision IN ('mark_missing', 'open_incident', 'leave')) OR
  (NEW.result = 'unknown' AND NEW.decision IN ('register', 'leave')))
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_DECISION_UNFIT'); END;
CREATE TRIGGER stocktake_line_leaving_has_reason BEFORE UPDATE OF decision, note ON stocktake_line
WHEN NEW.decision IN ('leave', 'open_incident') AND coalesce(trim(NEW.note), '') = ''
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_DECISION_NEEDS_NOTE'); END;
CREATE TRIGGER stocktake_line_applied_is_final BEFORE UPDATE OF cause, decision, note, decided_by, approved_by, excused_by, outcome ON stocktake_line
WHEN OLD.outcome IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_DECISION_APPLIED'); END;
CREATE TRIGGER stocktake_line_agreed_is_unchanged BEFORE UPDATE OF cause, decision, note ON stocktake_line
WHEN (NEW.approved_by IS NOT NULL OR NEW.excused_by IS NOT NULL)
  AND (NEW.decision IS NOT OLD.decision OR NEW.cause IS NOT OLD.cause OR NEW.note IS NOT OLD.note)
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_AGREED_OTHERWISE'); END;
CREATE TRIGGER stocktake_line_excused_in_small_team BEFORE UPDATE OF excused_by ON stocktake_line
WHEN NEW.excused_by IS NOT NULL AND (NEW.decision IS NULL OR NEW.approved_by IS NOT NULL OR trim(NEW.compensating_control) = ''
  OR (SELECT count(*) FROM operator WHERE active = 1) > 2)
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_SECOND_PERSON_NEEDED'); END;
CREATE TRIGGER stocktake_line_applies_what_was_agreed BEFORE UPDATE OF outcome ON stocktake_line
WHEN NEW.outcome IS NOT NULL AND (NEW.decision IS NULL OR ((SELECT second_person FROM stocktake WHERE id = NEW.stocktake_id) = 1
  AND NEW.approved_by IS NULL AND NEW.excused_by IS NULL))
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_NOT_AGREED'); END;
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
