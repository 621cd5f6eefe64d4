import type { Migration } from '../migrate.ts';

/** How safe each device is: what was said of it and when, and by which policy that is judged. */
export const postureMigration: Migration = {
  name: '0096-posture',
  sql: `
CREATE TABLE posture_reading (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  taken_on TEXT NOT NULL CHECK (taken_on GLOB '????-??-??'),
  source TEXT NOT NULL,
  encryption TEXT CHECK (encryption IN ('on', 'partly', 'off')),
  antivirus TEXT CHECK (antivirus IN ('current', 'outdated', 'off')),
  patched_on TEXT CHECK (patched_on GLOB '????-??-??'),
  patch_level TEXT,
  mdm TEXT CHECK (mdm IN ('managed', 'unmanaged')),
  screen_lock TEXT CHECK (screen_lock IN ('on', 'off')),
  contact_on TEXT CHECK (contact_on GLOB '????-??-??'),
  recorded_at TEXT NOT NULL,
  recorded_by INTEGER NOT NULL REFERENCES operator,
  CHECK (coalesce(encryption, antivirus, patched_on, patch_level, mdm, screen_lock, contact_on) IS NOT NULL),
  CHECK (patched_on IS NULL OR patched_on <= taken_on),
  CHECK (contact_on IS NULL OR contact_on <= taken_on)
) STRICT;
CREATE INDEX posture_reading_asset ON posture_reading (asset_id, taken_on, id);
CREATE INDEX posture_reading_taken ON posture_reading (taken_on, id);
CREATE TRIGGER posture_reading_stays BEFORE UPDATE ON posture_reading
BEGIN SELECT RAISE(ABORT, 'READING_IS_KEPT'); END;
CREATE TRIGGER posture_reading_of_a_present_asset BEFORE INSERT ON posture_reading
WHEN (SELECT status FROM asset WHERE id = NEW.asset_id) = 'disposed'
BEGIN SELECT RAISE(ABORT, 'ASSET_IS_CLOSED'); END;

CREATE TABLE posture_policy (
  version INTEGER PRIMARY KEY,
  policy TEXT NOT NULL CHECK (json_valid(policy)),
  note TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  saved_by INTEGER NOT NULL REFERENCES operator
) STRICT;
CREATE TRIGGER posture_policy_stays BEFORE UPDATE ON posture_policy
BEGIN SELECT RAISE(ABORT, 'POLICY_IS_KEPT'); END;
CREATE TRIGGER posture_policy_is_not_deleted BEFORE DELETE ON posture_policy
BEGIN SELECT RAISE(ABORT, 'POLICY_IS_KEPT'); END;
`,
};
