import { sql } from 'kysely';
import { shownSince } from '#backend/features/reminders/index.ts';
import type { DueSource } from '#backend/features/reminders/index.ts';

/** Days by which a wave should have its update, as long as the campaign is open. */
const waves: DueSource = {
  kind: 'update',
  select: ({ until }) => sql`
    SELECT 'wave:' || campaign.id || ':' || wave.position, wave.due_on, '', campaign.name || ' · ' || wave.name,
      'campaign', campaign.id, operator.display_name, NULL
    FROM update_campaign AS campaign JOIN update_wave AS wave ON wave.campaign_id = campaign.id
    LEFT JOIN operator ON operator.id = campaign.created_by
    WHERE campaign.closed_at IS NULL AND wave.due_on <= ${until}`,
};

/** Exceptions end by themselves; the asset is late from then on. */
const exceptions: DueSource = {
  kind: 'update',
  select: ({ today, until }) => sql`
    SELECT 'exception:' || exception.id, exception.until, asset.tag, campaign.name || ' · ' || exception.reason,
      'campaign', campaign.id, operator.display_name, NULL
    FROM update_exception AS exception JOIN update_campaign AS campaign ON campaign.id = exception.campaign_id
    JOIN asset ON asset.id = exception.asset_id LEFT JOIN operator ON operator.id = exception.added_by
    WHERE exception.ended_at IS NULL AND campaign.closed_at IS NULL
      AND exception.until BETWEEN ${shownSince(today)} AND ${until}`,
};

export const dueUpdates: readonly DueSource[] = [waves, exceptions];
