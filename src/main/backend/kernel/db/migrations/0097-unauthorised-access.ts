import type { Migration } from '../migrate.ts';

const columns = `id, number, kind, state, description, person_id, place_id, happened_on, source, stocktake_id, decided_at, opened_by,
  opened_at, in_hand_of, outcome, closed_by, closed_at, version, data_class`;

/**
 * Unauthorised access is a kind of incident with a plan of its own. A check can't be widened in place, so the table is
 * made anew under its name; what refers to it is looked at when everything is there again.
 */
export const unauthorisedAccessMigration: Migration = {
  name: '0097-unauthorised-access',
  sql: `
PRAGMA defer_foreign_keys = ON;
CREATE TABLE incident_before AS SELECT * FROM incident;
DROP TABLE incident;
CREATE TABLE incident (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('lost', 'stolen', 'damaged', 'unauthorised', 'other')),
  state TEXT NOT NULL CHECK (state IN ('open', 'in_hand', 'closed')),
  description TEXT NOT NULL,
  person_id INTEGER REFERENCES person,
  place_id INTEGER REFERENCES place,
  happened_on TEXT CHECK (happened_on IS NULL OR happened_on GLOB '????-??-??'),
  source TEXT NOT NULL CHECK (source IN ('asset', 'desk', 'stocktake', 'list', 'leaver')),
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
  data_class TEXT CHECK (data_class IN ('public', 'internal', 'confidential', 'personal')),
  -- Two scans at the desk say what and which; words follow as notes.
  CHECK (source = 'desk' OR trim(description) <> ''),
  CHECK ((source = 'stocktake') = (stocktake_id IS NOT NULL)),
  CHECK ((stocktake_id IS NULL) = (decided_at IS NULL)),
  CHECK ((state = 'open') = (in_hand_of IS NULL)),
  CHECK ((state = 'closed') = (outcome IS NOT NULL)),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((closed_by IS NULL) = (closed_at IS NULL)),
  CHECK (outcome IS NOT 'recovered' OR kind IN ('lost', 'stolen')),
  CHECK (outcome IS NOT 'repaired' OR kind = 'damaged'),
  CHECK (outcome IS NOT 'written_off' OR kind NOT IN ('unauthorised', 'other')),
  CHECK (outcome IS NOT 'settled' OR kind IN ('damaged', 'unauthorised', 'other'))
) STRICT;
INSERT INTO incident (${columns}) SELECT ${columns} FROM incident_before;
DROP TABLE incident_before;
CREATE INDEX incident_of_stocktake ON incident (stocktake_id, kind, decided_at) WHERE stocktake_id IS NOT NULL;
CREATE INDEX incident_person ON incident (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX incident_place ON incident (place_id) WHERE place_id IS NOT NULL;
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
`,
};
