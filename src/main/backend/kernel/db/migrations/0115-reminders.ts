import type { Migration } from '../migrate.ts';

/** What was said about dates that come due: put off, dealt with, written to somebody. The dates stay where they are. */
export const remindersMigration: Migration = {
  name: '0115-reminders',
  sql: `
CREATE TABLE reminder (
  kind TEXT NOT NULL CHECK (kind <> ''),
  subject TEXT NOT NULL CHECK (subject <> ''),
  day TEXT NOT NULL CHECK (day GLOB '????-??-??'),
  snoozed_until TEXT CHECK (snoozed_until GLOB '????-??-??'),
  done_at TEXT,
  done_by INTEGER REFERENCES operator,
  note TEXT,
  PRIMARY KEY (kind, subject, day),
  CHECK ((done_at IS NULL) = (done_by IS NULL)),
  CHECK (done_at IS NULL OR snoozed_until IS NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE reminder_digest (
  operator_id INTEGER PRIMARY KEY REFERENCES operator,
  day TEXT NOT NULL CHECK (day GLOB '????-??-??')
) STRICT;

CREATE TABLE reminder_mail (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  day TEXT NOT NULL CHECK (day GLOB '????-??-??'),
  address TEXT NOT NULL COLLATE NOCASE CHECK (address <> ''),
  stage TEXT NOT NULL CHECK (stage IN ('ahead', 'due')),
  at TEXT NOT NULL,
  PRIMARY KEY (kind, subject, day, address, stage)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER reminder_mail_is_kept BEFORE UPDATE ON reminder_mail
BEGIN SELECT RAISE(ABORT, 'REMINDER_MAIL_IS_KEPT'); END;
CREATE TRIGGER reminder_mail_stays BEFORE DELETE ON reminder_mail
BEGIN SELECT RAISE(ABORT, 'REMINDER_MAIL_IS_KEPT'); END;

/* Along which ends of life, and open orders and invoices, are found by their day. */
CREATE INDEX asset_end_of_life ON asset (end_of_life_on) WHERE end_of_life_on IS NOT NULL;
CREATE INDEX purchase_order_expected ON purchase_order (expected_on) WHERE expected_on IS NOT NULL;
CREATE INDEX invoice_due ON invoice (due_on) WHERE due_on IS NOT NULL;
CREATE INDEX configuration_record_saved ON configuration_record (saved_at);
`,
};
