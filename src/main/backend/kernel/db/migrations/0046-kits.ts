import type { Migration } from '../migrate.ts';

/** Kits, what goes out together with what, reminders of loans that are not back, and how an asset was seen last. */
export const kitsMigration: Migration = {
  name: '0046-kits',
  sql: `
CREATE TABLE kit (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX kit_name ON kit (name COLLATE NOCASE) WHERE archived_at IS NULL;
CREATE TABLE kit_part (
  kit_id INTEGER NOT NULL REFERENCES kit,
  position INTEGER NOT NULL,
  asset_id INTEGER UNIQUE REFERENCES asset,
  category_id INTEGER REFERENCES category,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  PRIMARY KEY (kit_id, position),
  CHECK ((asset_id IS NULL) <> (category_id IS NULL)),
  CHECK (asset_id IS NULL OR quantity = 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX kit_part_category ON kit_part (category_id) WHERE category_id IS NOT NULL;
CREATE TABLE kit_loan (
  id INTEGER PRIMARY KEY,
  kit_id INTEGER NOT NULL REFERENCES kit,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX kit_loan_of ON kit_loan (kit_id, id);
/* The kit is out as long as one of these custodies runs. */
CREATE TABLE kit_loan_item (
  kit_loan_id INTEGER NOT NULL REFERENCES kit_loan,
  custody_id INTEGER NOT NULL UNIQUE REFERENCES custody,
  PRIMARY KEY (kit_loan_id, custody_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER kit_is_not_deleted BEFORE DELETE ON kit
BEGIN SELECT RAISE(ABORT, 'KIT_IS_KEPT'); END;
CREATE TRIGGER kit_loan_item_of_a_running_custody BEFORE INSERT ON kit_loan_item
WHEN NOT EXISTS (SELECT 1 FROM custody WHERE id = NEW.custody_id AND ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'KIT_LOAN_OF_NOTHING'); END;

CREATE TABLE expected_accessory (
  id INTEGER PRIMARY KEY,
  category_id INTEGER REFERENCES category,
  model_id INTEGER REFERENCES model,
  name TEXT NOT NULL CHECK (name <> ''),
  CHECK ((category_id IS NULL) <> (model_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX expected_accessory_of_category ON expected_accessory (category_id, name) WHERE category_id IS NOT NULL;
CREATE UNIQUE INDEX expected_accessory_of_model ON expected_accessory (model_id, name) WHERE model_id IS NOT NULL;

/* When an asset was seen last in each way: what the confidence in its place is counted from. */
CREATE TABLE asset_sighting (
  asset_id INTEGER NOT NULL REFERENCES asset,
  how TEXT NOT NULL CHECK (how IN ('scan', 'hand', 'rfid', 'discovery')),
  at TEXT NOT NULL,
  PRIMARY KEY (asset_id, how)
) STRICT, WITHOUT ROWID;
INSERT INTO asset_sighting (asset_id, how, at)
SELECT asset_id, how, max(at) FROM (
  SELECT asset_id, CASE how WHEN 'scan' THEN 'scan' ELSE 'hand' END AS how, at FROM movement
  WHERE how IN ('scan', 'manual', 'cli')
  UNION ALL
  SELECT asset_id, CASE how WHEN 'rfid' THEN 'rfid' WHEN 'manual' THEN 'hand' ELSE 'scan' END, at FROM stocktake_sighting WHERE asset_id IS NOT NULL)
GROUP BY asset_id, how;

CREATE TABLE custody_reminder (
  id INTEGER PRIMARY KEY,
  custody_id INTEGER NOT NULL REFERENCES custody,
  at TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator
) STRICT;
CREATE INDEX custody_reminder_of ON custody_reminder (custody_id, id);
CREATE TRIGGER custody_reminder_is_kept BEFORE DELETE ON custody_reminder
BEGIN SELECT RAISE(ABORT, 'REMINDER_IS_KEPT'); END;
`,
};
