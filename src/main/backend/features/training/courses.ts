import { courseContent } from '#shared/features/training/model.ts';
import type { Assignment, Course, CourseContent, Target } from '#shared/features/training/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { updateSeen } from '#backend/kernel/db/update-seen.ts';
import type { Seen } from '#backend/kernel/db/update-seen.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getArticle } from '#backend/features/handbook/index.ts';
import './tables.ts';

/** A course that holds, in its newest version. */
export async function findCourse(db: Db, id: number) {
  const row = await db
    .selectFrom('training_course as course')
    .innerJoin('training_version as version', 'version.course_id', 'course.id')
    .select(['course.id', 'course.title', 'course.version', 'version.id as version_id', 'version.number', 'content'])
    .where('course.id', '=', id)
    .where('course.archived_at', 'is', null)
    .orderBy('version.number', 'desc')
    .executeTakeFirst();
  if (!row) throw notFound('training_course', id);
  return { ...row, content: courseContent.parse(JSON.parse(row.content)) };
}

async function listAssignments(db: Db, courseId: number): Promise<Assignment[]> {
  const rows = await db
    .selectFrom('training_assignment as target')
    .leftJoin('role_kit', 'role_kit.id', 'target.kit_id')
    .leftJoin('department', 'department.id', 'target.department_id')
    .leftJoin('category', 'category.id', 'target.category_id')
    .selectAll('target')
    .select(['role_kit.role', 'department.name as department', 'category.name as category'])
    .where('target.course_id', '=', courseId)
    .where('target.ended_at', 'is', null)
    .orderBy('target.id')
    .execute();
  return rows.map((row) => {
    const at = { id: row.id, atHandover: row.at_handover === 1 };
    if (row.kit_id !== null) return { ...at, kind: 'role', of: { id: row.kit_id, name: row.role ?? '' } };
    if (row.department_id !== null)
      return { ...at, kind: 'department', of: { id: row.department_id, name: row.department ?? '' } };
    return { ...at, kind: 'category', of: { id: row.category_id ?? 0, name: row.category ?? '' } };
  });
}

export async function getCourse(db: Db, id: number): Promise<Course> {
  const { title, version, number, content } = await findCourse(db, id);
  return { id, title, version, number, content, assignments: await listAssignments(db, id) };
}

/** @throws Failure COURSE_TITLE_TAKEN, CHANGED_MEANWHILE. */
export async function saveCourse(
  command: CommandContext,
  { id, version, title, content }: { id: number | null; version: number; title: string; content: CourseContent },
): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  const namesake = await tx
    .selectFrom('training_course')
    .select('id')
    .where('title', '=', title)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (namesake && namesake.id !== id) throw new Failure('COURSE_TITLE_TAKEN', { title });
  // Each is there; what is read is what the handbook says when it is signed.
  for (const key of content.articles) await getArticle(tx, { key, language: 'en', number: null });
  const before = id === null ? null : await findCourse(tx, id);
  const courseId = before === null ? await insertCourse(command, title) : before.id;
  if (before !== null) await updateSeen(command, 'training_course', { id: courseId, version }, { title });
  if (JSON.stringify(before?.content) !== JSON.stringify(content))
    await tx
      .insertInto('training_version')
      .values({
        course_id: courseId,
        number: (before?.number ?? 0) + 1,
        content: JSON.stringify(content),
        saved_at: now,
        saved_by: actor.operatorId,
      })
      .execute();
  await command.record({
    event: 'training.courseSaved',
    subject: `training_course:${courseId}`,
    data: { title, articles: content.articles.join(', '), questions: content.questions.length },
  });
  command.changed('training');
  return { id: courseId };
}

async function insertCourse({ tx }: CommandContext, title: string): Promise<number> {
  const { id } = await tx
    .insertInto('training_course')
    .values({ title, archived_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Nobody is asked for it any more; what was signed stays. */
export async function archiveCourse(command: CommandContext, seen: Seen): Promise<void> {
  await findCourse(command.tx, seen.id);
  await updateSeen(command, 'training_course', seen, { archived_at: command.now });
  await command.record({ event: 'training.courseArchived', subject: `training_course:${seen.id}`, data: {} });
  command.changed('training');
}

const columnOf = { role: 'kit_id', department: 'department_id', category: 'category_id' } as const;
const tableOf = { role: 'role_kit', department: 'department', category: 'category' } as const;

/** @throws Failure ALREADY_ASSIGNED */
export async function assign(
  command: CommandContext,
  { courseId, target }: { courseId: number; target: Target },
): Promise<void> {
  const { tx } = command;
  const { title } = await findCourse(tx, courseId);
  const known = await tx.selectFrom(tableOf[target.kind]).select('id').where('id', '=', target.id).executeTakeFirst();
  if (!known) throw notFound(tableOf[target.kind], target.id);
  const same = (await listAssignments(tx, courseId)).find(
    (each) => each.kind === target.kind && each.of.id === target.id,
  );
  if (same) throw new Failure('ALREADY_ASSIGNED', { name: same.of.name });
  await tx
    .insertInto('training_assignment')
    .values({
      course_id: courseId,
      kit_id: null,
      department_id: null,
      category_id: null,
      [columnOf[target.kind]]: target.id,
      at_handover: target.kind === 'category' && target.atHandover ? 1 : 0,
      ended_at: null,
    })
    .execute();
  await command.record({
    event: 'training.assigned',
    subject: `training_course:${courseId}`,
    data: { title, to: `${target.kind}:${target.id}` },
  });
  command.changed('training');
}

export async function unassign(command: CommandContext, { id }: { id: number }): Promise<void> {
  const row = await command.tx
    .updateTable('training_assignment')
    .set({ ended_at: command.now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('course_id')
    .executeTakeFirst();
  if (!row) throw notFound('training_assignment', id);
  await command.record({
    event: 'training.unassigned',
    subject: `training_course:${row.course_id}`,
    data: { assignment: id },
  });
  command.changed('training');
}
