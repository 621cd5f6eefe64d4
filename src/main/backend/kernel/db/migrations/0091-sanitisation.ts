import type { Migration } from '../migrate.ts';

/**
 * Media of assets and what was done to each. A medium stays known until it is proved to be sanitised: it is never taken
 * away, only moved into another asset. An asset that holds data leaves with a proved record of each of its media, and
 * with none unknown.
 */
export const sanitisationMigration: Migration = {
  name: '0091-sanitisation',
  sql: `
CREATE TABLE medium (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  type TEXT NOT NULL CHECK (type IN ('hdd', 'ssd', 'nvme', 'flash', 'mobile', 'tape', 'optical', 'paper', 'none')),
  serial TEXT COLLATE NOCASE CHECK (trim(serial) <> ''),
  model TEXT NOT NULL,
  capacity_bytes INTEGER CHECK (capacity_bytes > 0),
  added_at TEXT NOT NULL,
  added_by INTEGER NOT NULL REFERENCES operator,
  CHECK ((type = 'none') = (serial IS NULL))
) STRICT;
CREATE INDEX medium_asset ON medium (asset_id);
CREATE UNIQUE INDEX medium_serial ON medium (serial) WHERE serial IS NOT NULL;
CREATE UNIQUE INDEX medium_none_once ON medium (asset_id) WHERE type = 'none';

CREATE TABLE sanitisation (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  medium_id INTEGER NOT NULL REFERENCES medium,
  retirement_id INTEGER NOT NULL REFERENCES retirement,
  technique TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('inspect', 'clear', 'purge', 'destroy')),
  tool TEXT NOT NULL,
  tool_version TEXT NOT NULL,
  passes INTEGER CHECK (passes > 0),
  verification TEXT NOT NULL CHECK (verification IN ('none', 'sample', 'full', 'visual')),
  sample_percent INTEGER CHECK (sample_percent BETWEEN 1 AND 100),
  result TEXT NOT NULL CHECK (result IN ('passed', 'failed')),
  failure TEXT NOT NULL,
  note TEXT NOT NULL,
  done_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator,
  sufficient INTEGER NOT NULL CHECK (sufficient IN (0, 1)),
  needs_witness INTEGER NOT NULL CHECK (needs_witness IN (0, 1)),
  witness_id INTEGER REFERENCES operator,
  witnessed_at TEXT,
  source TEXT NOT NULL CHECK (source IN ('manual', 'scan', 'nwipe', 'blancco', 'json', 'csv')),
  report_sha256 TEXT,
  CHECK ((result = 'failed') = (trim(failure) <> '')),
  CHECK (witness_id <> operator_id),
  CHECK ((witness_id IS NULL) = (witnessed_at IS NULL)),
  CHECK (result = 'passed' OR sufficient = 0)
) STRICT;
CREATE INDEX sanitisation_medium ON sanitisation (medium_id, id);
CREATE INDEX sanitisation_retirement ON sanitisation (retirement_id);
CREATE INDEX sanitisation_to_witness ON sanitisation (id) WHERE needs_witness = 1 AND witness_id IS NULL;

/* The newest record of a medium on the way out that its asset is on: what went before says nothing any more. */
CREATE VIEW medium_proved (medium_id) AS
SELECT medium.id FROM medium
JOIN retirement ON retirement.asset_id = medium.asset_id AND retirement.ended_at IS NULL
JOIN sanitisation ON sanitisation.id = (SELECT max(newest.id) FROM sanitisation AS newest
  WHERE newest.medium_id = medium.id AND newest.retirement_id = retirement.id)
WHERE sanitisation.result = 'passed' AND sanitisation.sufficient = 1
  AND (sanitisation.needs_witness = 0 OR sanitisation.witness_id IS NOT NULL);

CREATE TRIGGER medium_is_not_deleted BEFORE DELETE ON medium
BEGIN SELECT RAISE(ABORT, 'MEDIUM_IS_KEPT'); END;
CREATE TRIGGER medium_stays_itself BEFORE UPDATE OF type, serial ON medium
BEGIN SELECT RAISE(ABORT, 'MEDIUM_IS_KEPT'); END;
CREATE TRIGGER medium_of_nothing_stays BEFORE UPDATE OF asset_id ON medium WHEN OLD.type = 'none'
BEGIN SELECT RAISE(ABORT, 'MEDIUM_IS_KEPT'); END;
CREATE TRIGGER medium_left_with_its_asset BEFORE UPDATE OF asset_id ON medium
WHEN 'disposed' IN ((SELECT status FROM asset WHERE id = OLD.asset_id), (SELECT status FROM asset WHERE id = NEW.asset_id))
BEGIN SELECT RAISE(ABORT, 'ASSET_IS_CLOSED'); END;
CREATE TRIGGER medium_of_a_present_asset BEFORE INSERT ON medium
WHEN (SELECT status FROM asset WHERE id = NEW.asset_id) = 'disposed'
BEGIN SELECT RAISE(ABORT, 'ASSET_IS_CLOSED'); END;

CREATE TRIGGER sanitisation_on_the_way_out BEFORE INSERT ON sanitisation
WHEN NOT EXISTS (SELECT 1 FROM retirement JOIN medium ON medium.asset_id = retirement.asset_id
  WHERE retirement.id = NEW.retirement_id AND medium.id = NEW.medium_id AND retirement.ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'SANITISATION_OF_ANOTHER_ASSET'); END;
CREATE TRIGGER sanitisation_failed_is_destroyed BEFORE INSERT ON sanitisation
WHEN NEW.method <> 'destroy' AND EXISTS (SELECT 1 FROM sanitisation AS earlier
  WHERE earlier.medium_id = NEW.medium_id AND earlier.retirement_id = NEW.retirement_id AND earlier.result = 'failed')
BEGIN SELECT RAISE(ABORT, 'SANITISATION_FAILED_BEFORE'); END;
CREATE TRIGGER sanitisation_is_witnessed_once BEFORE UPDATE ON sanitisation WHEN OLD.witness_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'SANITISATION_IS_KEPT'); END;
CREATE TRIGGER sanitisation_stays BEFORE UPDATE OF id, number, medium_id, retirement_id, technique, method, tool, tool_version,
  passes, verification, sample_percent, result, failure, note, done_at, recorded_at, operator_id, sufficient, needs_witness,
  source, report_sha256 ON sanitisation
BEGIN SELECT RAISE(ABORT, 'SANITISATION_IS_KEPT'); END;
CREATE TRIGGER sanitisation_is_not_deleted BEFORE DELETE ON sanitisation
BEGIN SELECT RAISE(ABORT, 'SANITISATION_IS_KEPT'); END;

CREATE TRIGGER asset_leaves_sanitised BEFORE UPDATE OF status ON asset
WHEN NEW.status = 'disposed' AND OLD.status = 'retiring' AND (
  (EXISTS (SELECT 1 FROM asset_holding_data WHERE asset_id = OLD.id)
    AND NOT EXISTS (SELECT 1 FROM medium WHERE asset_id = OLD.id))
  OR EXISTS (SELECT 1 FROM medium WHERE asset_id = OLD.id
    AND NOT EXISTS (SELECT 1 FROM medium_proved WHERE medium_proved.medium_id = medium.id)))
BEGIN SELECT RAISE(ABORT, 'ASSET_NOT_SANITISED'); END;
CREATE TRIGGER asset_comes_in_before_it_leaves BEFORE INSERT ON asset
WHEN NEW.status = 'disposed' AND (SELECT holds_data FROM category WHERE id = NEW.category_id) = 1
BEGIN SELECT RAISE(ABORT, 'ASSET_NOT_SANITISED'); END;
`,
};
