import { sql } from 'kysely';
import { decisionDay, shownSince } from '#backend/features/reminders/index.ts';
import type { DueSource } from '#backend/features/reminders/index.ts';

/** The last terms of entitlements; one about which a decision stands needs no other. */
export const dueTerms: DueSource = {
  kind: 'licence',
  select: ({ today, until }) => sql`
    SELECT * FROM (
      SELECT 'entitlement:' || entitlement.id, ${decisionDay('expiry.day', 'expiry.notice_days', today)} AS day,
        expiry.number, expiry.title, 'product', entitlement.product_id, NULL, NULL
      FROM expiry JOIN entitlement ON entitlement.id = expiry.entitlement_id
      WHERE expiry.kind = 'licence' AND expiry.entitlement_id IS NOT NULL AND expiry.day >= ${shownSince(today)}
        AND NOT EXISTS (SELECT 1 FROM licence_decision AS decided
          WHERE decided.entitlement_id = entitlement.id AND decided.ends_on = expiry.day)
    ) WHERE day <= ${until}`,
};
