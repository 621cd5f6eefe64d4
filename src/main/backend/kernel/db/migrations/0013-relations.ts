import type { Migration } from '../migrate.ts';

export const relationsMigration: Migration = {
  name: '0013-relations',
  sql: `
CREATE TABLE asset_relation (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES asset,
  target_id INTEGER NOT NULL REFERENCES asset,
  type TEXT NOT NULL CHECK (type IN ('component_of', 'installed_in', 'connected_to', 'runs_on', 'licensed_by', 'backs_up_to', 'replaces')),
  note TEXT,
  added_at TEXT NOT NULL,
  added_by INTEGER NOT NULL REFERENCES operator,
  added_seq INTEGER NOT NULL,
  removed_at TEXT,
  removed_by INTEGER REFERENCES operator,
  removed_seq INTEGER,
  CHECK (source_id <> target_id),
  CHECK (type <> 'connected_to' OR source_id < target_id),
  CHECK ((removed_at IS NULL) = (removed_by IS NULL) AND (removed_at IS NULL) = (removed_seq IS NULL))
) STRICT;
CREATE UNIQUE INDEX asset_relation_once ON asset_relation (source_id, type, target_id) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX asset_relation_one_parent ON asset_relation (source_id) WHERE removed_at IS NULL AND type IN ('component_of', 'installed_in');
CREATE INDEX asset_relation_target ON asset_relation (target_id, type) WHERE removed_at IS NULL;

CREATE TRIGGER asset_relation_is_no_cycle BEFORE INSERT ON asset_relation
WHEN NEW.type IN ('component_of', 'installed_in', 'runs_on', 'licensed_by', 'replaces') AND NEW.source_id IN (
  WITH RECURSIVE onward (id) AS (
    SELECT NEW.target_id
    UNION
    SELECT next.target_id FROM asset_relation AS next JOIN onward ON next.source_id = onward.id
    WHERE next.removed_at IS NULL AND (next.type = NEW.type
      OR (next.type IN ('component_of', 'installed_in') AND NEW.type IN ('component_of', 'installed_in')))
  ) SELECT id FROM onward)
BEGIN SELECT RAISE(ABORT, 'RELATION_CYCLE'); END;
CREATE TRIGGER asset_relation_is_kept BEFORE DELETE ON asset_relation
BEGIN SELECT RAISE(ABORT, 'RELATION_IS_KEPT'); END;
CREATE TRIGGER asset_relation_is_only_removed BEFORE UPDATE ON asset_relation
WHEN OLD.removed_at IS NOT NULL OR NEW.source_id <> OLD.source_id OR NEW.target_id <> OLD.target_id OR NEW.type <> OLD.type
BEGIN SELECT RAISE(ABORT, 'RELATION_IS_KEPT'); END;
`,
};
