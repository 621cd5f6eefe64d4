import type { Migration } from '../migrate.ts';

const facts = ['encryption', 'antivirus', 'patched_on', 'patch_level', 'mdm', 'screen_lock', 'contact_on'] as const;

/** The newest that any reading of an asset says of a fact; what a later one does not say stays as it was. */
const newest = (fact: string, asset: string) => `(SELECT ${fact} FROM posture_reading AS reading
    WHERE reading.asset_id = ${asset} AND ${fact} IS NOT NULL ORDER BY taken_on DESC, id DESC LIMIT 1)`;

const known = (asset: string, where: string) => `
INSERT OR REPLACE INTO posture_known (asset_id, read_on, ${facts.join(', ')})
SELECT asset_id, max(taken_on), ${facts.map((fact) => newest(fact, asset)).join(',\n  ')}
FROM posture_reading AS own ${where} GROUP BY asset_id;`;

/**
 * What is known of each device, folded from its readings, so that a list of many is judged and turned in pages by the
 * database. Only readings are written; this follows them.
 */
export const postureKnownMigration: Migration = {
  name: '0085-posture-known',
  sql: `
CREATE TABLE posture_known (
  asset_id INTEGER PRIMARY KEY REFERENCES asset,
  read_on TEXT NOT NULL,
  encryption TEXT,
  antivirus TEXT,
  patched_on TEXT,
  patch_level TEXT,
  mdm TEXT,
  screen_lock TEXT,
  contact_on TEXT
) STRICT;
${known('own.asset_id', '')}
CREATE TRIGGER posture_known_follows AFTER INSERT ON posture_reading
BEGIN ${known('NEW.asset_id', 'WHERE own.asset_id = NEW.asset_id')} END;
CREATE TRIGGER posture_known_goes_back AFTER DELETE ON posture_reading
BEGIN DELETE FROM posture_known WHERE asset_id = OLD.asset_id;${known('OLD.asset_id', 'WHERE own.asset_id = OLD.asset_id')} END;
`,
};
