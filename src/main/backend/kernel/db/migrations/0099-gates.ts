import type { Migration } from '../migrate.ts';

/**
 * The papers that a recycler sends are kept with their lot. Rules that the application keeps, once more where nobody gets around them: the values of an asset that
 * has left are only read, as its row is already, and nobody is handed what he is not trained for. A day of difference is left to time zones.
 */
export const gatesMigration: Migration = {
  name: '0099-gates',
  sql: `
CREATE TABLE disposal_paper (
  id INTEGER PRIMARY KEY,
  lot_id INTEGER NOT NULL REFERENCES disposal_lot,
  kind TEXT NOT NULL CHECK (kind IN ('photo', 'document')),
  file_name TEXT NOT NULL,
  type TEXT NOT NULL,
  extension TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  thumbnail_sha256 TEXT,
  operator_id INTEGER NOT NULL REFERENCES operator,
  added_at TEXT NOT NULL,
  archived_at TEXT
) STRICT;
CREATE INDEX disposal_paper_of ON disposal_paper (lot_id, id);
CREATE TRIGGER disposal_paper_stays BEFORE UPDATE OF lot_id, file_name, sha256, added_at, operator_id ON disposal_paper
BEGIN SELECT RAISE(ABORT, 'DISPOSAL_PAPER_IS_KEPT'); END;
CREATE TRIGGER disposal_paper_is_not_deleted BEFORE DELETE ON disposal_paper
BEGIN SELECT RAISE(ABORT, 'DISPOSAL_PAPER_IS_KEPT'); END;

CREATE TRIGGER asset_values_left_with_it BEFORE UPDATE ON field_value
WHEN (SELECT status FROM asset WHERE id = OLD.asset_id) = 'disposed'
BEGIN SELECT RAISE(ABORT, 'ASSET_IS_CLOSED'); END;

CREATE TRIGGER custody_needs_training BEFORE INSERT ON custody
WHEN NEW.taken_over = 0 AND NEW.person_id IS NOT NULL AND NEW.ended_at IS NULL AND EXISTS (
  SELECT 1 FROM training_assignment AS asked
  JOIN training_course AS course ON course.id = asked.course_id AND course.archived_at IS NULL
  WHERE asked.ended_at IS NULL AND asked.at_handover = 1
    AND asked.category_id IN (
      WITH RECURSIVE kind (id) AS (
        SELECT category_id FROM asset WHERE id = NEW.asset_id
        UNION SELECT category.parent_id FROM category JOIN kind ON category.id = kind.id WHERE category.parent_id IS NOT NULL)
      SELECT id FROM kind)
    AND NOT EXISTS (
      SELECT 1 FROM training_completion AS completion
      JOIN training_version AS version ON version.id = completion.version_id
      WHERE version.course_id = asked.course_id AND completion.person_id = NEW.person_id AND completion.passed = 1
        AND (completion.valid_until IS NULL OR completion.valid_until >= date(substr(NEW.started_at, 1, 10), '-1 day'))))
BEGIN SELECT RAISE(ABORT, 'TRAINING_MISSING'); END;
`,
};
