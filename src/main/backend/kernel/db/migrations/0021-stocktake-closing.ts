import type { Migration } from '../migrate.ts';

export const stocktakeClosingMigration: Migration = {
  name: '0021-stocktake-closing',
  sql: `
ALTER TABLE stocktake_session ADD COLUMN lane TEXT NOT NULL DEFAULT 'A' CHECK (lane IN ('A', 'B'));
CREATE UNIQUE INDEX stocktake_session_here ON stocktake_session (stocktake_id, operator_id, desk, lane) WHERE origin = 'here';
ALTER TABLE stocktake_line ADD COLUMN excused_by INTEGER REFERENCES operator;
ALTER TABLE stocktake_line ADD COLUMN compensating_control TEXT CHECK ((compensating_control IS NULL) = (excused_by IS NULL));
CREATE INDEX stocktake_line_expected_place ON stocktake_line (stocktake_id, expected_place_id) WHERE expected = 1;

CREATE TRIGGER stocktake_goes_in_order BEFORE UPDATE OF state ON stocktake
WHEN NEW.state <> OLD.state AND NOT (
  (OLD.state = 'planned' AND NEW.state IN ('counting', 'cancelled')) OR
  (OLD.state = 'counting' AND NEW.state IN ('reconciling', 'cancelled')) OR
  (OLD.state = 'reconciling' AND NEW.state IN ('counting', 'closed', 'cancelled')))
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_STATE_SKIPPED'); END;
CREATE TRIGGER stocktake_ends_counting BEFORE UPDATE OF state ON stocktake
WHEN (NEW.state IN ('reconciling', 'closed')) AND NEW.counted_at IS NULL
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_WAS_NOT_COUNTED'); END;
CREATE TRIGGER stocktake_decided_goes_not_back BEFORE UPDATE OF state ON stocktake
WHEN OLD.state = 'reconciling' AND (
  (NEW.state = 'counting' AND EXISTS (SELECT 1 FROM stocktake_line WHERE stocktake_id = NEW.id AND decision IS NOT NULL)) OR
  (NEW.state = 'cancelled' AND EXISTS (SELECT 1 FROM stocktake_line WHERE stocktake_id = NEW.id AND outcome IS NOT NULL)))
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_HAS_DECISIONS'); END;

DROP TRIGGER stocktake_closes_decided;
CREATE TRIGGER stocktake_closes_decided BEFORE UPDATE OF state ON stocktake
WHEN NEW.state = 'closed' AND EXISTS (SELECT 1 FROM stocktake_line WHERE stocktake_id = NEW.id
  AND result NOT IN ('found', 'not_drawn') AND (outcome IS NULL
    OR (NEW.second_person = 1 AND approved_by IS NULL AND excused_by IS NULL)))
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_HAS_OPEN_VARIANCES'); END;

CREATE TRIGGER stocktake_line_decided_in_time BEFORE UPDATE OF decision, approved_by, excused_by, outcome ON stocktake_line
WHEN (SELECT state FROM stocktake WHERE id = OLD.stocktake_id) <> 'reconciling'
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_NOT_RECONCILING'); END;
CREATE TRIGGER stocktake_line_counted_in_time BEFORE UPDATE OF result, seen_place_id, seen_at, witnesses ON stocktake_line
WHEN (SELECT state FROM stocktake WHERE id = OLD.stocktake_id) <> 'counting'
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_NOT_COUNTING'); END;
CREATE TRIGGER stocktake_line_decision_suits BEFORE UPDATE OF decision ON stocktake_line
WHEN NEW.decision IS NOT NULL AND NOT (
  (NEW.result IN ('wrong_place', 'unexpected', 'no_place') AND NEW.decision IN ('move_record', 'leave')) OR
  (NEW.result = 'missing' AND NEW.decision IN ('mark_missing', 'leave')) OR
  (NEW.result = 'unknown' AND NEW.decision IN ('register', 'leave')))
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_DECISION_UNFIT'); END;
CREATE TRIGGER stocktake_line_leaving_has_reason BEFORE UPDATE OF decision, note ON stocktake_line
WHEN NEW.decision = 'leave' AND coalesce(trim(NEW.note), '') = ''
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
`,
};
