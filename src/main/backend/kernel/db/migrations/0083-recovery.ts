import type { Migration } from '../migrate.ts';

/**
 * What the department backs up of what it runs, and how it gets it back. Backups of this application's own register are
 * another matter (0101).
 */
export const recoveryMigration: Migration = {
  name: '0083-recovery',
  sql: `
/* A service is what people use; it runs on assets, and lasts when these are replaced. */
CREATE TABLE it_service (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  notes TEXT NOT NULL,
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX it_service_name ON it_service (name COLLATE NOCASE) WHERE archived_at IS NULL;
CREATE TABLE it_service_asset (
  service_id INTEGER NOT NULL REFERENCES it_service,
  asset_id INTEGER NOT NULL REFERENCES asset,
  PRIMARY KEY (service_id, asset_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX it_service_of_asset ON it_service_asset (asset_id);

CREATE TABLE protected_item (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER REFERENCES asset,
  service_id INTEGER REFERENCES it_service,
  what TEXT NOT NULL CHECK (trim(what) <> ''),
  destination TEXT NOT NULL CHECK (trim(destination) <> ''),
  every_hours INTEGER NOT NULL CHECK (every_hours BETWEEN 1 AND 8784),
  keep_days INTEGER NOT NULL CHECK (keep_days BETWEEN 1 AND 36525),
  encrypted INTEGER NOT NULL CHECK (encrypted IN (0, 1)),
  off_site INTEGER NOT NULL CHECK (off_site IN (0, 1)),
  /* Null where no restore test is asked for. */
  test_every_days INTEGER CHECK (test_every_days BETWEEN 1 AND 3660),
  responsible_id INTEGER REFERENCES operator,
  notes TEXT NOT NULL,
  created_at TEXT NOT NULL,
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((asset_id IS NULL) <> (service_id IS NULL))
) STRICT;
CREATE INDEX protected_item_asset ON protected_item (asset_id) WHERE asset_id IS NOT NULL;
CREATE INDEX protected_item_service ON protected_item (service_id) WHERE service_id IS NOT NULL;

/* By which names reports of backup programs call an item. */
CREATE TABLE protected_item_alias (
  name TEXT PRIMARY KEY COLLATE NOCASE CHECK (trim(name) <> ''),
  item_id INTEGER NOT NULL REFERENCES protected_item
) STRICT, WITHOUT ROWID;

CREATE TABLE protection_run (
  id INTEGER PRIMARY KEY,
  item_id INTEGER NOT NULL REFERENCES protected_item,
  ended_at TEXT NOT NULL CHECK (ended_at GLOB '????-??-??T??:??:??.???Z'),
  outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'warning', 'failed')),
  bytes INTEGER CHECK (bytes >= 0),
  note TEXT NOT NULL,
  source TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by INTEGER NOT NULL REFERENCES operator,
  UNIQUE (item_id, ended_at)
) STRICT;
CREATE INDEX protection_run_latest ON protection_run (item_id, outcome, ended_at);
CREATE TRIGGER protection_run_stays BEFORE UPDATE ON protection_run
BEGIN SELECT RAISE(ABORT, 'RUN_IS_KEPT'); END;
CREATE TRIGGER protection_run_is_not_deleted BEFORE DELETE ON protection_run
BEGIN SELECT RAISE(ABORT, 'RUN_IS_KEPT'); END;

CREATE TABLE restore_test (
  id INTEGER PRIMARY KEY,
  item_id INTEGER NOT NULL REFERENCES protected_item,
  tested_on TEXT NOT NULL CHECK (tested_on GLOB '????-??-??'),
  sample TEXT NOT NULL CHECK (trim(sample) <> ''),
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  minutes INTEGER CHECK (minutes >= 0),
  note TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by INTEGER NOT NULL REFERENCES operator,
  CHECK (passed = 1 OR trim(note) <> '')
) STRICT;
CREATE INDEX restore_test_of ON restore_test (item_id, tested_on);
CREATE TRIGGER restore_test_stays BEFORE UPDATE ON restore_test
BEGIN SELECT RAISE(ABORT, 'TEST_IS_KEPT'); END;
CREATE TRIGGER restore_test_is_not_deleted BEFORE DELETE ON restore_test
BEGIN SELECT RAISE(ABORT, 'TEST_IS_KEPT'); END;

CREATE TABLE run_format (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX run_format_name ON run_format (name COLLATE NOCASE) WHERE archived_at IS NULL;

CREATE TABLE recovery_plan (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  asset_id INTEGER REFERENCES asset,
  service_id INTEGER REFERENCES it_service,
  owner TEXT NOT NULL CHECK (trim(owner) <> ''),
  rto_minutes INTEGER NOT NULL CHECK (rto_minutes BETWEEN 1 AND 525600),
  rpo_minutes INTEGER NOT NULL CHECK (rpo_minutes BETWEEN 0 AND 525600),
  drill_every_days INTEGER CHECK (drill_every_days BETWEEN 1 AND 3660),
  notes TEXT NOT NULL,
  contacts TEXT NOT NULL CHECK (json_valid(contacts)),
  created_at TEXT NOT NULL,
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((asset_id IS NULL) <> (service_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX recovery_plan_name ON recovery_plan (name COLLATE NOCASE) WHERE archived_at IS NULL;
CREATE TABLE recovery_step (
  plan_id INTEGER NOT NULL REFERENCES recovery_plan,
  position INTEGER NOT NULL,
  title TEXT NOT NULL CHECK (trim(title) <> ''),
  instructions TEXT NOT NULL,
  owner TEXT NOT NULL,
  target_minutes INTEGER CHECK (target_minutes > 0),
  PRIMARY KEY (plan_id, position)
) STRICT, WITHOUT ROWID;

/* A drill keeps the plan as it was when it began. Its stopwatch is the instants of its steps. */
CREATE TABLE recovery_drill (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  plan_id INTEGER NOT NULL REFERENCES recovery_plan,
  kind TEXT NOT NULL CHECK (kind IN ('drill', 'real')),
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'stopped')),
  rto_minutes INTEGER NOT NULL,
  rpo_minutes INTEGER NOT NULL,
  /* From when people could not work; data since the last backup before it are lost. */
  failed_at TEXT NOT NULL,
  started_at TEXT NOT NULL,
  started_by INTEGER NOT NULL REFERENCES operator,
  /* Of when the data are that were brought back. */
  data_from TEXT,
  ended_at TEXT,
  ended_by INTEGER REFERENCES operator,
  findings TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'running') = (ended_at IS NULL)),
  CHECK (failed_at <= started_at),
  CHECK (data_from IS NULL OR data_from <= failed_at)
) STRICT;
CREATE UNIQUE INDEX recovery_drill_one_runs ON recovery_drill (plan_id) WHERE state = 'running';
CREATE INDEX recovery_drill_of ON recovery_drill (plan_id, id);
CREATE TABLE drill_step (
  drill_id INTEGER NOT NULL REFERENCES recovery_drill,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  instructions TEXT NOT NULL,
  owner TEXT NOT NULL,
  target_minutes INTEGER,
  started_at TEXT,
  ended_at TEXT,
  outcome TEXT CHECK (outcome IN ('done', 'failed', 'skipped')),
  note TEXT NOT NULL,
  ended_by INTEGER REFERENCES operator,
  PRIMARY KEY (drill_id, position),
  CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CHECK (ended_at IS NULL OR started_at IS NOT NULL),
  CHECK (outcome IS NOT 'failed' OR trim(note) <> '')
) STRICT, WITHOUT ROWID;
CREATE TRIGGER recovery_drill_ended_is_kept BEFORE UPDATE ON recovery_drill WHEN OLD.state <> 'running'
BEGIN SELECT RAISE(ABORT, 'DRILL_IS_KEPT'); END;
CREATE TRIGGER recovery_drill_is_not_deleted BEFORE DELETE ON recovery_drill
BEGIN SELECT RAISE(ABORT, 'DRILL_IS_KEPT'); END;
CREATE TRIGGER recovery_drill_ends_with_all_steps BEFORE UPDATE OF state ON recovery_drill
WHEN NEW.state = 'done' AND EXISTS (SELECT 1 FROM drill_step WHERE drill_id = NEW.id AND outcome IS NULL)
BEGIN SELECT RAISE(ABORT, 'DRILL_STEPS_OPEN'); END;
CREATE TRIGGER drill_step_of_ended BEFORE UPDATE ON drill_step
WHEN (SELECT state FROM recovery_drill WHERE id = OLD.drill_id) <> 'running'
BEGIN SELECT RAISE(ABORT, 'DRILL_IS_KEPT'); END;
CREATE TRIGGER drill_step_is_not_deleted BEFORE DELETE ON drill_step
BEGIN SELECT RAISE(ABORT, 'DRILL_IS_KEPT'); END;
`,
};
