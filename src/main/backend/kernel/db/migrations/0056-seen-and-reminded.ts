import type { Migration } from '../migrate.ts';

/** What is known of sightings and reminders, told in full. */
export const seenAndRemindedMigration: Migration = {
  name: '0056-seen-and-reminded',
  sql: `
/* Assets that were handed over without a scan had a day on which they were seen and nothing that told how. */
INSERT INTO asset_sighting (asset_id, how, at)
SELECT id, 'hand', last_seen_at FROM asset WHERE last_seen_at IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM asset_sighting WHERE asset_id = asset.id);

/* How the reminder went out; what was kept before was copied. */
ALTER TABLE custody_reminder ADD COLUMN way TEXT NOT NULL DEFAULT 'copied' CHECK (way IN ('copied', 'mail', 'file'));
/* Which other reservations a reservation of a pool or a model stands in competition with. */
CREATE INDEX reservation_booked_pool ON reservation (pool_id, to_on) WHERE state = 'booked' AND pool_id IS NOT NULL;
CREATE INDEX reservation_booked_model ON reservation (model_id, to_on) WHERE state = 'booked' AND model_id IS NOT NULL;
`,
};
