import type { Migration } from '../migrate.ts';

/** An order that takes this asset out of service while it is worked on. */
const onTheBench = (asset: string) =>
  `EXISTS (SELECT 1 FROM work_order WHERE asset_id = ${asset} AND state = 'in_work' AND out_of_service = 1)`;

/**
 * Maintenance: what is to be done regularly, when it is due for which asset, and what was done. A due date becomes one
 * order and never a second: that is a key, so that no generator, however often it runs, can raise it twice.
 */
export const maintenanceMigration: Migration = {
  name: '0080-maintenance',
  sql: `
CREATE TABLE maintenance_plan (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  scope TEXT NOT NULL CHECK (scope IN ('category', 'model', 'assets')),
  category_id INTEGER REFERENCES category,
  model_id INTEGER REFERENCES model,
  kind TEXT NOT NULL CHECK (kind IN ('calendar', 'meter')),
  rule TEXT CHECK (rule <> ''),
  starts_on TEXT NOT NULL CHECK (starts_on GLOB '????-??-??'),
  meter TEXT CHECK (meter IN ('hours', 'pages', 'kilometres', 'cycles')),
  meter_every INTEGER CHECK (meter_every >= 1),
  anchor TEXT NOT NULL CHECK (anchor IN ('plan', 'completion')),
  lead_days INTEGER NOT NULL CHECK (lead_days BETWEEN 0 AND 365),
  responsible_id INTEGER REFERENCES operator,
  out_of_service INTEGER NOT NULL CHECK (out_of_service IN (0, 1)),
  notes TEXT,
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((scope = 'category') = (category_id IS NOT NULL)),
  CHECK ((scope = 'model') = (model_id IS NOT NULL)),
  CHECK ((kind = 'calendar') = (rule IS NOT NULL)),
  CHECK ((kind = 'meter') = (meter IS NOT NULL)),
  CHECK ((meter IS NULL) = (meter_every IS NULL))
) STRICT;
CREATE UNIQUE INDEX maintenance_plan_name ON maintenance_plan (name COLLATE NOCASE) WHERE archived_at IS NULL;
CREATE INDEX maintenance_plan_category ON maintenance_plan (category_id) WHERE category_id IS NOT NULL AND archived_at IS NULL;
CREATE INDEX maintenance_plan_model ON maintenance_plan (model_id) WHERE model_id IS NOT NULL AND archived_at IS NULL;

CREATE TABLE maintenance_plan_asset (
  plan_id INTEGER NOT NULL REFERENCES maintenance_plan,
  asset_id INTEGER NOT NULL REFERENCES asset,
  PRIMARY KEY (plan_id, asset_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_plan_of_asset ON maintenance_plan_asset (asset_id);

CREATE TABLE maintenance_task (
  plan_id INTEGER NOT NULL REFERENCES maintenance_plan,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('check', 'measure')),
  title TEXT NOT NULL CHECK (trim(title) <> ''),
  expected TEXT,
  unit TEXT,
  at_least REAL,
  at_most REAL,
  PRIMARY KEY (plan_id, position),
  CHECK (at_least IS NULL OR at_most IS NULL OR at_least <= at_most)
) STRICT, WITHOUT ROWID;

/* When each asset of a plan is due next; raise_on is when its order has to be there. */
CREATE TABLE maintenance_schedule (
  plan_id INTEGER NOT NULL REFERENCES maintenance_plan,
  asset_id INTEGER NOT NULL REFERENCES asset,
  next_on TEXT CHECK (next_on GLOB '????-??-??'),
  next_reading INTEGER,
  raise_on TEXT CHECK (raise_on GLOB '????-??-??'),
  held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
  PRIMARY KEY (plan_id, asset_id),
  CHECK (raise_on IS NULL OR next_on IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_schedule_raise ON maintenance_schedule (raise_on) WHERE raise_on IS NOT NULL;
CREATE INDEX maintenance_schedule_next ON maintenance_schedule (next_on) WHERE next_on IS NOT NULL;
CREATE INDEX maintenance_schedule_asset ON maintenance_schedule (asset_id);

CREATE TABLE work_order (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  plan_id INTEGER REFERENCES maintenance_plan,
  asset_id INTEGER NOT NULL REFERENCES asset,
  title TEXT NOT NULL CHECK (trim(title) <> ''),
  occurrence TEXT,
  due_on TEXT NOT NULL CHECK (due_on GLOB '????-??-??'),
  planned_on TEXT NOT NULL CHECK (planned_on GLOB '????-??-??'),
  meter TEXT CHECK (meter IN ('hours', 'pages', 'kilometres', 'cycles')),
  meter_due INTEGER,
  out_of_service INTEGER NOT NULL CHECK (out_of_service IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('open', 'in_work', 'done', 'skipped')),
  assignee_id INTEGER REFERENCES operator,
  created_at TEXT NOT NULL,
  created_by INTEGER REFERENCES operator,
  started_at TEXT,
  started_by INTEGER REFERENCES operator,
  status_before TEXT,
  ended_at TEXT,
  ended_by INTEGER REFERENCES operator,
  done_on TEXT CHECK (done_on GLOB '????-??-??'),
  result TEXT CHECK (result IN ('passed', 'failed')),
  minutes INTEGER CHECK (minutes >= 0),
  cost_minor INTEGER,
  cost_currency TEXT,
  finding TEXT,
  skip_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (plan_id, asset_id, occurrence),
  CHECK ((plan_id IS NULL) = (occurrence IS NULL)),
  CHECK ((cost_minor IS NULL) = (cost_currency IS NULL)),
  CHECK ((started_at IS NULL) = (started_by IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CHECK ((state IN ('done', 'skipped')) = (ended_at IS NOT NULL)),
  CHECK ((state = 'done') = (result IS NOT NULL)),
  CHECK ((state = 'done') = (done_on IS NOT NULL)),
  CHECK ((state = 'skipped') = (skip_reason IS NOT NULL)),
  CHECK (state <> 'in_work' OR started_at IS NOT NULL),
  CHECK (result IS NOT 'failed' OR trim(coalesce(finding, '')) <> '')
) STRICT;
CREATE INDEX work_order_open ON work_order (planned_on, id) WHERE state IN ('open', 'in_work');
CREATE INDEX work_order_planned ON work_order (planned_on, id);
CREATE INDEX work_order_asset ON work_order (asset_id, id);
CREATE UNIQUE INDEX work_order_one_on_the_bench ON work_order (asset_id) WHERE state = 'in_work' AND out_of_service = 1;

CREATE TABLE work_order_task (
  order_id INTEGER NOT NULL REFERENCES work_order,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('check', 'measure')),
  title TEXT NOT NULL,
  expected TEXT,
  unit TEXT,
  at_least REAL,
  at_most REAL,
  value REAL,
  outcome TEXT CHECK (outcome IN ('ok', 'not_ok', 'not_applicable')),
  note TEXT,
  done_by INTEGER REFERENCES operator,
  done_at TEXT,
  PRIMARY KEY (order_id, position),
  CHECK ((outcome IS NULL) = (done_at IS NULL)),
  CHECK ((done_by IS NULL) = (done_at IS NULL)),
  CHECK (kind = 'measure' OR value IS NULL),
  CHECK (outcome IS NOT 'ok' OR kind = 'check' OR (value IS NOT NULL
    AND (at_least IS NULL OR value >= at_least) AND (at_most IS NULL OR value <= at_most)))
) STRICT, WITHOUT ROWID;

CREATE TABLE work_order_part (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES work_order,
  movement_id INTEGER NOT NULL UNIQUE REFERENCES supply_movement,
  returned_at TEXT
) STRICT;
CREATE INDEX work_order_part_of ON work_order_part (order_id);

CREATE TABLE meter_reading (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  meter TEXT NOT NULL CHECK (meter IN ('hours', 'pages', 'kilometres', 'cycles')),
  value INTEGER NOT NULL CHECK (value >= 0),
  read_on TEXT NOT NULL CHECK (read_on GLOB '????-??-??'),
  replaced INTEGER NOT NULL CHECK (replaced IN (0, 1)),
  operator_id INTEGER NOT NULL REFERENCES operator,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX meter_reading_of ON meter_reading (asset_id, meter, read_on, id);

CREATE TRIGGER work_order_goes_in_order BEFORE UPDATE OF state ON work_order
WHEN NEW.state <> OLD.state AND NOT (
  (OLD.state = 'open' AND NEW.state IN ('in_work', 'done', 'skipped')) OR
  (OLD.state = 'in_work' AND NEW.state IN ('done', 'skipped')))
BEGIN SELECT RAISE(ABORT, 'WORK_ORDER_STATE_SKIPPED'); END;
CREATE TRIGGER work_order_ended_is_kept BEFORE UPDATE ON work_order WHEN OLD.state IN ('done', 'skipped')
BEGIN SELECT RAISE(ABORT, 'WORK_ORDER_IS_KEPT'); END;
CREATE TRIGGER work_order_is_due_when_it_is BEFORE UPDATE OF number, plan_id, asset_id, occurrence, due_on, created_at ON work_order
BEGIN SELECT RAISE(ABORT, 'WORK_ORDER_IS_KEPT'); END;
CREATE TRIGGER work_order_is_not_deleted BEFORE DELETE ON work_order
BEGIN SELECT RAISE(ABORT, 'WORK_ORDER_IS_KEPT'); END;
CREATE TRIGGER work_order_is_done_with_all_tasks BEFORE UPDATE OF state ON work_order
WHEN NEW.state = 'done' AND EXISTS (SELECT 1 FROM work_order_task WHERE order_id = NEW.id AND outcome IS NULL)
BEGIN SELECT RAISE(ABORT, 'WORK_ORDER_TASKS_OPEN'); END;
CREATE TRIGGER work_order_passes_with_its_tasks BEFORE UPDATE OF result ON work_order
WHEN NEW.result = 'passed' AND EXISTS (SELECT 1 FROM work_order_task WHERE order_id = NEW.id AND outcome = 'not_ok')
BEGIN SELECT RAISE(ABORT, 'WORK_ORDER_DID_NOT_PASS'); END;
CREATE TRIGGER work_order_task_of_ended BEFORE UPDATE ON work_order_task
WHEN (SELECT state FROM work_order WHERE id = OLD.order_id) IN ('done', 'skipped')
BEGIN SELECT RAISE(ABORT, 'WORK_ORDER_IS_KEPT'); END;
CREATE TRIGGER work_order_task_is_not_deleted BEFORE DELETE ON work_order_task
BEGIN SELECT RAISE(ABORT, 'WORK_ORDER_IS_KEPT'); END;
CREATE TRIGGER meter_reading_is_kept BEFORE UPDATE ON meter_reading
BEGIN SELECT RAISE(ABORT, 'METER_READING_IS_KEPT'); END;
CREATE TRIGGER meter_reading_is_not_deleted BEFORE DELETE ON meter_reading
BEGIN SELECT RAISE(ABORT, 'METER_READING_IS_KEPT'); END;

/* What is on the bench is in nobody's hands but the technician's. */
CREATE TRIGGER custody_not_of_what_is_maintained BEFORE INSERT ON custody
WHEN NEW.ended_at IS NULL AND ${onTheBench('NEW.asset_id')}
BEGIN SELECT RAISE(ABORT, 'ASSET_UNDER_MAINTENANCE'); END;
`,
};
