import type { Migration } from '../migrate.ts';

/** What is done about an incident and until when; steps are those of the plan on the day it was declared. */
export const responseMigration: Migration = {
  name: '0094-response',
  sql: `
ALTER TABLE incident ADD COLUMN data_class TEXT CHECK (data_class IN ('public', 'internal', 'confidential', 'personal'));

CREATE TABLE incident_step (
  id INTEGER PRIMARY KEY,
  incident_id INTEGER NOT NULL REFERENCES incident,
  position INTEGER NOT NULL,
  usual TEXT,
  title TEXT NOT NULL,
  instruction TEXT NOT NULL,
  contact TEXT NOT NULL,
  notifies INTEGER NOT NULL CHECK (notifies IN (0, 1)),
  due_at TEXT,
  done_at TEXT,
  done_by INTEGER REFERENCES operator,
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (incident_id, position),
  CHECK (usual IS NOT NULL OR trim(title) <> ''),
  CHECK ((done_at IS NULL) = (done_by IS NULL))
) STRICT;
CREATE INDEX incident_step_due ON incident_step (due_at) WHERE done_at IS NULL AND due_at IS NOT NULL;
CREATE TRIGGER incident_step_done_once BEFORE UPDATE ON incident_step WHEN OLD.done_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;
CREATE TRIGGER incident_step_stays BEFORE UPDATE OF incident_id, position, usual, title, instruction, contact, notifies, due_at
ON incident_step BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;
CREATE TRIGGER incident_step_is_not_deleted BEFORE DELETE ON incident_step
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;

CREATE TABLE incident_reference (
  id INTEGER PRIMARY KEY,
  incident_id INTEGER NOT NULL REFERENCES incident,
  kind TEXT NOT NULL CHECK (kind IN ('police', 'insurer', 'authority', 'remote_wipe', 'other')),
  number TEXT NOT NULL CHECK (trim(number) <> ''),
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator
) STRICT;
CREATE INDEX incident_reference_of ON incident_reference (incident_id);
CREATE TRIGGER incident_reference_stays BEFORE UPDATE ON incident_reference
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;
CREATE TRIGGER incident_reference_is_not_deleted BEFORE DELETE ON incident_reference
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;

CREATE TABLE incident_task (
  id INTEGER PRIMARY KEY,
  incident_id INTEGER NOT NULL REFERENCES incident,
  text TEXT NOT NULL CHECK (trim(text) <> ''),
  owner TEXT NOT NULL,
  due_on TEXT CHECK (due_on IS NULL OR due_on GLOB '????-??-??'),
  added_at TEXT NOT NULL,
  added_by INTEGER NOT NULL REFERENCES operator,
  done_at TEXT,
  done_by INTEGER REFERENCES operator,
  CHECK ((done_at IS NULL) = (done_by IS NULL))
) STRICT;
CREATE INDEX incident_task_of ON incident_task (incident_id);
CREATE TRIGGER incident_task_done_once BEFORE UPDATE ON incident_task WHEN OLD.done_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;
CREATE TRIGGER incident_task_is_not_deleted BEFORE DELETE ON incident_task
BEGIN SELECT RAISE(ABORT, 'INCIDENT_IS_KEPT'); END;
`,
};
