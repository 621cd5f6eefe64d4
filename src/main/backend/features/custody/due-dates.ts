import { sql } from 'kysely';
import type { DueSource } from '#backend/features/reminders/index.ts';

/** What should come back, from whom. */
export const dueLoans: DueSource = {
  kind: 'loan',
  select: ({ until }) => sql`
    SELECT 'custody:' || custody.id, custody.due_on, asset.tag, asset.name, 'asset', asset.id,
      coalesce(person.name, department.name, place.name, holder.tag), person.email
    FROM custody JOIN asset ON asset.id = custody.asset_id LEFT JOIN person ON person.id = custody.person_id
    LEFT JOIN department ON department.id = custody.department_id LEFT JOIN place ON place.id = custody.place_id
    LEFT JOIN asset AS holder ON holder.id = custody.holder_asset_id
    WHERE custody.ended_at IS NULL AND custody.due_on IS NOT NULL AND custody.due_on <= ${until}`,
};
