import type { Migration } from '../migrate.ts';

export const kernelMigration: Migration = {
  name: '0001-kernel',
  sql: `
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE number_sequence (
  name TEXT PRIMARY KEY,
  next INTEGER NOT NULL CHECK (next > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  at TEXT NOT NULL,
  monotonic INTEGER NOT NULL,
  boot TEXT NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  desk TEXT NOT NULL,
  session TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('window', 'cli', 'import', 'device', 'sample', 'system')),
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  reason TEXT,
  prev TEXT NOT NULL CHECK (length(prev) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  mac TEXT NOT NULL CHECK (length(mac) = 64)
) STRICT;
CREATE INDEX journal_subject ON journal (subject, seq);
CREATE INDEX journal_event ON journal (event, seq);

CREATE TRIGGER journal_is_appended BEFORE INSERT ON journal
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'JOURNAL_GAP'); END;
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'JOURNAL_APPEND_ONLY'); END;
CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'JOURNAL_APPEND_ONLY'); END;

CREATE TABLE operator (
  id INTEGER PRIMARY KEY,
  username TEXT NOT NULL COLLATE NOCASE UNIQUE,
  display_name TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL,
  last_sign_in_at TEXT
) STRICT;
CREATE TABLE operator_role (
  operator_id INTEGER NOT NULL REFERENCES operator,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'desk_operator', 'auditor')),
  PRIMARY KEY (operator_id, role)
) STRICT, WITHOUT ROWID;
`,
};
