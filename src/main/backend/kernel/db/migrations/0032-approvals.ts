import type { Migration } from '../migrate.ts';

export const approvalsMigration: Migration = {
  name: '0032-approvals',
  sql: `
CREATE TABLE approval_rule (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  category_id INTEGER REFERENCES category,
  department_id INTEGER REFERENCES department,
  from_minor INTEGER NOT NULL CHECK (from_minor >= 0),
  up_to_minor INTEGER CHECK (up_to_minor > from_minor),
  mode TEXT NOT NULL CHECK (mode IN ('sequence', 'committee')),
  quorum INTEGER CHECK (quorum > 0),
  archived_at TEXT,
  CHECK (mode = 'committee' OR quorum IS NULL)
) STRICT;
CREATE TABLE approval_rule_member (
  rule_id INTEGER NOT NULL REFERENCES approval_rule,
  position INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator,
  PRIMARY KEY (rule_id, position),
  UNIQUE (rule_id, operator_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE delegation (
  id INTEGER PRIMARY KEY,
  from_operator INTEGER NOT NULL REFERENCES operator,
  to_operator INTEGER NOT NULL REFERENCES operator,
  starts_on TEXT NOT NULL CHECK (starts_on GLOB '????-??-??'),
  ends_on TEXT NOT NULL CHECK (ends_on GLOB '????-??-??'),
  reason TEXT NOT NULL CHECK (reason <> ''),
  created_at TEXT NOT NULL,
  revoked_at TEXT,
  CHECK (from_operator <> to_operator),
  CHECK (ends_on >= starts_on)
) STRICT;

CREATE TABLE approval (
  id INTEGER PRIMARY KEY,
  requisition_id INTEGER NOT NULL REFERENCES requisition,
  quote_id INTEGER NOT NULL REFERENCES quote,
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  amount_currency TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  put_forward_by INTEGER NOT NULL REFERENCES operator,
  opened_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'rejected', 'expired', 'withdrawn', 'overtaken')),
  closed_at TEXT,
  CHECK ((state = 'open') = (closed_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX approval_one_open ON approval (requisition_id) WHERE state = 'open';
CREATE INDEX approval_of ON approval (requisition_id, id);
CREATE TABLE approval_stage (
  approval_id INTEGER NOT NULL REFERENCES approval,
  position INTEGER NOT NULL,
  rule_id INTEGER REFERENCES approval_rule,
  mode TEXT NOT NULL CHECK (mode IN ('person', 'anyone', 'committee')),
  quorum INTEGER CHECK (quorum > 0),
  PRIMARY KEY (approval_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE approval_member (
  approval_id INTEGER NOT NULL REFERENCES approval,
  stage INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator,
  PRIMARY KEY (approval_id, operator_id)
) STRICT, WITHOUT ROWID;
/* Nobody decides over what he needs, wrote down or put forward. */
CREATE TABLE approval_involved (
  approval_id INTEGER NOT NULL REFERENCES approval,
  operator_id INTEGER NOT NULL REFERENCES operator,
  PRIMARY KEY (approval_id, operator_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE approval_vote (
  id INTEGER PRIMARY KEY,
  approval_id INTEGER NOT NULL REFERENCES approval,
  stage INTEGER NOT NULL,
  member_id INTEGER NOT NULL REFERENCES operator,
  decided_by INTEGER NOT NULL REFERENCES operator,
  verdict TEXT NOT NULL CHECK (verdict IN ('approve', 'reject')),
  comment TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (approval_id, member_id),
  UNIQUE (approval_id, decided_by),
  CHECK (verdict = 'approve' OR comment <> '')
) STRICT;

CREATE TRIGGER approval_not_by_involved BEFORE INSERT ON approval_vote
WHEN EXISTS (SELECT 1 FROM approval_involved WHERE approval_id = NEW.approval_id AND operator_id IN (NEW.member_id, NEW.decided_by))
BEGIN SELECT RAISE(ABORT, 'APPROVAL_OWN_REQUEST'); END;
CREATE TRIGGER approval_vote_while_open BEFORE INSERT ON approval_vote
WHEN (SELECT state FROM approval WHERE id = NEW.approval_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'APPROVAL_IS_CLOSED'); END;
CREATE TRIGGER approval_vote_is_kept BEFORE UPDATE ON approval_vote
BEGIN SELECT RAISE(ABORT, 'APPROVAL_VOTE_IS_KEPT'); END;
CREATE TRIGGER approval_vote_stays BEFORE DELETE ON approval_vote
BEGIN SELECT RAISE(ABORT, 'APPROVAL_VOTE_IS_KEPT'); END;
CREATE TRIGGER approval_involved_stay BEFORE DELETE ON approval_involved
BEGIN SELECT RAISE(ABORT, 'APPROVAL_IS_KEPT'); END;
CREATE TRIGGER approval_is_not_deleted BEFORE DELETE ON approval
BEGIN SELECT RAISE(ABORT, 'APPROVAL_IS_KEPT'); END;
CREATE TRIGGER approval_amount_is_fixed BEFORE UPDATE ON approval
WHEN NEW.amount_minor <> OLD.amount_minor OR NEW.quote_id <> OLD.quote_id OR (OLD.state <> 'open' AND NOT (OLD.state = 'approved' AND NEW.state = 'overtaken'))
BEGIN SELECT RAISE(ABORT, 'APPROVAL_IS_FIXED'); END;
CREATE TRIGGER requisition_approved_by_vote BEFORE UPDATE OF state ON requisition
WHEN NEW.state IN ('approved', 'ordered') AND OLD.state = 'in_approval'
  AND NOT EXISTS (SELECT 1 FROM approval WHERE requisition_id = NEW.id AND state = 'approved'
    AND EXISTS (SELECT 1 FROM approval_vote WHERE approval_id = approval.id AND verdict = 'approve'))
BEGIN SELECT RAISE(ABORT, 'REQUISITION_NOT_APPROVED'); END;
`,
};
