import { createHash } from 'node:crypto';
import type { Day } from '#shared/primitives/days.ts';
import type { Lesson } from '#shared/features/training/model.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { prepareQuery } from '#backend/kernel/db/prepared-query.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Taking } from '#backend/features/custody/index.ts';
import { categoriesAbove } from '#backend/features/assets/index.ts';
import { getArticle } from '#backend/features/handbook/index.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { findCourse } from './courses.ts';
import { counts, gradeQuiz, stateOf, validUntil } from './rules.ts';
import { listOfPerson } from './standing.ts';

type Language = 'en' | 'de';

/** What is read and answered, without the right answers. */
export async function readLesson(db: Db, { id, language }: { id: number; language: Language }): Promise<Lesson> {
  const { title, number, content } = await findCourse(db, id);
  const articles = await Promise.all(content.articles.map((key) => getArticle(db, { key, language, number: null })));
  return {
    id,
    title,
    number,
    passMark: content.passMark,
    validMonths: content.validMonths,
    articles: articles.map((article) => ({
      key: article.key,
      title: article.title,
      number: article.number,
      body: article.body,
    })),
    questions: content.questions.map(({ text, kind, options }) => ({
      text,
      kind,
      options: options.map((option) => option.text),
    })),
  };
}

interface Signing {
  courseId: number;
  number: number;
  personId: number;
  language: Language;
  signer: string;
  answers: readonly (readonly number[])[];
}

/**
 * Keeps that somebody has read the articles in these wordings and answered the quiz, passed or not.
 *
 * @throws Failure COURSE_CHANGED when another version holds by now, ANSWERS_MISSING.
 */
export async function signCourse(
  command: CommandContext,
  { courseId, number, personId, language, signer, answers }: Signing,
): Promise<{ passed: boolean; score: number; validUntil: Day | null; wrong: number[] }> {
  const { tx, now, actor } = command;
  const person = await getPerson(tx, personId);
  const course = await findCourse(tx, courseId);
  if (course.number !== number) throw new Failure('COURSE_CHANGED', { title: course.title });
  const { questions, passMark, validMonths } = course.content;
  const missing = questions.filter((_question, index) => (answers[index] ?? []).length === 0).length;
  if (missing > 0) throw new Failure('ANSWERS_MISSING', { count: missing });
  const { articles } = await readLesson(tx, { id: courseId, language });
  const grade = gradeQuiz(questions, answers, passMark);
  const until = grade.passed ? validUntil(dayOf(now), validMonths) : null;
  await tx
    .insertInto('training_completion')
    .values({
      version_id: course.version_id,
      person_id: personId,
      signer,
      score: grade.score,
      passed: grade.passed ? 1 : 0,
      valid_until: until,
      articles: JSON.stringify(
        articles.map(({ key, number: wording, body }) => ({
          key,
          language,
          number: wording,
          sha256: createHash('sha256').update(body, 'utf8').digest('hex'),
        })),
      ),
      signed_at: now,
      operator_id: actor.operatorId,
    })
    .execute();
  await command.record({
    event: grade.passed ? 'training.signed' : 'training.failed',
    subject: `person:${personId}`,
    data: { name: person.name, course: course.title, number, signer, score: grade.score, validUntil: until },
  });
  command.changed('training');
  return { passed: grade.passed, score: grade.score, validUntil: until, wrong: grade.wrong };
}

/** Few, so that which of them a category asks for is told without one more query for every scan. */
const askedAtHandover = prepareQuery((db) =>
  db
    .selectFrom('training_assignment')
    .innerJoin('training_course', 'training_course.id', 'training_assignment.course_id')
    .select(['training_course.id', 'training_course.title', 'training_assignment.category_id'])
    .where('ended_at', 'is', null)
    .where('training_course.archived_at', 'is', null)
    .where('at_handover', '=', 1)
    .orderBy('training_course.title'),
);

/** What the policy of the category asks for and the person has not signed. @throws Failure TRAINING_MISSING */
export async function refuseUntrained({ tx, now }: CommandContext, taking: Taking): Promise<void> {
  const { tag, categoryId, custodian } = taking;
  if (custodian.kind !== 'person') return;
  const anywhere = await askedAtHandover.all(tx, {});
  if (anywhere.length === 0) return;
  const above = (await categoriesAbove(tx, [categoryId])).get(categoryId) ?? [];
  const here = new Set([categoryId, ...above]);
  const asked = anywhere.filter(({ category_id: category }) => category !== null && here.has(category));
  if (asked.length === 0) return;
  const today = dayOf(now);
  const signed = await listOfPerson(tx, custodian.id, today);
  const missing = asked.filter(({ id }) => {
    const own = signed.find(({ course }) => course.id === id);
    const completion = own === undefined || own.signedAt === null ? null : { validUntil: own.validUntil };
    return !counts(stateOf(completion, today));
  });
  if (missing.length === 0) return;
  const { name } = await getPerson(tx, custodian.id);
  throw new Failure('TRAINING_MISSING', { tag, name, courses: [...new Set(missing.map(({ title }) => title))] });
}
