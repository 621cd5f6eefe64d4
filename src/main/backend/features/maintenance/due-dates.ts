import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { DueSource } from '#backend/features/reminders/index.ts';

/** Work of which a value has to be measured is a calibration to whoever answers for it. */
const measuringOrder = sql`EXISTS (SELECT 1 FROM work_order_task AS task WHERE task.order_id = work_order.id AND task.kind = 'measure')`;
const measuringPlan = sql`EXISTS (SELECT 1 FROM maintenance_task AS task WHERE task.plan_id = plan.id AND task.kind = 'measure')`;

/** Orders that are open; a technician has his address where a person has his user name. */
function openOrders(kind: 'maintenance' | 'calibration', condition: RawBuilder<unknown>): DueSource {
  return {
    kind,
    select: ({ until }) => sql`
      SELECT 'order:' || work_order.id, work_order.planned_on, asset.tag, work_order.title || ' · ' || asset.name,
        'work_order', work_order.id, operator.display_name,
        (SELECT min(email) FROM person WHERE person.username = operator.username AND person.archived_at IS NULL)
      FROM work_order JOIN asset ON asset.id = work_order.asset_id LEFT JOIN operator ON operator.id = work_order.assignee_id
      WHERE work_order.state IN ('open', 'in_work') AND work_order.planned_on <= ${until} AND ${condition}`,
  };
}

/** Dates of plans for which there is no order yet. */
function coming(kind: 'maintenance' | 'calibration', condition: RawBuilder<unknown>): DueSource {
  return {
    kind,
    select: ({ until }) => sql`
      SELECT 'plan:' || plan.id || ':' || asset.id, schedule.next_on, asset.tag, plan.name || ' · ' || asset.name,
        'maintenance', 0, NULL, NULL
      FROM maintenance_schedule AS schedule JOIN maintenance_plan AS plan ON plan.id = schedule.plan_id
      JOIN asset ON asset.id = schedule.asset_id
      WHERE schedule.next_on IS NOT NULL AND schedule.next_on <= ${until} AND schedule.held = 0
        AND plan.paused = 0 AND plan.archived_at IS NULL AND ${condition}`,
  };
}

export const dueWork: readonly DueSource[] = [
  openOrders('maintenance', sql`NOT ${measuringOrder}`),
  openOrders('calibration', measuringOrder),
  coming('maintenance', sql`NOT ${measuringPlan}`),
  coming('calibration', measuringPlan),
];
