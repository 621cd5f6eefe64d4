import type { Migration } from '../migrate.ts';

/** Reports that operators keep and plan, and what became of each time that one was written by itself. */
export const savedReportsMigration: Migration = {
  name: '0110-saved-reports',
  sql: `
CREATE TABLE saved_report (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  owner_id INTEGER NOT NULL REFERENCES operator,
  content TEXT NOT NULL CHECK (json_valid(content)),
  format TEXT NOT NULL CHECK (format IN ('xlsx', 'csv', 'pdf')),
  language TEXT NOT NULL CHECK (language IN ('en', 'de')),
  paper TEXT NOT NULL CHECK (json_valid(paper)),
  /* Where and when it is written by itself. */
  folder TEXT CHECK (folder <> ''),
  schedule TEXT CHECK (schedule IS NULL OR json_valid(schedule)),
  planned_at TEXT,
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((folder IS NULL) = (schedule IS NULL)),
  CHECK ((folder IS NULL) = (planned_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX saved_report_shared_name ON saved_report (name) WHERE shared = 1 AND archived_at IS NULL;
CREATE UNIQUE INDEX saved_report_own_name ON saved_report (owner_id, name) WHERE shared = 0 AND archived_at IS NULL;

CREATE TABLE report_run (
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES saved_report,
  at TEXT NOT NULL,
  path TEXT,
  rows INTEGER CHECK (rows >= 0),
  failure TEXT,
  CHECK ((path IS NULL) = (failure IS NOT NULL)),
  CHECK ((rows IS NULL) = (failure IS NOT NULL))
) STRICT;
CREATE INDEX report_run_of ON report_run (report_id, id);
CREATE TRIGGER report_run_stays BEFORE UPDATE ON report_run
BEGIN SELECT RAISE(ABORT, 'REPORT_RUN_IS_KEPT'); END;
CREATE TRIGGER report_run_is_kept BEFORE DELETE ON report_run
BEGIN SELECT RAISE(ABORT, 'REPORT_RUN_IS_KEPT'); END;
`,
};
