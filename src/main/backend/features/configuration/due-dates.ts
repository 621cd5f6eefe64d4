import { sql } from 'kysely';
import type { DueSource } from '#backend/features/reminders/index.ts';

/** A record of a configuration that nobody has looked at for a year is looked over. */
export const dueReviews: DueSource = {
  kind: 'configuration',
  select: ({ until }) => sql`
    SELECT 'asset:' || asset.id, date(record.saved_at, '+1 year'), asset.tag, asset.name, 'asset', asset.id, NULL, NULL
    FROM configuration_record AS record CROSS JOIN asset ON asset.id = record.asset_id
    WHERE record.saved_at < date(${until}, '-1 year', '+1 day') AND asset.status IN ('in_stock', 'in_preparation', 'in_use', 'on_loan', 'in_maintenance')
      AND NOT EXISTS (SELECT 1 FROM configuration_record AS later
        WHERE later.asset_id = record.asset_id AND later.number > record.number)`,
};
