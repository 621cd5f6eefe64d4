import { sql } from 'kysely';
import type { DueSource } from '#backend/features/reminders/index.ts';

/** What has to be ready for somebody on a day. */
export const dueReservations: DueSource = {
  kind: 'reservation',
  select: ({ today, until }) => sql`
    SELECT 'reservation:' || reservation.id, reservation.from_on, asset.tag, asset.name, 'loans', 0,
      coalesce(person.name, department.name), person.email
    FROM reservation JOIN asset ON asset.id = reservation.asset_id LEFT JOIN person ON person.id = reservation.person_id
    LEFT JOIN department ON department.id = reservation.department_id
    WHERE reservation.state = 'booked' AND reservation.from_on <= ${until} AND reservation.to_on >= ${today}`,
};
