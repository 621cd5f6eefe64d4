import { sql } from 'kysely';
import type { DueSource } from '#backend/features/reminders/index.ts';

const subject = (table: string) => sql`coalesce((SELECT tag FROM asset WHERE id = ${sql.ref(`${table}.asset_id`)}),
  (SELECT name FROM it_service WHERE id = ${sql.ref(`${table}.service_id`)}))`;
const mailOf = sql`(SELECT min(email) FROM person WHERE person.username = operator.username AND person.archived_at IS NULL)`;

/** When the next proof is wanted that something can be restored: so many days after the last one that passed. */
const restores: DueSource = {
  kind: 'recovery',
  select: ({ until }) => sql`
    SELECT * FROM (
      SELECT 'restore:' || item.id, date(coalesce(
          (SELECT max(tested_on) FROM restore_test WHERE item_id = item.id AND passed = 1),
          substr(item.created_at, 1, 10)), '+' || item.test_every_days || ' days') AS day,
        ${subject('item')}, item.what, 'protected_item', item.id, operator.display_name, ${mailOf}
      FROM protected_item AS item LEFT JOIN operator ON operator.id = item.responsible_id
      WHERE item.archived_at IS NULL AND item.test_every_days IS NOT NULL
    ) WHERE day <= ${until}`,
};

/** Backups that are not there although their time is past: a tenth of it, and at least an hour, is let go. */
const missed: DueSource = {
  kind: 'backup',
  select: ({ today }) => sql`
    SELECT * FROM (
      SELECT 'item:' || item.id, date(coalesce(
          (SELECT max(ended_at) FROM protection_run WHERE item_id = item.id AND outcome IN ('ok', 'warning')),
          item.created_at), '+' || max(item.every_hours + 1, item.every_hours * 1.1) || ' hours') AS day,
        ${subject('item')}, item.what, 'protected_item', item.id, operator.display_name, ${mailOf}
      FROM protected_item AS item LEFT JOIN operator ON operator.id = item.responsible_id
      WHERE item.archived_at IS NULL
    ) WHERE day < ${today}`,
};

/** When a recovery plan is to be drilled again. */
const drills: DueSource = {
  kind: 'recovery',
  select: ({ until }) => sql`
    SELECT * FROM (
      SELECT 'drill:' || plan.id, date(coalesce(
          (SELECT max(substr(ended_at, 1, 10)) FROM recovery_drill WHERE plan_id = plan.id),
          substr(plan.created_at, 1, 10)), '+' || plan.drill_every_days || ' days') AS day,
        ${subject('plan')}, plan.name, 'recovery_plan', plan.id, nullif(plan.owner, ''), NULL
      FROM recovery_plan AS plan WHERE plan.archived_at IS NULL AND plan.drill_every_days IS NOT NULL
    ) WHERE day <= ${until}`,
};

export const dueForRecovery: readonly DueSource[] = [restores, missed, drills];
