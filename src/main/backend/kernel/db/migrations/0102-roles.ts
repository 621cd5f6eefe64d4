import type { Migration } from '../migrate.ts';

/** Roles that a department puts together itself, conflicts that are allowed for a reason, and roles that wait for a second administrator. */
export const rolesMigration: Migration = {
  name: '0102-roles',
  sql: `
CREATE TABLE own_role (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  description TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  archived_at TEXT
) STRICT;
CREATE UNIQUE INDEX own_role_name ON own_role (name COLLATE NOCASE) WHERE archived_at IS NULL;
CREATE TABLE own_role_permission (
  role_id INTEGER NOT NULL REFERENCES own_role,
  /* What only comes with a built-in role, because a second administrator confirms those. */
  permission TEXT NOT NULL CHECK (permission NOT IN ('operator.manage', 'role.edit', 'auditpack.make', 'request.approve')),
  PRIMARY KEY (role_id, permission)
) STRICT, WITHOUT ROWID;

CREATE TABLE operator_role_own (
  operator_id INTEGER NOT NULL REFERENCES operator,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'asset_manager', 'desk_operator', 'procurement', 'approver',
    'licence_manager', 'sanitiser', 'verifier', 'stocktaker', 'auditor', 'viewer') OR role GLOB 'own:[1-9]*'),
  PRIMARY KEY (operator_id, role)
) STRICT, WITHOUT ROWID;
INSERT INTO operator_role_own SELECT operator_id, role FROM operator_role;
/* Administrators held nearly everything: they keep it by the roles that hold it now. */
INSERT OR IGNORE INTO operator_role_own
SELECT operator_id, given.value FROM operator_role,
  json_each('["asset_manager","desk_operator","procurement","licence_manager","sanitiser","auditor"]') AS given
WHERE role = 'administrator';
/* Procurement held licences as well. */
INSERT OR IGNORE INTO operator_role_own SELECT operator_id, 'licence_manager' FROM operator_role WHERE role = 'procurement';
DROP TABLE operator_role;
ALTER TABLE operator_role_own RENAME TO operator_role;
CREATE TRIGGER operator_role_exists BEFORE INSERT ON operator_role
WHEN NEW.role GLOB 'own:*' AND NOT EXISTS (
  SELECT 1 FROM own_role WHERE 'own:' || id = NEW.role AND archived_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'OWN_ROLE_UNKNOWN'); END;
CREATE TRIGGER own_role_is_held BEFORE UPDATE OF archived_at ON own_role
WHEN NEW.archived_at IS NOT NULL AND EXISTS (SELECT 1 FROM operator_role WHERE role = 'own:' || NEW.id)
BEGIN SELECT RAISE(ABORT, 'OWN_ROLE_HELD'); END;

CREATE TABLE operator_conflict (
  id INTEGER PRIMARY KEY,
  operator_id INTEGER NOT NULL REFERENCES operator,
  conflict TEXT NOT NULL,
  /* What makes up for it, in words that an auditor can check. */
  control TEXT NOT NULL CHECK (control <> ''),
  allowed_by INTEGER NOT NULL REFERENCES operator,
  allowed_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX operator_conflict_once ON operator_conflict (operator_id, conflict) WHERE ended_at IS NULL;
INSERT INTO operator_conflict (operator_id, conflict, control, allowed_by, allowed_at)
SELECT operator_id, given.value, 'Held since before roles were divided', operator_id, operator.created_at
FROM operator_role JOIN operator ON operator.id = operator_id,
  json_each('["ordering_receiving","paying_receiving","administering_auditing","licensing_ordering"]') AS given
WHERE role = 'administrator';
INSERT OR IGNORE INTO operator_conflict (operator_id, conflict, control, allowed_by, allowed_at)
SELECT operator_id, 'licensing_ordering', 'Held since before roles were divided', operator_id, operator.created_at
FROM operator_role JOIN operator ON operator.id = operator_id WHERE role = 'procurement';

CREATE TABLE role_grant (
  id INTEGER PRIMARY KEY,
  operator_id INTEGER NOT NULL REFERENCES operator,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'auditor', 'approver')),
  asked_by INTEGER NOT NULL REFERENCES operator,
  asked_at TEXT NOT NULL,
  expires_at TEXT NOT NULL CHECK (expires_at > asked_at),
  decision TEXT CHECK (decision IN ('confirmed', 'refused', 'withdrawn')),
  decided_by INTEGER REFERENCES operator,
  decided_at TEXT,
  CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
  CHECK (decision IS NOT 'confirmed' OR (decided_by <> asked_by AND decided_by <> operator_id AND decided_at < expires_at))
) STRICT;
CREATE UNIQUE INDEX role_grant_once ON role_grant (operator_id, role) WHERE decision IS NULL;
CREATE TRIGGER role_grant_is_decided_once BEFORE UPDATE ON role_grant WHEN OLD.decision IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ROLE_GRANT_DECIDED'); END;
`,
};
