import type { Migration } from '../migrate.ts';

/** Backups of this register, trials of restoring them, and checks: what was tried and what came of it. */
export const backupsMigration: Migration = {
  name: '0101-backups',
  sql: `
CREATE TABLE backup_run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('backup', 'drill', 'check')),
  path TEXT,
  /* Written by the plan, which clears away what it wrote and nothing else. */
  planned INTEGER NOT NULL CHECK (planned IN (0, 1)),
  started_at TEXT NOT NULL,
  milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
  failure TEXT,
  bytes INTEGER,
  entries INTEGER,
  removed_at TEXT,
  CHECK (kind = 'check' OR path IS NOT NULL OR failure IS NOT NULL),
  CHECK (removed_at IS NULL OR (kind = 'backup' AND planned = 1))
) STRICT;
CREATE INDEX backup_run_newest ON backup_run (kind, started_at);
CREATE TRIGGER backup_run_is_kept BEFORE DELETE ON backup_run
BEGIN SELECT RAISE(ABORT, 'BACKUP_RUN_IS_KEPT'); END;
CREATE TRIGGER backup_run_stays BEFORE UPDATE ON backup_run
WHEN OLD.kind IS NOT NEW.kind OR OLD.path IS NOT NEW.path OR OLD.failure IS NOT NEW.failure
  OR OLD.started_at IS NOT NEW.started_at OR OLD.removed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'BACKUP_RUN_IS_KEPT'); END;
`,
};
