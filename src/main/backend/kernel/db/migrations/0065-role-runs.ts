import type { Migration } from '../migrate.ts';

/** What joins, moves and leaves with a person: the rest of a role's kit, and runs that compare and are worked off. */
export const roleRunsMigration: Migration = {
  name: '0065-role-runs',
  sql: `
CREATE TABLE role_kit_extra (
  id INTEGER PRIMARY KEY,
  kit_id INTEGER NOT NULL REFERENCES role_kit,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('accessory', 'licence', 'training', 'access')),
  name TEXT NOT NULL CHECK (name <> '')
) STRICT;
CREATE INDEX role_kit_extra_of ON role_kit_extra (kit_id, position);

CREATE TABLE role_run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('joiner', 'mover', 'leaver')),
  person_id INTEGER NOT NULL REFERENCES person,
  /* The department that the person was in then: a later one tells of a move. */
  department_id INTEGER REFERENCES department,
  kit_id INTEGER REFERENCES role_kit,
  due_on TEXT NOT NULL CHECK (due_on GLOB '????-??-??'),
  started_at TEXT NOT NULL,
  started_by INTEGER NOT NULL REFERENCES operator,
  cancelled_at TEXT,
  cancelled_because TEXT CHECK (cancelled_because <> ''),
  CHECK ((kind = 'leaver') = (kit_id IS NULL)),
  CHECK ((cancelled_at IS NULL) = (cancelled_because IS NULL))
) STRICT;
CREATE INDEX role_run_person ON role_run (person_id, id);

CREATE TABLE role_run_item (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES role_run,
  position INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('hand_out', 'change', 'collect')),
  kind TEXT NOT NULL CHECK (kind IN ('asset', 'accessory', 'licence', 'training', 'access')),
  /* What is wanted, for people: a category, a model, a name. */
  name TEXT NOT NULL CHECK (name <> ''),
  category_id INTEGER REFERENCES category,
  model_id INTEGER REFERENCES model,
  /* The asset that comes back, and the hand-over of the one that goes out. */
  old_asset_id INTEGER REFERENCES asset,
  custody_id INTEGER REFERENCES custody,
  due_on TEXT NOT NULL CHECK (due_on GLOB '????-??-??'),
  done_at TEXT,
  done_by INTEGER REFERENCES operator,
  waived_at TEXT,
  waived_by INTEGER REFERENCES operator,
  waived_because TEXT CHECK (waived_because <> ''),
  CHECK (kind = 'asset' OR action <> 'change'),
  CHECK (kind <> 'asset' OR done_at IS NULL),
  CHECK (kind <> 'asset' OR (action <> 'hand_out') = (old_asset_id IS NOT NULL)),
  CHECK (kind <> 'asset' OR action = 'collect' OR category_id IS NOT NULL),
  CHECK ((waived_at IS NULL) = (waived_because IS NULL))
) STRICT;
CREATE INDEX role_run_item_of ON role_run_item (run_id, position);
CREATE INDEX role_run_item_custody ON role_run_item (custody_id);

/* What became of each: an asset is back when the person holds it no more, and out while its hand-over stands. */
CREATE VIEW role_run_item_state (item_id, run_id, state) AS
SELECT item.id, item.run_id, CASE
  WHEN item.waived_at IS NOT NULL THEN 'waived'
  WHEN item.kind <> 'asset' THEN CASE WHEN item.done_at IS NULL THEN 'open' ELSE 'done' END
  WHEN item.old_asset_id IS NOT NULL AND EXISTS (SELECT 1 FROM custody
    WHERE custody.asset_id = item.old_asset_id AND custody.person_id = run.person_id AND custody.ended_at IS NULL)
    THEN 'open'
  WHEN item.action <> 'collect' AND NOT EXISTS (SELECT 1 FROM custody
    WHERE custody.id = item.custody_id AND custody.reversed = 0) THEN 'open'
  ELSE 'done' END
FROM role_run_item AS item JOIN role_run AS run ON run.id = item.run_id;

/* What was decided about somebody who is gone and still has things. */
CREATE TABLE leaver_decision (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  decision TEXT NOT NULL CHECK (decision IN ('incident', 'excused')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  assets TEXT NOT NULL CHECK (json_valid(assets)),
  decided_at TEXT NOT NULL,
  decided_by INTEGER NOT NULL REFERENCES operator
) STRICT;
CREATE INDEX leaver_decision_person ON leaver_decision (person_id, id);
CREATE TRIGGER leaver_decision_stays BEFORE UPDATE ON leaver_decision
BEGIN SELECT RAISE(ABORT, 'LEAVER_DECISION_IS_KEPT'); END;
`,
};
