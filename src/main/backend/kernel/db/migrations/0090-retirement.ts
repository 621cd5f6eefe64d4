import type { Migration } from '../migrate.ts';

/** Categories of the catalogue whose assets have media in them; whatever stands under one of them has, too. */
const holdingData = "'computer', 'server', 'storage', 'mobile', 'printer'";

/**
 * The way out. An asset goes on it with a record that says why and what was given free, and reaches its end only from
 * there. What holds data is said by the category; an asset that ever stood in such a category counts for good, so that
 * filing it elsewhere lets nothing slip out.
 */
export const retirementMigration: Migration = {
  name: '0090-retirement',
  sql: `
ALTER TABLE category ADD COLUMN holds_data INTEGER NOT NULL DEFAULT 0 CHECK (holds_data IN (0, 1));
WITH RECURSIVE holding (id) AS (
  SELECT id FROM category WHERE key IN (${holdingData})
  UNION SELECT category.id FROM category JOIN holding ON category.parent_id = holding.id)
UPDATE category SET holds_data = 1 WHERE id IN (SELECT id FROM holding);

CREATE TABLE asset_once_holding_data (asset_id INTEGER PRIMARY KEY REFERENCES asset) STRICT;
CREATE TRIGGER asset_refiled_holds_data AFTER UPDATE OF category_id ON asset
WHEN OLD.category_id <> NEW.category_id AND (SELECT holds_data FROM category WHERE id = OLD.category_id) = 1
BEGIN INSERT OR IGNORE INTO asset_once_holding_data VALUES (OLD.id); END;
CREATE TRIGGER category_no_longer_holds_data AFTER UPDATE OF holds_data ON category
WHEN OLD.holds_data = 1 AND NEW.holds_data = 0
BEGIN INSERT OR IGNORE INTO asset_once_holding_data SELECT id FROM asset WHERE category_id = OLD.id; END;
CREATE VIEW asset_holding_data (asset_id) AS
SELECT asset.id FROM asset JOIN category ON category.id = asset.category_id WHERE category.holds_data = 1
UNION SELECT asset_id FROM asset_once_holding_data;

CREATE TABLE retirement (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  asset_id INTEGER NOT NULL REFERENCES asset,
  reason TEXT NOT NULL CHECK (reason IN ('end_of_life', 'defective', 'replaced', 'surplus', 'end_of_term', 'other')),
  note TEXT NOT NULL,
  status_before TEXT NOT NULL,
  begun_at TEXT NOT NULL,
  begun_by INTEGER NOT NULL REFERENCES operator,
  released TEXT NOT NULL CHECK (json_valid(released)),
  ended_at TEXT,
  ended_by INTEGER REFERENCES operator,
  ended TEXT CHECK (ended IN ('disposed', 'taken_back')),
  outcome TEXT CHECK (outcome IN ('recycled', 'resold', 'donated', 'destroyed', 'returned', 'ended')),
  end_note TEXT,
  CHECK ((ended_at IS NULL) = (ended IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CHECK ((outcome IS NOT NULL) = (ended IS 'disposed'))
) STRICT;
CREATE UNIQUE INDEX retirement_one_open ON retirement (asset_id) WHERE ended_at IS NULL;
CREATE INDEX retirement_asset ON retirement (asset_id, id);
CREATE INDEX retirement_ended ON retirement (ended_at) WHERE ended_at IS NOT NULL;

CREATE TRIGGER retirement_said_so BEFORE UPDATE OF number, asset_id, reason, note, status_before, begun_at, begun_by, released
ON retirement BEGIN SELECT RAISE(ABORT, 'RETIREMENT_IS_KEPT'); END;
CREATE TRIGGER retirement_ended_is_kept BEFORE UPDATE ON retirement WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'RETIREMENT_IS_KEPT'); END;
CREATE TRIGGER retirement_is_not_deleted BEFORE DELETE ON retirement
BEGIN SELECT RAISE(ABORT, 'RETIREMENT_IS_KEPT'); END;

CREATE TRIGGER asset_retires_with_a_record BEFORE UPDATE OF status ON asset
WHEN NEW.status = 'retiring' AND OLD.status <> 'retiring'
  AND NOT EXISTS (SELECT 1 FROM retirement WHERE asset_id = OLD.id AND ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'ASSET_RETIRES_WITH_A_RECORD'); END;
CREATE TRIGGER asset_leaves_on_record BEFORE UPDATE OF status ON asset
WHEN NEW.status = 'disposed' AND OLD.status = 'retiring'
  AND NOT EXISTS (SELECT 1 FROM retirement WHERE asset_id = OLD.id AND ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'ASSET_RETIRES_WITH_A_RECORD'); END;
`,
};
