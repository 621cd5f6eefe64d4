import type { Migration } from '../migrate.ts';

/**
 * Software in depth: products with editions, versions, suites and downgrades; installations keep the name under which
 * they were seen, and rules say which product that is. What was a product by its bare name stays one.
 */
export const softwareRecognisedMigration: Migration = {
  name: '0070-software-recognised',
  sql: `
ALTER TABLE software_product ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE software_product ADD COLUMN edition TEXT NOT NULL DEFAULT '';
ALTER TABLE software_product ADD COLUMN release TEXT NOT NULL DEFAULT '';
ALTER TABLE software_product ADD COLUMN released_on TEXT CHECK (released_on GLOB '????-??-??');
ALTER TABLE software_product ADD COLUMN free INTEGER NOT NULL DEFAULT 0 CHECK (free IN (0, 1));
ALTER TABLE software_product ADD COLUMN hosting TEXT NOT NULL DEFAULT 'on_premises' CHECK (hosting IN ('on_premises', 'cloud'));
ALTER TABLE software_product ADD COLUMN metric TEXT NOT NULL DEFAULT 'device' CHECK (metric IN ('site', 'named_user', 'user',
  'user_cal', 'device_cal', 'device', 'core', 'processor', 'pvu', 'rvu', 'nup', 'concurrent', 'token'));
ALTER TABLE software_product ADD COLUMN transferable INTEGER NOT NULL DEFAULT 1 CHECK (transferable IN (0, 1));
ALTER TABLE software_product ADD COLUMN archived_at TEXT;
ALTER TABLE software_product ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

CREATE TABLE software_part (
  suite_id INTEGER NOT NULL REFERENCES software_product,
  part_id INTEGER NOT NULL REFERENCES software_product,
  PRIMARY KEY (suite_id, part_id),
  CHECK (suite_id <> part_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX software_part_of ON software_part (part_id);
CREATE TRIGGER software_part_is_no_circle BEFORE INSERT ON software_part
WHEN EXISTS (
  WITH RECURSIVE above (id) AS (VALUES (NEW.suite_id)
    UNION SELECT software_part.suite_id FROM software_part JOIN above ON software_part.part_id = above.id)
  SELECT 1 FROM above WHERE id = NEW.part_id)
BEGIN SELECT RAISE(ABORT, 'SUITE_IN_ITSELF'); END;

/* Rights of the one may be used for the other, an older version or a lesser edition, where the entitlement says so. */
CREATE TABLE software_downgrade (
  product_id INTEGER NOT NULL REFERENCES software_product,
  to_id INTEGER NOT NULL REFERENCES software_product,
  PRIMARY KEY (product_id, to_id),
  CHECK (product_id <> to_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX software_downgrade_to ON software_downgrade (to_id);

CREATE TABLE recognition_rule (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  publisher_pattern TEXT NOT NULL,
  name_pattern TEXT NOT NULL CHECK (trim(name_pattern) <> ''),
  version_pattern TEXT NOT NULL,
  /* Null ignores what it matches: parts of the system, drivers, updates. */
  product_id INTEGER REFERENCES software_product,
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX recognition_rule_product ON recognition_rule (product_id);
CREATE TABLE recognition_rule_version (
  rule_id INTEGER NOT NULL REFERENCES recognition_rule,
  number INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  saved_at TEXT NOT NULL,
  saved_by INTEGER NOT NULL REFERENCES operator,
  PRIMARY KEY (rule_id, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER recognition_rule_version_stays BEFORE UPDATE ON recognition_rule_version
BEGIN SELECT RAISE(ABORT, 'RULE_VERSION_IS_KEPT'); END;
CREATE TRIGGER recognition_rule_version_is_not_deleted BEFORE DELETE ON recognition_rule_version
BEGIN SELECT RAISE(ABORT, 'RULE_VERSION_IS_KEPT'); END;

CREATE TABLE installation_before AS SELECT installation.*, software_product.name AS seen_name, manufacturer.name AS seen_publisher
  FROM installation JOIN software_product ON software_product.id = installation.product_id
  LEFT JOIN manufacturer ON manufacturer.id = software_product.publisher_id;
DROP TABLE installation;
CREATE TABLE installation (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  /* As it was seen; which product that is, is what the rules make of it. */
  name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
  publisher TEXT CHECK (publisher <> ''),
  product_id INTEGER REFERENCES software_product,
  rule_id INTEGER REFERENCES recognition_rule,
  software_version TEXT CHECK (software_version <> ''),
  installed_on TEXT CHECK (installed_on GLOB '????-??-??'),
  /* The first day on which it is known to have been there: a past position must not change with the next scan. */
  first_seen_on TEXT NOT NULL CHECK (first_seen_on GLOB '????-??-??'),
  seen_on TEXT NOT NULL CHECK (seen_on GLOB '????-??-??'),
  used_on TEXT CHECK (used_on GLOB '????-??-??'),
  source TEXT NOT NULL CHECK (trim(source) <> ''),
  excluded_because TEXT CHECK (trim(excluded_because) <> ''),
  excluded_until TEXT CHECK (excluded_until GLOB '????-??-??'),
  removed_on TEXT CHECK (removed_on GLOB '????-??-??'),
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (asset_id, name),
  CHECK (installed_on IS NULL OR installed_on <= seen_on),
  CHECK (excluded_until IS NULL OR excluded_because IS NOT NULL)
) STRICT;
INSERT INTO installation (id, asset_id, name, publisher, product_id, software_version, installed_on, first_seen_on, seen_on, used_on, source, version)
SELECT id, asset_id, seen_name, seen_publisher, product_id, software_version, installed_on, coalesce(installed_on, seen_on), seen_on, used_on, source, version
FROM installation_before;
DROP TABLE installation_before;
CREATE INDEX installation_product ON installation (product_id, asset_id);
CREATE INDEX installation_rule ON installation (rule_id) WHERE rule_id IS NOT NULL;
CREATE INDEX installation_name ON installation (name, publisher);
CREATE TRIGGER installation_is_of_one_asset BEFORE UPDATE OF asset_id, name ON installation
WHEN NEW.asset_id <> OLD.asset_id OR NEW.name <> OLD.name
BEGIN SELECT RAISE(ABORT, 'INSTALLATION_IS_OF_ONE_ASSET'); END;
CREATE TRIGGER installation_on_open_asset BEFORE INSERT ON installation
WHEN (SELECT status FROM asset WHERE id = NEW.asset_id) = 'disposed'
BEGIN SELECT RAISE(ABORT, 'ASSET_IS_CLOSED'); END;
CREATE TRIGGER installation_id_is_for_life AFTER INSERT ON installation
WHEN EXISTS (SELECT 1 FROM withdrawn_record WHERE entity = 'installation' AND record_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ID_IS_FOR_LIFE'); END;
CREATE TRIGGER installation_is_not_deleted BEFORE DELETE ON installation
WHEN NOT EXISTS (SELECT 1 FROM withdrawn_record WHERE entity = 'installation' AND record_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'INSTALLATION_IS_KEPT'); END;

/* Stretches of use as a licence server writes them down; a refused one asked for a seat and got none. */
CREATE TABLE software_session (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES software_product,
  person_id INTEGER REFERENCES person,
  asset_id INTEGER REFERENCES asset,
  started_at TEXT NOT NULL CHECK (started_at GLOB '????-??-??T??:??:??.???Z'),
  ended_at TEXT NOT NULL CHECK (ended_at GLOB '????-??-??T??:??:??.???Z'),
  tokens INTEGER NOT NULL CHECK (tokens BETWEEN 1 AND 100000),
  refused INTEGER NOT NULL CHECK (refused IN (0, 1)),
  source TEXT NOT NULL CHECK (trim(source) <> ''),
  CHECK (ended_at >= started_at)
) STRICT;
CREATE INDEX software_session_product ON software_session (product_id, started_at);
CREATE UNIQUE INDEX software_session_once ON software_session
  (product_id, started_at, ended_at, coalesce(person_id, 0), coalesce(asset_id, 0), tokens, refused);
CREATE TRIGGER software_session_stays BEFORE UPDATE ON software_session
BEGIN SELECT RAISE(ABORT, 'SESSION_IS_KEPT'); END;
`,
};
