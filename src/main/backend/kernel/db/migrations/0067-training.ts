import type { Migration } from '../migrate.ts';

/** Who has to know what, and who has read and signed it: courses in versions, assignments, and what was completed. */
export const trainingMigration: Migration = {
  name: '0067-training',
  sql: `
CREATE TABLE training_course (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL COLLATE NOCASE CHECK (title <> ''),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX training_course_title ON training_course (title) WHERE archived_at IS NULL;

CREATE TABLE training_version (
  id INTEGER PRIMARY KEY,
  course_id INTEGER NOT NULL REFERENCES training_course,
  number INTEGER NOT NULL CHECK (number > 0),
  /* Articles, questions with their right answers, pass mark and validity. */
  content TEXT NOT NULL CHECK (json_valid(content)),
  saved_at TEXT NOT NULL,
  saved_by INTEGER NOT NULL REFERENCES operator,
  UNIQUE (course_id, number)
) STRICT;
CREATE TRIGGER training_version_stays BEFORE UPDATE ON training_version
BEGIN SELECT RAISE(ABORT, 'TRAINING_VERSION_IS_KEPT'); END;
CREATE TRIGGER training_version_is_kept BEFORE DELETE ON training_version
BEGIN SELECT RAISE(ABORT, 'TRAINING_VERSION_IS_KEPT'); END;

CREATE TABLE training_assignment (
  id INTEGER PRIMARY KEY,
  course_id INTEGER NOT NULL REFERENCES training_course,
  kit_id INTEGER REFERENCES role_kit,
  department_id INTEGER REFERENCES department,
  category_id INTEGER REFERENCES category,
  /* Nobody gets an asset of the category before he has signed. */
  at_handover INTEGER NOT NULL CHECK (at_handover IN (0, 1)),
  ended_at TEXT,
  CHECK ((kit_id IS NOT NULL) + (department_id IS NOT NULL) + (category_id IS NOT NULL) = 1),
  CHECK (at_handover = 0 OR category_id IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX training_assignment_once ON training_assignment
  (course_id, coalesce(kit_id, 0), coalesce(department_id, 0), coalesce(category_id, 0)) WHERE ended_at IS NULL;

CREATE TABLE training_completion (
  id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL REFERENCES training_version,
  person_id INTEGER NOT NULL REFERENCES person,
  signer TEXT NOT NULL CHECK (signer <> ''),
  score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  /* The last day on which it counts; none is for good. */
  valid_until TEXT CHECK (valid_until GLOB '????-??-??'),
  /* Which wordings of which articles were read, each with its digest. */
  articles TEXT NOT NULL CHECK (json_valid(articles)),
  signed_at TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator
) STRICT;
CREATE INDEX training_completion_person ON training_completion (person_id, version_id);
CREATE TRIGGER training_completion_stays BEFORE UPDATE ON training_completion
BEGIN SELECT RAISE(ABORT, 'TRAINING_COMPLETION_IS_KEPT'); END;
CREATE TRIGGER training_completion_is_kept BEFORE DELETE ON training_completion
BEGIN SELECT RAISE(ABORT, 'TRAINING_COMPLETION_IS_KEPT'); END;
`,
};
