import * as z from 'zod';
import { day, id, instant, reference, requiredLine } from '#shared/rpc/fields.ts';

export const questionKinds = ['single', 'multiple'] as const;

export const question = z
  .object({
    text: requiredLine(300),
    kind: z.enum(questionKinds),
    options: z
      .array(z.object({ text: requiredLine(200), right: z.boolean() }))
      .min(2)
      .max(8),
  })
  .refine(
    ({ kind, options }) => {
      const right = options.filter((option) => option.right).length;
      return kind === 'single' ? right === 1 : right >= 1;
    },
    { path: ['options'] },
  );
export type Question = z.infer<typeof question>;

/** What a course asks for: articles of the handbook to read, and a quiz; without questions reading and signing is all. */
export const courseContent = z.object({
  articles: z
    .array(z.string().regex(/^[a-z][a-z0-9-]{0,79}$/))
    .min(1)
    .max(20),
  questions: z.array(question).max(30),
  /** Percent of the questions that must be answered right. */
  passMark: z.number().int().min(0).max(100),
  /** Months for which it counts; null is for good. */
  validMonths: z.number().int().min(1).max(120).nullable(),
});
export type CourseContent = z.infer<typeof courseContent>;

export const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('role'), id }),
  z.object({ kind: z.literal('department'), id }),
  /** Whoever has an asset of it; asked for before one is handed over where the policy of the category says so. */
  z.object({ kind: z.literal('category'), id, atHandover: z.boolean() }),
]);
export type Target = z.infer<typeof target>;

export const assignment = z.object({
  id,
  kind: z.enum(['role', 'department', 'category']),
  of: reference,
  atHandover: z.boolean(),
});
export type Assignment = z.infer<typeof assignment>;

export const course = z.object({
  id,
  title: z.string(),
  version: z.number().int(),
  number: z.number().int(),
  content: courseContent,
  assignments: z.array(assignment),
});
export type Course = z.infer<typeof course>;

/** `due` was never signed, `expired` counts no more, `ending` for less than a month. */
export const trainingStates = ['valid', 'ending', 'expired', 'due'] as const;
export type TrainingState = (typeof trainingStates)[number];

export const trainingOf = z.object({
  course: reference,
  /** Somebody asks for it; otherwise it was signed by itself. */
  assigned: z.boolean(),
  state: z.enum(trainingStates),
  signedAt: instant.nullable(),
  signer: z.string().nullable(),
  score: z.number().int().nullable(),
  validUntil: day.nullable(),
});
export type TrainingOf = z.infer<typeof trainingOf>;

/** What is read and answered: the right answers stay where they are. */
export const lesson = z.object({
  id,
  title: z.string(),
  number: z.number().int(),
  passMark: z.number().int(),
  validMonths: z.number().int().nullable(),
  articles: z.array(z.object({ key: z.string(), title: z.string(), number: z.number().int(), body: z.string() })),
  questions: z.array(z.object({ text: z.string(), kind: z.enum(questionKinds), options: z.array(z.string()) })),
});
export type Lesson = z.infer<typeof lesson>;
