import type { Migration } from '../migrate.ts';

/** The table of custodies was made anew since, so what lets the custody of a withdrawn asset go is said again. */
export const withdrawnCustodyMigration: Migration = {
  name: '0027-withdrawn-custody',
  sql: `
DROP TRIGGER custody_is_not_deleted;
CREATE TRIGGER custody_is_not_deleted BEFORE DELETE ON custody WHEN NOT EXISTS (
  SELECT 1 FROM withdrawn_record WHERE entity = 'asset' AND record_id = OLD.asset_id AND returned_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'CUSTODY_IS_KEPT'); END;
CREATE INDEX IF NOT EXISTS custody_person ON custody (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX custody_holder ON custody (holder_asset_id) WHERE holder_asset_id IS NOT NULL;
`,
};
