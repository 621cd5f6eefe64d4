import { sql } from 'kysely';
import type { Day } from '#shared/primitives/days.ts';
import type { TrainingOf, TrainingState } from '#shared/features/training/model.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { stateOf } from './rules.ts';
import './tables.ts';

interface Row {
  personId: number;
  person: string;
  department: string | null;
  courseId: number;
  title: string;
  assigned: number;
  signedAt: string | null;
  signer: string | null;
  score: number | null;
  validUntil: Day | null;
}

/**
 * How people stand with the courses that are asked of them, by the role of their last run, their department, or what
 * they hold (a category counts for all below it), and with those that they signed by themselves.
 */
async function listStanding(db: Db, personId: number | null): Promise<Row[]> {
  const { rows } = await sql<Row>`
    WITH RECURSIVE reach (course_id, category_id) AS (
      SELECT course_id, category_id FROM training_assignment WHERE ended_at IS NULL AND category_id IS NOT NULL
      UNION SELECT reach.course_id, category.id FROM reach JOIN category ON category.parent_id = reach.category_id
    ), asked (person_id, course_id) AS (
      SELECT person.id, target.course_id FROM training_assignment AS target
      JOIN person ON person.department_id = target.department_id WHERE target.ended_at IS NULL
      UNION
      SELECT custody.person_id, reach.course_id FROM reach
      JOIN asset ON asset.category_id = reach.category_id
      JOIN custody ON custody.asset_id = asset.id AND custody.ended_at IS NULL AND custody.person_id IS NOT NULL
      UNION
      SELECT run.person_id, target.course_id FROM training_assignment AS target
      JOIN role_run AS run ON run.kit_id = target.kit_id AND run.cancelled_at IS NULL
      WHERE target.ended_at IS NULL AND run.id = (SELECT max(last.id) FROM role_run AS last
        WHERE last.person_id = run.person_id AND last.cancelled_at IS NULL)
    ), passed (person_id, course_id, id) AS (
      SELECT completion.person_id, version.course_id, max(completion.id) FROM training_completion AS completion
      JOIN training_version AS version ON version.id = completion.version_id
      WHERE completion.passed = 1 GROUP BY completion.person_id, version.course_id
    )
    SELECT person.id AS "personId", person.name AS person, department.name AS department,
      course.id AS "courseId", course.title, asked.course_id IS NOT NULL AS assigned,
      completion.signed_at AS "signedAt", completion.signer, completion.score, completion.valid_until AS "validUntil"
    FROM (SELECT person_id, course_id FROM asked UNION SELECT person_id, course_id FROM passed) AS pair
    JOIN person ON person.id = pair.person_id AND person.archived_at IS NULL
    JOIN training_course AS course ON course.id = pair.course_id AND course.archived_at IS NULL
    LEFT JOIN department ON department.id = person.department_id
    LEFT JOIN asked ON asked.person_id = pair.person_id AND asked.course_id = pair.course_id
    LEFT JOIN passed ON passed.person_id = pair.person_id AND passed.course_id = pair.course_id
    LEFT JOIN training_completion AS completion ON completion.id = passed.id
    WHERE ${personId} IS NULL OR person.id = ${personId}
    ORDER BY person.name, person.id, course.title LIMIT 20000`.execute(rawExecutor(db));
  return rows;
}

const trainingOf = (row: Row, today: Day): TrainingOf => ({
  course: { id: row.courseId, name: row.title },
  assigned: row.assigned === 1,
  state: stateOf(row.signedAt === null ? null : { validUntil: row.validUntil }, today),
  signedAt: row.signedAt,
  signer: row.signer,
  score: row.score,
  validUntil: row.validUntil,
});

export interface TrainingStanding extends Row {
  state: TrainingState;
}

/** How everybody stands with every course that is asked of him or that he signed. */
export async function listTrainingStanding(db: Db, today: Day): Promise<TrainingStanding[]> {
  const rows = await listStanding(db, null);
  return rows.map((row) => ({
    ...row,
    state: stateOf(row.signedAt === null ? null : { validUntil: row.validUntil }, today),
  }));
}

export async function listOfPerson(db: Db, personId: number, today: Day): Promise<TrainingOf[]> {
  return (await listStanding(db, personId)).map((row) => trainingOf(row, today));
}

/** People down, courses across. */
export async function readMatrix(db: Db, today: Day) {
  const rows = await listStanding(db, null);
  const courses = await db
    .selectFrom('training_course')
    .select(['id', 'title as name'])
    .where('archived_at', 'is', null)
    .orderBy('title')
    .execute();
  const people = [...Map.groupBy(rows, (row) => row.personId).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const person = { id: first.personId, name: first.person };
    return [{ person, department: first.department, trainings: own.map((row) => trainingOf(row, today)) }];
  });
  return { courses, people };
}

/** Courses that hold, with the number of people of whom each is asked. */
export async function listCourses(db: Db) {
  const rows = await listStanding(db, null);
  const courses = await db
    .selectFrom('training_course')
    .select(['id', 'title'])
    .where('archived_at', 'is', null)
    .orderBy('title')
    .execute();
  return courses.map(({ id, title }) => ({
    id,
    title,
    people: rows.filter((row) => row.courseId === id && row.assigned === 1).length,
  }));
}
