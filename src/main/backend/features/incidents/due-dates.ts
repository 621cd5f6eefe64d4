import { sql } from 'kysely';
import type { DueSource } from '#backend/features/reminders/index.ts';

/** Steps of a response that have a time, such as the notice to an authority. */
export const dueSteps: DueSource = {
  kind: 'incident',
  select: ({ until }) => sql`
    SELECT 'step:' || step.id, substr(step.due_at, 1, 10), 'INC-' || incident.number, incident.description,
      'incident', incident.id, NULL, NULL
    FROM incident_step AS step JOIN incident ON incident.id = step.incident_id
    WHERE step.done_at IS NULL AND step.due_at IS NOT NULL AND step.due_at <= ${until} || 'T99' AND incident.state <> 'closed'`,
};
