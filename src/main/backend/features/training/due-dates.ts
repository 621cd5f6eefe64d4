import { sql } from 'kysely';
import { shownSince } from '#backend/features/reminders/index.ts';
import type { DueSource } from '#backend/features/reminders/index.ts';

/** What people know only until a day, unless they have signed it anew. */
export const dueTrainings: DueSource = {
  kind: 'training',
  select: ({ today, until }) => sql`
    SELECT 'completion:' || completion.id, completion.valid_until, '', course.title, 'person', person.id, person.name, person.email
    FROM training_completion AS completion JOIN training_version AS version ON version.id = completion.version_id
    JOIN training_course AS course ON course.id = version.course_id
    JOIN person ON person.id = completion.person_id
    WHERE completion.passed = 1 AND completion.valid_until BETWEEN ${shownSince(today)} AND ${until}
      AND course.archived_at IS NULL AND person.archived_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM training_completion AS later JOIN training_version ON training_version.id = later.version_id
        WHERE later.person_id = completion.person_id AND later.passed = 1 AND later.id > completion.id
          AND training_version.course_id = course.id)`,
};
