import type { Migration } from '../migrate.ts';

/** Who looked again at which operator's roles, what was decided, and when what was to be withdrawn was. */
export const accessReviewsMigration: Migration = {
  name: '0104-access-reviews',
  sql: `
CREATE TABLE access_review (
  id INTEGER PRIMARY KEY,
  from_day TEXT NOT NULL CHECK (from_day GLOB '????-??-??'),
  to_day TEXT NOT NULL CHECK (to_day GLOB '????-??-??'),
  note TEXT NOT NULL,
  reviewer_id INTEGER NOT NULL REFERENCES operator,
  at TEXT NOT NULL,
  CHECK (from_day <= to_day)
) STRICT;
CREATE TABLE access_review_line (
  id INTEGER PRIMARY KEY,
  review_id INTEGER NOT NULL REFERENCES access_review,
  operator_id INTEGER NOT NULL REFERENCES operator,
  role TEXT NOT NULL CHECK (role <> ''),
  decision TEXT NOT NULL CHECK (decision IN ('keep', 'withdraw')),
  done_at TEXT,
  UNIQUE (review_id, operator_id, role),
  CHECK (decision = 'withdraw' OR done_at IS NULL)
) STRICT;
CREATE INDEX access_review_line_open ON access_review_line (operator_id) WHERE decision = 'withdraw' AND done_at IS NULL;
CREATE TRIGGER access_review_stays BEFORE UPDATE ON access_review
BEGIN SELECT RAISE(ABORT, 'ACCESS_REVIEW_IS_KEPT'); END;
CREATE TRIGGER access_review_is_kept BEFORE DELETE ON access_review
BEGIN SELECT RAISE(ABORT, 'ACCESS_REVIEW_IS_KEPT'); END;
CREATE TRIGGER access_review_line_stays BEFORE UPDATE ON access_review_line
WHEN OLD.done_at IS NOT NULL OR NEW.review_id <> OLD.review_id OR NEW.operator_id <> OLD.operator_id
  OR NEW.role <> OLD.role OR NEW.decision <> OLD.decision
BEGIN SELECT RAISE(ABORT, 'ACCESS_REVIEW_IS_KEPT'); END;
CREATE TRIGGER access_review_line_is_kept BEFORE DELETE ON access_review_line
BEGIN SELECT RAISE(ABORT, 'ACCESS_REVIEW_IS_KEPT'); END;
`,
};
