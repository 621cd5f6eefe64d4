import { sql } from 'kysely';
import type { DueSource } from '#backend/features/reminders/index.ts';
import { planSetting } from './settings.ts';

/**
 * A backup that the plan wanted and that is not there: one that was missed once is no alarm, and a register of today
 * needs none yet.
 */
export const dueBackup: DueSource = {
  kind: 'backup',
  select: ({ today }) => sql`
    SELECT 'backup', day, '', '', 'backups', 0, NULL, NULL FROM (
      SELECT coalesce(
        (SELECT date(max(started_at), '+' || (2 * every.hours) || ' hours') FROM backup_run WHERE kind = 'backup' AND failure IS NULL),
        (SELECT date(min(created_at), '+1 day') FROM operator)) AS day
      FROM (SELECT coalesce((SELECT json_extract(value, '$.everyHours') FROM setting WHERE key = ${planSetting.key}),
        CASE WHEN NOT EXISTS (SELECT 1 FROM setting WHERE key = ${planSetting.key}) THEN ${planSetting.initial.everyHours} END) AS hours) AS every
      WHERE every.hours IS NOT NULL
    ) WHERE day < ${today}`,
};
