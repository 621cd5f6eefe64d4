import type { Migration } from '../migrate.ts';

/**
 * Rules that the application keeps, once more where nobody gets around them: the values of an asset that
 * has left are only read, as its row is already, and nobody is handed what he is not trained for. A day of difference is left to time zones.
 */
export const gatesMigration: Migration = {
  name: '0099-gates',
  sql: `
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
