import * as z from 'zod';
import { day, id, instant, line } from '#shared/rpc/fields.ts';
import { incidentKinds, incidentWork } from './model.ts';
import type { IncidentKind } from './model.ts';

/** How much it matters who sees the data that were on it; null as long as nobody said. */
export const dataClasses = ['public', 'internal', 'confidential', 'personal'] as const;
export type DataClass = (typeof dataClasses)[number];

/** Who gave a number under which he knows the incident. */
export const referenceKinds = ['police', 'insurer', 'authority', 'remote_wipe', 'other'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

/** Steps that every organisation begins with; the window has words for them until somebody writes his own. */
export const usualSteps = [
  'lock_account',
  'remote_wipe',
  'rotate_secrets',
  'tell_police',
  'tell_insurer',
  'tell_authority',
  'judge_damage',
  'tell_user',
  'secure_evidence',
  'cut_off',
  'judge_extent',
] as const;
export type UsualStep = (typeof usualSteps)[number];

export const planStep = z.object({
  /** One of the usual steps; null for a step in one's own words. */
  usual: z.enum(usualSteps).nullable(),
  title: line(200),
  instruction: line(500),
  /** Whom to call. */
  contact: line(200),
  /** Within how many hours of the report; null for no deadline. */
  hours: z.number().int().min(1).max(2000).nullable(),
  /** Somebody outside has to be told: its deadline is counted down wherever the incident is shown. */
  notifies: z.boolean(),
});
export type PlanStep = z.infer<typeof planStep>;

const plan = z.array(planStep).max(40);
export const responsePlans = z.object({
  lost: plan,
  stolen: plan,
  damaged: plan,
  // Plans that were written before there was this kind hold for it what comes with the application.
  unauthorised: plan.default(() => [...usualPlans.unauthorised]),
  other: plan,
});
export type ResponsePlans = z.infer<typeof responsePlans>;

const usual = (step: UsualStep, hours: number | null, notifies = false): PlanStep => ({
  usual: step,
  title: '',
  instruction: '',
  contact: '',
  hours,
  notifies,
});

/**
 * What holds until the manager writes his own. A breach of personal data is told to the authority within 72 hours of
 * having become aware of it (GDPR, article 33).
 */
export const usualPlans: ResponsePlans = {
  lost: [
    usual('lock_account', 1),
    usual('remote_wipe', 4),
    usual('rotate_secrets', 24),
    usual('tell_insurer', 72, true),
    usual('tell_authority', 72, true),
  ],
  stolen: [
    usual('lock_account', 1),
    usual('remote_wipe', 4),
    usual('tell_police', 24, true),
    usual('rotate_secrets', 24),
    usual('tell_insurer', 72, true),
    usual('tell_authority', 72, true),
  ],
  damaged: [usual('judge_damage', 48), usual('tell_insurer', 168, true)],
  unauthorised: [
    usual('cut_off', 1),
    usual('lock_account', 1),
    usual('secure_evidence', 4),
    usual('rotate_secrets', 12),
    usual('judge_extent', 24),
    usual('tell_user', 24),
    usual('tell_authority', 72, true),
  ],
  other: [
    usual('secure_evidence', 4),
    usual('rotate_secrets', 24),
    usual('tell_user', 24),
    usual('tell_authority', 72, true),
  ],
};

/** How the deadline of a step stands. */
export type DeadlineState = 'none' | 'done' | 'late' | 'far' | 'near' | 'overdue';

/** A deadline is near in its last quarter, and in its last twelve hours at the latest. */
export function deadlineOf(
  { dueAt, doneAt, beganAt }: { dueAt: string | null; doneAt: string | null; beganAt: string },
  now: string,
): DeadlineState {
  if (doneAt !== null) return dueAt !== null && doneAt > dueAt ? 'late' : 'done';
  if (dueAt === null) return 'none';
  const left = Date.parse(dueAt) - Date.parse(now);
  if (left < 0) return 'overdue';
  const whole = Date.parse(dueAt) - Date.parse(beganAt);
  return left <= Math.min(whole / 4, 12 * 3_600_000) ? 'near' : 'far';
}

/** When a step is due that has so many hours from the report. */
export function dueAfter(beganAt: string, hours: number | null): string | null {
  return hours === null ? null : new Date(Date.parse(beganAt) + hours * 3_600_000).toISOString();
}

/** Kinds of what an asset leads to and that somebody could misuse. */
export const affectedKinds = ['secret', 'licence'] as const;
export const affected = z.object({ asset: z.string(), kind: z.enum(affectedKinds), what: z.array(z.string()) });
export type Affected = z.infer<typeof affected>;

export const responseStep = planStep.omit({ hours: true }).extend({
  id,
  dueAt: instant.nullable(),
  doneAt: instant.nullable(),
  doneBy: z.string().nullable(),
  note: z.string(),
});
export type ResponseStep = z.infer<typeof responseStep>;

export const incidentTask = z.object({
  id,
  text: z.string(),
  owner: z.string(),
  dueOn: day.nullable(),
  doneAt: instant.nullable(),
  doneBy: z.string().nullable(),
});

export const response = z.object({
  steps: z.array(responseStep),
  references: z.array(
    z.object({ id, kind: z.enum(referenceKinds), number: z.string(), note: z.string(), at: instant, by: z.string() }),
  ),
  tasks: z.array(incidentTask),
  dataClass: z.enum(dataClasses).nullable(),
  affected: z.array(affected),
  beganAt: instant,
});
export type Response = z.infer<typeof response>;

export const incidentStatistics = z.object({
  byKind: z.array(z.object({ kind: z.enum(incidentKinds), count: z.number().int(), open: z.number().int() })),
  /** From the report to the end, of those that have ended; null when none has. */
  hoursToClose: z.number().nullable(),
  overdueSteps: z.number().int(),
  openTasks: z.number().int(),
  /** Incidents in which something is not done, whenever they were declared. */
  undone: z.record(z.enum(incidentWork), z.number().int()),
  recovered: z.number().int(),
});
export type IncidentStatistics = z.infer<typeof incidentStatistics>;

/** The plan of a kind. */
export function planOf(plans: ResponsePlans, kind: IncidentKind): readonly PlanStep[] {
  return plans[kind];
}
