import * as z from 'zod';
import { command, query } from '#shared/rpc/define.ts';
import { day, id, reference, requiredLine } from '#shared/rpc/fields.ts';
import { course, courseContent, lesson, target, trainingOf } from './model.ts';

const language = z.enum(['en', 'de']);

/** Courses made of articles and a quiz: who has to know what, and who has signed it. */
export const trainingContract = {
  listCourses: query('asset.view').output(z.array(z.object({ id, title: z.string(), people: z.number().int() }))),
  /** With the right answers, for whoever writes it. */
  getCourse: query('training.manage').input(z.object({ id })).output(course),
  /** Another content is another version; what was signed stays with its own. */
  saveCourse: command('training.manage')
    .input(z.object({ id: id.nullable(), version: z.number().int(), title: requiredLine(120), content: courseContent }))
    .output(z.object({ id }))
    .errors({ COURSE_TITLE_TAKEN: { data: z.object({ title: z.string() }) } }),
  archiveCourse: command('training.manage').input(z.object({ id, version: z.number().int() })),
  assign: command('training.manage')
    .input(z.object({ courseId: id, target }))
    .errors({ ALREADY_ASSIGNED: { data: z.object({ name: z.string() }) } }),
  unassign: command('training.manage').input(z.object({ id })),
  /** People of whom something is asked, or who signed something, and how they stand. */
  matrix: query('person.view').output(
    z.object({
      courses: z.array(reference),
      people: z.array(
        z.object({ person: reference, department: z.string().nullable(), trainings: z.array(trainingOf) }),
      ),
    }),
  ),
  ofPerson: query('person.view')
    .input(z.object({ personId: id }))
    .output(z.array(trainingOf)),
  /** What is read and answered. */
  lesson: query('asset.view').input(z.object({ id, language })).output(lesson),
  /** Somebody has read it, answers the quiz and signs with his name, before the operator who is signed in. */
  sign: command('asset.checkout')
    .input(
      z.object({
        courseId: id,
        /** The version that was shown. */
        number: z.number().int(),
        personId: id,
        language,
        signer: requiredLine(120),
        /** By question the places of the options that were chosen, from 0. */
        answers: z.array(z.array(z.number().int().min(0).max(7)).max(8)).max(30),
      }),
    )
    .output(
      z.object({
        passed: z.boolean(),
        score: z.number().int(),
        validUntil: day.nullable(),
        wrong: z.array(z.number().int()),
      }),
    )
    .errors({
      COURSE_CHANGED: { data: z.object({ title: z.string() }) },
      ANSWERS_MISSING: { data: z.object({ count: z.number().int() }) },
    }),
};
