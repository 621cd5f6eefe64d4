import type { Migration } from '../migrate.ts';

export const requisitionsMigration: Migration = {
  name: '0030-requisitions',
  sql: `
CREATE TABLE operator_role_wider (
  operator_id INTEGER NOT NULL REFERENCES operator,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'asset_manager', 'desk_operator', 'procurement', 'approver',
    'licence_manager', 'sanitiser', 'verifier', 'stocktaker', 'auditor', 'viewer')),
  PRIMARY KEY (operator_id, role)
) STRICT, WITHOUT ROWID;
INSERT INTO operator_role_wider SELECT operator_id, role FROM operator_role;
DROP TABLE operator_role;
ALTER TABLE operator_role_wider RENAME TO operator_role;

CREATE TABLE requisition_step (
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  PRIMARY KEY (from_state, to_state)
) STRICT, WITHOUT ROWID;
INSERT INTO requisition_step (from_state, to_state) VALUES
  ('draft', 'submitted'), ('draft', 'cancelled'),
  ('submitted', 'in_approval'), ('submitted', 'returned'), ('submitted', 'cancelled'),
  ('in_approval', 'approved'), ('in_approval', 'ordered'), ('in_approval', 'returned'), ('in_approval', 'submitted'), ('in_approval', 'cancelled'),
  ('approved', 'ordered'), ('approved', 'submitted'), ('approved', 'cancelled'),
  ('ordered', 'fulfilled'), ('ordered', 'approved'), ('ordered', 'submitted'),
  ('returned', 'submitted'), ('returned', 'cancelled');

CREATE TABLE requisition (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'in_approval', 'approved', 'ordered', 'fulfilled', 'returned', 'cancelled')),
  requester_id INTEGER NOT NULL REFERENCES person,
  department_id INTEGER REFERENCES department,
  cost_centre_id INTEGER REFERENCES cost_centre,
  reason TEXT NOT NULL CHECK (reason <> ''),
  needed_by TEXT CHECK (needed_by IS NULL OR needed_by GLOB '????-??-??'),
  notes TEXT,
  return_reason TEXT,
  created_by INTEGER NOT NULL REFERENCES operator,
  created_at TEXT NOT NULL,
  submitted_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (year, number)
) STRICT;
CREATE INDEX requisition_state ON requisition (state, id);

CREATE TABLE requisition_line (
  id INTEGER PRIMARY KEY,
  requisition_id INTEGER NOT NULL REFERENCES requisition,
  position INTEGER NOT NULL,
  category_id INTEGER NOT NULL REFERENCES category,
  model_id INTEGER REFERENCES model,
  description TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
  must_haves TEXT NOT NULL,
  estimate_minor INTEGER CHECK (estimate_minor >= 0),
  estimate_currency TEXT,
  UNIQUE (requisition_id, position),
  CHECK ((estimate_minor IS NULL) = (estimate_currency IS NULL))
) STRICT;

CREATE TRIGGER requisition_state_step BEFORE UPDATE OF state ON requisition
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM requisition_step WHERE from_state = OLD.state AND to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'REQUISITION_STATE_STEP'); END;
CREATE TRIGGER requisition_is_not_deleted BEFORE DELETE ON requisition
BEGIN SELECT RAISE(ABORT, 'REQUISITION_IS_KEPT'); END;
CREATE TRIGGER requisition_number_is_for_life BEFORE UPDATE OF year, number ON requisition
WHEN NEW.year <> OLD.year OR NEW.number <> OLD.number
BEGIN SELECT RAISE(ABORT, 'REQUISITION_NUMBER_IS_FOR_LIFE'); END;
CREATE TRIGGER requisition_line_is_fixed BEFORE UPDATE ON requisition_line
WHEN (SELECT state FROM requisition WHERE id = OLD.requisition_id) NOT IN ('draft', 'returned')
BEGIN SELECT RAISE(ABORT, 'REQUISITION_IS_SUBMITTED'); END;
CREATE TRIGGER requisition_line_stays BEFORE DELETE ON requisition_line
WHEN (SELECT state FROM requisition WHERE id = OLD.requisition_id) NOT IN ('draft', 'returned')
BEGIN SELECT RAISE(ABORT, 'REQUISITION_IS_SUBMITTED'); END;
CREATE TRIGGER requisition_line_comes_before BEFORE INSERT ON requisition_line
WHEN (SELECT state FROM requisition WHERE id = NEW.requisition_id) NOT IN ('draft', 'returned')
BEGIN SELECT RAISE(ABORT, 'REQUISITION_IS_SUBMITTED'); END;
`,
};
