import type { Migration } from '../migrate.ts';

/**
 * How assets are made ready: profiles of steps in versions, runs that keep theirs, signed steps, and the gate before
 * a hand-over. What was in somebody's hands when it came into the register was handed over by nobody here.
 */
export const configurationMigration: Migration = {
  name: '0062-configuration',
  sql: `
ALTER TABLE custody ADD COLUMN taken_over INTEGER NOT NULL DEFAULT 0 CHECK (taken_over IN (0, 1));

CREATE TABLE configuration_profile (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  category_id INTEGER REFERENCES category,
  department_id INTEGER REFERENCES department,
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (category_id IS NOT NULL OR department_id IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX configuration_profile_name ON configuration_profile (name) WHERE archived_at IS NULL;

CREATE TABLE configuration_version (
  id INTEGER PRIMARY KEY,
  profile_id INTEGER NOT NULL REFERENCES configuration_profile,
  number INTEGER NOT NULL CHECK (number > 0),
  published_at TEXT,
  published_by INTEGER REFERENCES operator,
  UNIQUE (profile_id, number),
  CHECK ((published_at IS NULL) = (published_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX configuration_one_draft ON configuration_version (profile_id) WHERE published_at IS NULL;

CREATE TABLE configuration_step (
  id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL REFERENCES configuration_version,
  position INTEGER NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('install', 'secure', 'customise')),
  title TEXT NOT NULL CHECK (title <> ''),
  instruction TEXT NOT NULL,
  mandatory INTEGER NOT NULL CHECK (mandatory IN (0, 1)),
  role TEXT,
  proof TEXT NOT NULL CHECK (proof IN ('none', 'tick', 'text', 'number', 'choice', 'file', 'secret')),
  choices TEXT NOT NULL CHECK (json_valid(choices)),
  UNIQUE (version_id, position)
) STRICT;

CREATE TRIGGER configuration_version_is_kept BEFORE DELETE ON configuration_version
BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_VERSION_IS_KEPT'); END;
CREATE TRIGGER configuration_published_stays BEFORE UPDATE ON configuration_version WHEN OLD.published_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_VERSION_IS_PUBLISHED'); END;
CREATE TRIGGER configuration_published_steps_stay BEFORE UPDATE ON configuration_step
WHEN (SELECT published_at FROM configuration_version WHERE id = OLD.version_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_VERSION_IS_PUBLISHED'); END;
CREATE TRIGGER configuration_published_loses_no_step BEFORE DELETE ON configuration_step
WHEN (SELECT published_at FROM configuration_version WHERE id = OLD.version_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_VERSION_IS_PUBLISHED'); END;
CREATE TRIGGER configuration_published_gets_no_step BEFORE INSERT ON configuration_step
WHEN (SELECT published_at FROM configuration_version WHERE id = NEW.version_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_VERSION_IS_PUBLISHED'); END;

CREATE TABLE configuration_run (
  id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL REFERENCES configuration_version,
  name TEXT NOT NULL,
  started_at TEXT NOT NULL,
  started_by INTEGER NOT NULL REFERENCES operator
) STRICT;
CREATE INDEX configuration_run_version ON configuration_run (version_id);
CREATE TRIGGER configuration_run_of_published BEFORE INSERT ON configuration_run
WHEN (SELECT published_at FROM configuration_version WHERE id = NEW.version_id) IS NULL
BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_VERSION_IS_DRAFT'); END;
CREATE TRIGGER configuration_run_keeps_its_version BEFORE UPDATE OF version_id ON configuration_run
BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_RUN_KEEPS_ITS_VERSION'); END;

CREATE TABLE configuration_run_asset (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES configuration_run,
  asset_id INTEGER NOT NULL REFERENCES asset,
  left_at TEXT,
  left_because TEXT CHECK (left_because <> ''),
  UNIQUE (run_id, asset_id),
  CHECK ((left_at IS NULL) = (left_because IS NULL))
) STRICT;
CREATE INDEX configuration_run_asset_of ON configuration_run_asset (asset_id);

/* A step that was signed for an asset; a mistake is withdrawn and stays to be seen. */
CREATE TABLE configuration_mark (
  id INTEGER PRIMARY KEY,
  run_asset_id INTEGER NOT NULL REFERENCES configuration_run_asset,
  step_id INTEGER NOT NULL REFERENCES configuration_step,
  value TEXT,
  secret BLOB,
  kind TEXT,
  file_name TEXT,
  type TEXT,
  extension TEXT,
  bytes INTEGER,
  sha256 TEXT,
  thumbnail_sha256 TEXT,
  signed_at TEXT NOT NULL,
  signed_by INTEGER NOT NULL REFERENCES operator,
  withdrawn_at TEXT,
  withdrawn_by INTEGER REFERENCES operator,
  withdrawn_because TEXT CHECK (withdrawn_because <> '')
) STRICT;
CREATE UNIQUE INDEX configuration_mark_once ON configuration_mark (run_asset_id, step_id) WHERE withdrawn_at IS NULL;
CREATE TRIGGER configuration_mark_of_its_version BEFORE INSERT ON configuration_mark
WHEN (SELECT version_id FROM configuration_step WHERE id = NEW.step_id) IS NOT
  (SELECT run.version_id FROM configuration_run_asset AS member JOIN configuration_run AS run ON run.id = member.run_id
    WHERE member.id = NEW.run_asset_id)
BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_STEP_OF_ANOTHER_VERSION'); END;
CREATE TRIGGER configuration_mark_stays BEFORE UPDATE OF run_asset_id, step_id, value, sha256, signed_at, signed_by
ON configuration_mark BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_MARK_IS_KEPT'); END;
CREATE TRIGGER configuration_mark_is_kept BEFORE DELETE ON configuration_mark
BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_MARK_IS_KEPT'); END;

/* That an asset may be handed over as it is: for one hand-over, told at the asset until its steps are done. */
CREATE TABLE configuration_override (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  reason TEXT NOT NULL CHECK (reason <> ''),
  open_steps TEXT NOT NULL CHECK (json_valid(open_steps)),
  given_at TEXT NOT NULL,
  given_by INTEGER NOT NULL REFERENCES operator,
  custody_id INTEGER REFERENCES custody,
  cured_at TEXT
) STRICT;
CREATE UNIQUE INDEX configuration_override_unused ON configuration_override (asset_id)
WHERE custody_id IS NULL AND cured_at IS NULL;
CREATE INDEX configuration_override_custody ON configuration_override (custody_id);

/* The newest version of each profile that holds. */
CREATE VIEW configuration_newest (profile_id, version_id, category_id, department_id) AS
SELECT profile.id, version.id, profile.category_id, profile.department_id
FROM configuration_profile AS profile JOIN configuration_version AS version ON version.profile_id = profile.id
WHERE profile.archived_at IS NULL AND version.published_at IS NOT NULL
  AND version.number = (SELECT max(other.number) FROM configuration_version AS other
    WHERE other.profile_id = profile.id AND other.published_at IS NOT NULL);

/* The same for each category that a profile reaches; no category is any. */
CREATE VIEW configuration_reach (profile_id, version_id, category_id, department_id) AS
WITH RECURSIVE reach (profile_id, version_id, category_id, department_id) AS (
  SELECT profile_id, version_id, category_id, department_id FROM configuration_newest
  UNION
  SELECT reach.profile_id, reach.version_id, category.id, reach.department_id
  FROM reach JOIN category ON category.parent_id = reach.category_id)
SELECT profile_id, version_id, category_id, department_id FROM reach;

/* The newest run of each profile that holds for each asset. */
CREATE VIEW configuration_latest (run_asset_id, asset_id, profile_id, version_id) AS
SELECT member.id, member.asset_id, version.profile_id, version.id
FROM configuration_run_asset AS member
JOIN configuration_run AS run ON run.id = member.run_id
JOIN configuration_version AS version ON version.id = run.version_id
JOIN configuration_profile AS profile ON profile.id = version.profile_id AND profile.archived_at IS NULL
WHERE member.left_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM configuration_run_asset AS later
  JOIN configuration_run AS later_run ON later_run.id = later.run_id
  JOIN configuration_version AS later_version ON later_version.id = later_run.version_id
  WHERE later.asset_id = member.asset_id AND later.id > member.id AND later.left_at IS NULL
    AND later_version.profile_id = version.profile_id);

CREATE TRIGGER custody_needs_its_steps BEFORE INSERT ON custody
WHEN NEW.taken_over = 0
  AND NOT EXISTS (SELECT 1 FROM configuration_override AS override
    WHERE override.asset_id = NEW.asset_id AND override.custody_id IS NULL AND override.cured_at IS NULL)
  AND (EXISTS (
    SELECT 1 FROM configuration_latest AS latest
    JOIN configuration_step AS step ON step.version_id = latest.version_id AND step.mandatory = 1
    WHERE latest.asset_id = NEW.asset_id AND NOT EXISTS (SELECT 1 FROM configuration_mark AS mark
      WHERE mark.run_asset_id = latest.run_asset_id AND mark.step_id = step.id AND mark.withdrawn_at IS NULL))
  OR EXISTS (
    SELECT 1 FROM configuration_reach AS reach
    JOIN asset ON asset.id = NEW.asset_id
    JOIN configuration_step AS step ON step.version_id = reach.version_id AND step.mandatory = 1
    WHERE (reach.category_id IS NULL OR reach.category_id = asset.category_id)
      AND (reach.department_id IS NULL OR reach.department_id IN (asset.department_id, NEW.department_id,
        (SELECT person.department_id FROM person WHERE person.id = NEW.person_id)))
      AND NOT EXISTS (SELECT 1 FROM configuration_latest AS latest
        WHERE latest.asset_id = asset.id AND latest.profile_id = reach.profile_id)))
BEGIN SELECT RAISE(ABORT, 'CONFIGURATION_STEP_OPEN'); END;
`,
};
