import type { Migration } from '../migrate.ts';

/** What is counted by quantity in a stocktake, beside the assets that are found one by one. */
export const supplyCountsMigration: Migration = {
  name: '0048-supply-counts',
  sql: `
CREATE TABLE supply_count_line (
  id INTEGER PRIMARY KEY,
  stocktake_id INTEGER NOT NULL REFERENCES stocktake,
  article_id INTEGER NOT NULL REFERENCES supply_article,
  place_id INTEGER NOT NULL REFERENCES place,
  expected INTEGER NOT NULL CHECK (expected >= 0),
  counted INTEGER CHECK (counted >= 0),
  booked INTEGER CHECK (booked >= 0),
  counted_by INTEGER REFERENCES operator,
  counted_at TEXT,
  decision TEXT CHECK (decision IN ('adjust', 'leave')),
  note TEXT,
  decided_by INTEGER REFERENCES operator,
  decided_at TEXT,
  approved_by INTEGER REFERENCES operator,
  approved_at TEXT,
  excused_by INTEGER REFERENCES operator,
  compensating_control TEXT,
  outcome TEXT CHECK (outcome IN ('applied', 'overtaken', 'left')),
  movement_id INTEGER REFERENCES supply_movement,
  UNIQUE (stocktake_id, article_id, place_id),
  CHECK ((counted IS NULL) = (booked IS NULL) AND (counted IS NULL) = (counted_by IS NULL)),
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CHECK (decision IS NOT 'leave' OR trim(coalesce(note, '')) <> ''),
  CHECK (decision IS NOT 'adjust' OR (counted IS NOT NULL AND counted <> booked)),
  CHECK (approved_by IS NULL OR (decision IS NOT NULL AND approved_by <> decided_by AND approved_by IS NOT counted_by)),
  CHECK ((excused_by IS NULL) = (compensating_control IS NULL)),
  CHECK (outcome IS NULL OR decision IS NOT NULL)
) STRICT;

CREATE TRIGGER supply_count_line_joins_open BEFORE INSERT ON supply_count_line
WHEN (SELECT state FROM stocktake WHERE id = NEW.stocktake_id) NOT IN ('planned', 'counting')
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_NOT_COUNTING'); END;
CREATE TRIGGER supply_count_line_is_frozen BEFORE UPDATE OF stocktake_id, article_id, place_id, expected ON supply_count_line
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_EXPECTATION_IS_FROZEN'); END;
CREATE TRIGGER supply_count_line_counted_in_time BEFORE UPDATE OF counted, booked, counted_by, counted_at ON supply_count_line
WHEN (SELECT state FROM stocktake WHERE id = OLD.stocktake_id) <> 'counting'
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_NOT_COUNTING'); END;
CREATE TRIGGER supply_count_line_decided_in_time BEFORE UPDATE OF decision, approved_by, excused_by, outcome ON supply_count_line
WHEN (SELECT state FROM stocktake WHERE id = OLD.stocktake_id) <> 'reconciling'
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_NOT_RECONCILING'); END;
CREATE TRIGGER supply_count_line_applied_is_final BEFORE UPDATE OF decision, note, decided_by, approved_by, excused_by, outcome ON supply_count_line
WHEN OLD.outcome IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_DECISION_APPLIED'); END;
CREATE TRIGGER supply_count_line_excused_in_small_team BEFORE UPDATE OF excused_by ON supply_count_line
WHEN NEW.excused_by IS NOT NULL AND (NEW.decision IS NULL OR trim(NEW.compensating_control) = ''
  OR (SELECT count(*) FROM operator WHERE active = 1) > 2)
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_SECOND_PERSON_NEEDED'); END;
CREATE TRIGGER supply_count_line_applies_what_was_agreed BEFORE UPDATE OF outcome ON supply_count_line
WHEN NEW.outcome IS NOT NULL AND (SELECT second_person FROM stocktake WHERE id = NEW.stocktake_id) = 1
  AND NEW.approved_by IS NULL AND NEW.excused_by IS NULL
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_NOT_AGREED'); END;
CREATE TRIGGER supply_count_line_is_not_deleted BEFORE DELETE ON supply_count_line
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_KEPT'); END;
CREATE TRIGGER stocktake_closes_counted BEFORE UPDATE OF state ON stocktake
WHEN NEW.state = 'closed' AND EXISTS (SELECT 1 FROM supply_count_line WHERE stocktake_id = NEW.id
  AND (counted IS NULL OR counted <> booked) AND outcome IS NULL)
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_HAS_OPEN_VARIANCES'); END;
CREATE TRIGGER stocktake_decided_count_goes_not_back BEFORE UPDATE OF state ON stocktake
WHEN OLD.state = 'reconciling' AND NEW.state = 'counting'
  AND EXISTS (SELECT 1 FROM supply_count_line WHERE stocktake_id = NEW.id AND decision IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_HAS_DECISIONS'); END;
`,
};
