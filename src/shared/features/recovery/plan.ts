import * as z from 'zod';
import { day, id, instant, line, requiredLine, text } from '#shared/rpc/fields.ts';
import { subject, subjectShown } from './model.ts';

const whole = z.number().int();

export const contact = z.object({
  name: requiredLine(120),
  role: line(120),
  phone: line(60),
  email: line(160),
});
export type Contact = z.infer<typeof contact>;

export const stepDetails = z.object({
  title: requiredLine(200),
  instructions: text(4000),
  /** Who does it; blank is the owner of the plan. */
  owner: line(120),
  targetMinutes: whole.min(1).max(100_000).nullable(),
});
export type StepDetails = z.infer<typeof stepDetails>;

export const planDetails = subject
  .extend({
    name: requiredLine(120),
    owner: requiredLine(120),
    /** How long people can go without it, and how much of their work may be lost. Minutes. */
    rtoMinutes: whole.min(1).max(525_600),
    rpoMinutes: whole.min(0).max(525_600),
    drillEveryDays: whole.min(1).max(3660).nullable(),
    notes: text(10_000),
    contacts: z.array(contact).max(40),
    steps: z.array(stepDetails).min(1).max(60),
  })
  .refine(({ assetId, serviceId }) => (assetId === null) !== (serviceId === null));
export type PlanDetails = z.infer<typeof planDetails>;

export const planProblems = [
  'drill_failed',
  'never_drilled',
  'drill_overdue',
  'rpo_out_of_reach',
  'not_protected',
] as const;
export type PlanProblem = (typeof planProblems)[number];

export const drillStates = ['running', 'done', 'stopped'] as const;
export type DrillState = (typeof drillStates)[number];
export const drillKinds = ['drill', 'real'] as const;
export type DrillKind = (typeof drillKinds)[number];
export const stepOutcomes = ['done', 'failed', 'skipped'] as const;
export type StepOutcome = (typeof stepOutcomes)[number];

export const planRow = subjectShown.extend({
  id,
  name: z.string(),
  owner: z.string(),
  rtoMinutes: whole,
  rpoMinutes: whole,
  steps: whole,
  lastDrill: z.object({ id, endedAt: instant, passed: z.boolean() }).nullable(),
  /** The one that runs now. */
  runningId: id.nullable(),
  drillDueOn: day.nullable(),
  problems: z.array(z.enum(planProblems)),
});
export type PlanRow = z.infer<typeof planRow>;

/** What has to be there first, by the relations of the assets. */
export const dependency = z.object({
  asset: z.object({ id, tag: z.string(), name: z.string() }),
  /** The relations that lead there, from the asset that needs it. */
  path: z.array(z.string()),
  place: z.string().nullable(),
  /** Whether something of it is protected. */
  isProtected: z.boolean(),
});
export type Dependency = z.infer<typeof dependency>;

export const drillVerdict = z.object({
  /** Milliseconds from the failure to the end; null while it runs. */
  took: whole.nullable(),
  withinRto: z.boolean().nullable(),
  /** Milliseconds of work that would be lost; null when it is not known of when the data were. */
  lost: whole.nullable(),
  withinRpo: z.boolean().nullable(),
  failedSteps: whole,
  slowSteps: whole,
  passed: z.boolean().nullable(),
});
export type DrillVerdict = z.infer<typeof drillVerdict>;

export const drillRow = z.object({
  id,
  number: whole,
  plan: z.object({ id, name: z.string() }),
  kind: z.enum(drillKinds),
  state: z.enum(drillStates),
  startedAt: instant,
  endedAt: instant.nullable(),
  verdict: drillVerdict,
});
export type DrillRow = z.infer<typeof drillRow>;

export const drillStep = stepDetails.extend({
  position: whole,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  outcome: z.enum(stepOutcomes).nullable(),
  note: z.string(),
  endedBy: z.string().nullable(),
});
export type DrillStep = z.infer<typeof drillStep>;

export const drill = drillRow.extend({
  rtoMinutes: whole,
  rpoMinutes: whole,
  failedAt: instant,
  dataFrom: instant.nullable(),
  /** When the last backup before the failure ended that can be restored from. */
  lastGoodAt: instant.nullable(),
  startedBy: z.string(),
  endedBy: z.string().nullable(),
  findings: z.string().nullable(),
  steps: z.array(drillStep),
  contacts: z.array(contact),
  version: whole,
});
export type Drill = z.infer<typeof drill>;

export const plan = planRow.extend({
  details: planDetails,
  dependencies: z.array(dependency),
  dependenciesComplete: z.boolean(),
  /** What is protected of it, with how old its last backup can be at most. */
  protects: z.array(z.object({ id, what: z.string(), everyHours: whole, lastGoodAt: instant.nullable() })),
  drills: z.array(drillRow),
  version: whole,
});
export type Plan = z.infer<typeof plan>;
