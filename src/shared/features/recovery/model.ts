import * as z from 'zod';
import { day, id, instant, line, reference, requiredLine, text } from '#shared/rpc/fields.ts';

const whole = z.number().int();
const assetName = z.object({ id, tag: z.string(), name: z.string() });

/** What is protected or recovered: one asset, or a service that runs on several. */
export const subject = z.object({ assetId: id.nullable(), serviceId: id.nullable() });
const exactlyOne = ({ assetId, serviceId }: z.infer<typeof subject>) => (assetId === null) !== (serviceId === null);
/** As it is shown: the asset or the service. */
export const subjectShown = z.object({ asset: assetName.nullable(), service: reference.nullable() });
export type SubjectShown = z.infer<typeof subjectShown>;

export const serviceDetails = z.object({
  name: requiredLine(120),
  notes: text(4000),
  assetIds: z.array(id).max(500),
});
export type ServiceDetails = z.infer<typeof serviceDetails>;

export const service = z.object({
  id,
  name: z.string(),
  notes: z.string(),
  assets: z.array(assetName),
  version: whole,
});
export type Service = z.infer<typeof service>;

export const policyDetails = subject
  .extend({
    what: requiredLine(200),
    /** Where it goes to. */
    destination: requiredLine(200),
    everyHours: whole.min(1).max(8784),
    keepDays: whole.min(1).max(36_525),
    encrypted: z.boolean(),
    offSite: z.boolean(),
    /** How often it is tried whether it comes back; null where nobody asks for it. */
    testEveryDays: whole.min(1).max(3660).nullable(),
    responsibleId: id.nullable(),
    notes: text(4000),
    /** Names by which reports of backup programs call it. */
    aliases: z.array(requiredLine(120)).max(20),
  })
  .refine(exactlyOne);
export type PolicyDetails = z.infer<typeof policyDetails>;

export const runOutcomes = ['ok', 'warning', 'failed'] as const;
export type RunOutcome = (typeof runOutcomes)[number];

/** What is wrong with what is protected, the worst first. */
export const protectionProblems = ['failing', 'overdue', 'test_failed', 'untested'] as const;
export type ProtectionProblem = (typeof protectionProblems)[number];

export const protectedRow = subjectShown.extend({
  id,
  what: z.string(),
  destination: z.string(),
  everyHours: whole,
  keepDays: whole,
  encrypted: z.boolean(),
  offSite: z.boolean(),
  responsible: reference.nullable(),
  lastRun: z.object({ endedAt: instant, outcome: z.enum(runOutcomes) }).nullable(),
  /** The last one that can be restored from. */
  lastGoodAt: instant.nullable(),
  /** Runs that failed since. */
  failures: whole,
  lastTest: z.object({ testedOn: day, passed: z.boolean() }).nullable(),
  problems: z.array(z.enum(protectionProblems)),
});
export type ProtectedRow = z.infer<typeof protectedRow>;

export const run = z.object({
  id,
  endedAt: instant,
  outcome: z.enum(runOutcomes),
  bytes: whole.nullable(),
  note: z.string(),
  source: z.string(),
  recordedBy: z.string(),
});

export const restoreTest = z.object({
  id,
  testedOn: day,
  sample: z.string(),
  passed: z.boolean(),
  minutes: whole.nullable(),
  note: z.string(),
  recordedBy: z.string(),
});

export const protectedItem = protectedRow.extend({
  details: policyDetails,
  runs: z.array(run),
  tests: z.array(restoreTest),
  version: whole,
});
export type ProtectedItem = z.infer<typeof protectedItem>;

/** How lines of a report are read: by columns, or by a pattern with a name where something is taken from. */
export const mapping = z.object({
  kind: z.enum(['columns', 'pattern']),
  separator: z.enum([';', ',', '\t', '|']),
  /** Numbers of columns from 1 on; null where there is none. */
  item: whole.min(1).max(50),
  endedAt: whole.min(1).max(50),
  outcome: whole.min(1).max(50),
  bytes: whole.min(1).max(50).nullable(),
  note: whole.min(1).max(50).nullable(),
  /** E.g. `{time} job {item} ended: {outcome} *`. */
  pattern: line(400),
  /** Minutes that the clock of the report is ahead of UTC, where its times say nothing themselves. */
  zoneMinutes: whole.min(-840).max(840),
  /** Words that mean the outcome; everything else is a failure. */
  okWords: z.array(requiredLine(60)).min(1).max(20),
  warningWords: z.array(requiredLine(60)).max(20),
});
export type Mapping = z.infer<typeof mapping>;

export const usualMapping: Mapping = {
  kind: 'columns',
  separator: ';',
  item: 1,
  endedAt: 2,
  outcome: 3,
  bytes: 4,
  note: 5,
  pattern: '{time} {item}: {outcome}',
  zoneMinutes: 0,
  okWords: ['ok', 'success', 'succeeded', 'completed'],
  warningWords: ['warning', 'partial'],
};

export const runFormat = z.object({ id, name: z.string(), mapping, version: whole });
export type RunFormat = z.infer<typeof runFormat>;

/** A line of a report as it was understood. */
export const readRun = z.object({
  line: whole,
  item: z.string(),
  /** What goes by that name; null when nothing does. */
  itemId: id.nullable(),
  endedAt: instant,
  outcome: z.enum(runOutcomes),
  bytes: whole.nullable(),
  note: z.string(),
});
export const runProblem = z.object({
  line: whole,
  code: z.enum(['SHAPE', 'ITEM', 'TIME', 'AHEAD', 'SIZE']),
  text: z.string(),
});
export type RunProblem = z.infer<typeof runProblem>;
