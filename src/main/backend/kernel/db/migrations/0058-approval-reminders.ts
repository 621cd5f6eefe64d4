import type { Migration } from '../migrate.ts';

/** That those who have to decide were reminded stays with the proposal. */
export const approvalRemindersMigration: Migration = {
  name: '0058-approval-reminders',
  sql: `
CREATE TABLE approval_reminder (
  id INTEGER PRIMARY KEY,
  approval_id INTEGER NOT NULL REFERENCES approval,
  stage INTEGER NOT NULL CHECK (stage >= 0),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX approval_reminder_of ON approval_reminder (approval_id, id);
CREATE TRIGGER approval_reminder_is_kept BEFORE UPDATE ON approval_reminder
BEGIN SELECT RAISE(ABORT, 'APPROVAL_REMINDER_IS_KEPT'); END;
CREATE TRIGGER approval_reminder_stays BEFORE DELETE ON approval_reminder
BEGIN SELECT RAISE(ABORT, 'APPROVAL_REMINDER_IS_KEPT'); END;
CREATE TRIGGER approval_reminder_while_open BEFORE INSERT ON approval_reminder
WHEN (SELECT state FROM approval WHERE id = NEW.approval_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'APPROVAL_IS_CLOSED'); END;
CREATE INDEX approval_open ON approval (expires_at) WHERE state = 'open';
`,
};
