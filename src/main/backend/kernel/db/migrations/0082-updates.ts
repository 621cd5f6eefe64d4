import type { Migration } from '../migrate.ts';

/** Products whose versions are watched, their releases, and campaigns that bring a release to assets. */
export const updatesMigration: Migration = {
  name: '0082-updates',
  sql: `
CREATE TABLE software_release (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES software_product,
  number TEXT NOT NULL CHECK (trim(number) <> ''),
  branch TEXT NOT NULL,
  released_on TEXT NOT NULL CHECK (released_on GLOB '????-??-??'),
  security INTEGER NOT NULL CHECK (security IN (0, 1)),
  supported_until TEXT CHECK (supported_until GLOB '????-??-??'),
  notes TEXT NOT NULL DEFAULT '',
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX software_release_once ON software_release (product_id, number COLLATE NOCASE) WHERE archived_at IS NULL;

/* A watched product: how its versions are compared, and which one should be installed (null: the newest). */
CREATE TABLE tracked_product (
  product_id INTEGER PRIMARY KEY REFERENCES software_product,
  kind TEXT NOT NULL CHECK (kind IN ('os', 'security', 'application')),
  scheme TEXT NOT NULL CHECK (scheme IN ('semver', 'dotted', 'date', 'windows')),
  target_id INTEGER REFERENCES software_release,
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER tracked_product_targets_its_own BEFORE UPDATE OF target_id ON tracked_product
WHEN NEW.target_id IS NOT NULL AND (SELECT product_id FROM software_release WHERE id = NEW.target_id) <> NEW.product_id
BEGIN SELECT RAISE(ABORT, 'RELEASE_OF_ANOTHER_PRODUCT'); END;
CREATE TRIGGER tracked_product_begins_with_its_own BEFORE INSERT ON tracked_product
WHEN NEW.target_id IS NOT NULL AND (SELECT product_id FROM software_release WHERE id = NEW.target_id) <> NEW.product_id
BEGIN SELECT RAISE(ABORT, 'RELEASE_OF_ANOTHER_PRODUCT'); END;
CREATE TRIGGER software_release_is_not_deleted BEFORE DELETE ON software_release
BEGIN SELECT RAISE(ABORT, 'RELEASE_IS_KEPT'); END;
CREATE TRIGGER software_release_is_of_one_product BEFORE UPDATE OF product_id ON software_release
BEGIN SELECT RAISE(ABORT, 'RELEASE_IS_KEPT'); END;

CREATE TABLE update_campaign (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  product_id INTEGER NOT NULL REFERENCES software_product,
  release_id INTEGER NOT NULL REFERENCES software_release,
  category_id INTEGER REFERENCES category,
  department_id INTEGER REFERENCES department,
  place_id INTEGER REFERENCES place,
  notes TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by INTEGER NOT NULL REFERENCES operator,
  closed_at TEXT,
  closed_by INTEGER REFERENCES operator,
  /* How far it had come when it was closed, as JSON: what is installed goes on changing. */
  outcome TEXT CHECK (json_valid(outcome)),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
  CHECK ((closed_at IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX update_campaign_product ON update_campaign (product_id);
CREATE TRIGGER update_campaign_installs_its_own BEFORE INSERT ON update_campaign
WHEN (SELECT product_id FROM software_release WHERE id = NEW.release_id) <> NEW.product_id
BEGIN SELECT RAISE(ABORT, 'RELEASE_OF_ANOTHER_PRODUCT'); END;
CREATE TRIGGER update_campaign_closed_is_kept BEFORE UPDATE ON update_campaign WHEN OLD.closed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'CAMPAIGN_IS_KEPT'); END;
CREATE TRIGGER update_campaign_is_not_deleted BEFORE DELETE ON update_campaign
BEGIN SELECT RAISE(ABORT, 'CAMPAIGN_IS_KEPT'); END;

CREATE TABLE update_wave (
  campaign_id INTEGER NOT NULL REFERENCES update_campaign,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  starts_on TEXT NOT NULL CHECK (starts_on GLOB '????-??-??'),
  due_on TEXT NOT NULL CHECK (due_on GLOB '????-??-??'),
  department_id INTEGER REFERENCES department,
  place_id INTEGER REFERENCES place,
  percent INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 100),
  PRIMARY KEY (campaign_id, position),
  CHECK (starts_on <= due_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE update_exception (
  id INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL REFERENCES update_campaign,
  asset_id INTEGER NOT NULL REFERENCES asset,
  reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  until TEXT NOT NULL CHECK (until GLOB '????-??-??'),
  added_at TEXT NOT NULL,
  added_by INTEGER NOT NULL REFERENCES operator,
  ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX update_exception_once ON update_exception (campaign_id, asset_id) WHERE ended_at IS NULL;
CREATE INDEX update_exception_asset ON update_exception (asset_id);
CREATE TRIGGER update_exception_stays BEFORE UPDATE OF campaign_id, asset_id, reason, until, added_at, added_by ON update_exception
BEGIN SELECT RAISE(ABORT, 'EXCEPTION_IS_KEPT'); END;
CREATE TRIGGER update_exception_is_not_deleted BEFORE DELETE ON update_exception
BEGIN SELECT RAISE(ABORT, 'EXCEPTION_IS_KEPT'); END;
`,
};
