import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { ReminderKind } from '#shared/features/reminders/model.ts';
import { addDays } from '#shared/primitives/days.ts';
import { decisionDay, shownSince } from '#backend/features/reminders/index.ts';
import type { DueSource } from '#backend/features/reminders/index.ts';

/** The longest notice that an end is looked for ahead of. Days. */
const longestNotice = 400;

/** Warranties of what is still here; written as the index has it. */
const warranties: DueSource = {
  kind: 'warranty',
  select: ({ today, until }) => sql`
    SELECT 'asset:' || id, coalesce(warranty_until, ''), tag, name, 'asset', id, NULL, NULL FROM asset
    WHERE coalesce(warranty_until, '') BETWEEN ${shownSince(today)} AND ${until} AND status NOT IN ('disposed', 'retiring')`,
};

/** Along the index of days: by its sign the status is kept from being sought first, which almost everything has. */
const endsOfLife: DueSource = {
  kind: 'end_of_life',
  select: ({ until }) => sql`
    SELECT 'asset:' || id, end_of_life_on, tag, name, 'asset', id, NULL, NULL FROM asset
    WHERE end_of_life_on <= ${until} AND +status IN ('in_stock', 'in_preparation', 'in_use', 'on_loan', 'in_maintenance')`,
};

/** Ends that fields of categories say, each under the kind that people call it by. */
function fieldEnds(kind: ReminderKind, condition: RawBuilder<unknown>): DueSource {
  return {
    kind,
    select: ({ today, until }) => sql`
      SELECT * FROM (
        SELECT 'asset:' || asset.id || ':' || expiry.field_id, ${decisionDay('expiry.day', 'expiry.notice_days', today)} AS day,
          asset.tag, asset.name || ' · ' || field.name, 'asset', asset.id, NULL, NULL
        FROM expiry JOIN asset ON asset.id = expiry.asset_id JOIN field ON field.id = expiry.field_id
        JOIN category ON category.id = asset.category_id LEFT JOIN category AS above ON above.id = category.parent_id
        WHERE expiry.field_id IS NOT NULL AND expiry.day BETWEEN ${shownSince(today)} AND ${addDays(until, longestNotice)}
          AND asset.status NOT IN ('disposed', 'retiring') AND ${condition}
      ) WHERE day <= ${until}`,
  };
}

const certificate = sql`(category.key = 'tls-certificate' OR coalesce(above.key, '') = 'tls-certificate')`;
const domain = sql`(category.key = 'domain-name' OR coalesce(above.key, '') = 'domain-name')`;

export const dueDatesOfAssets: readonly DueSource[] = [
  warranties,
  endsOfLife,
  fieldEnds('certificate', certificate),
  fieldEnds('domain', domain),
  fieldEnds('licence', sql`category.family = 'licence'`),
  fieldEnds('subscription', sql`category.family <> 'licence' AND NOT ${certificate} AND NOT ${domain}`),
];
