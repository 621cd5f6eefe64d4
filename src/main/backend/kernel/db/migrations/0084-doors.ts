import type { Migration } from '../migrate.ts';

/**
 * Who came to the door of a secure place, whether he was let in, and when he left. A title is only asked to be there:
 * how it is compared in every alphabet, the rule knows.
 */
export const doorsMigration: Migration = {
  name: '0084-doors',
  sql: `
CREATE TABLE secure_visit (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES secure_place,
  person_id INTEGER REFERENCES person,
  /* What was read when nobody has such a badge. */
  badge TEXT CHECK (trim(badge) <> ''),
  came_at TEXT NOT NULL,
  recorded_by INTEGER NOT NULL REFERENCES operator,
  admitted INTEGER NOT NULL CHECK (admitted IN (0, 1)),
  by TEXT CHECK (by IN ('person', 'department', 'title')),
  left_at TEXT,
  left_recorded_by INTEGER REFERENCES operator,
  CHECK ((person_id IS NULL) = (badge IS NOT NULL)),
  CHECK ((admitted = 1) = (by IS NOT NULL)),
  CHECK ((left_at IS NULL) = (left_recorded_by IS NULL)),
  CHECK (left_at IS NULL OR admitted = 1),
  CHECK (badge IS NULL OR admitted = 0)
) STRICT;
CREATE INDEX secure_visit_place ON secure_visit (place_id, id);
CREATE INDEX secure_visit_person ON secure_visit (person_id, id) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX secure_visit_inside ON secure_visit (place_id, person_id) WHERE admitted = 1 AND left_at IS NULL;

CREATE TRIGGER secure_visit_is_allowed BEFORE INSERT ON secure_visit
WHEN NEW.admitted = 1 AND NOT EXISTS (
  SELECT 1 FROM secure_entrant AS entrant JOIN person ON person.id = NEW.person_id
  WHERE entrant.place_id = NEW.place_id AND entrant.shut_out_at IS NULL AND person.archived_at IS NULL
    AND (entrant.person_id = person.id OR entrant.department_id = person.department_id
      OR (entrant.title IS NOT NULL AND person.title IS NOT NULL)))
BEGIN SELECT RAISE(ABORT, 'VISIT_NOT_ALLOWED'); END;
CREATE TRIGGER secure_visit_said_so BEFORE UPDATE OF place_id, person_id, badge, came_at, recorded_by, admitted, by ON secure_visit
BEGIN SELECT RAISE(ABORT, 'VISIT_IS_KEPT'); END;
CREATE TRIGGER secure_visit_over_is_kept BEFORE UPDATE ON secure_visit WHEN OLD.left_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'VISIT_IS_KEPT'); END;
CREATE TRIGGER secure_visit_is_not_deleted BEFORE DELETE ON secure_visit
BEGIN SELECT RAISE(ABORT, 'VISIT_IS_KEPT'); END;
`,
};
