import * as z from 'zod';
import { command, job, query } from '#shared/rpc/define.ts';
import { day, id, instant, line, requiredLine, text } from '#shared/rpc/fields.ts';
import {
  mapping,
  policyDetails,
  protectedItem,
  protectedRow,
  protectionProblems,
  readRun,
  runFormat,
  runOutcomes,
  runProblem,
  service,
  serviceDetails,
} from './model.ts';
import { drill, drillKinds, drillRow, drillStates, plan, planDetails, planRow, stepOutcomes } from './plan.ts';

const version = z.number().int();
const seen = z.object({ id, version });
const saving = { id: id.nullable(), version: version.nullable() };
const nameTaken = { NAME_TAKEN: { data: z.object({ name: z.string() }) } } as const;
const inDrill = { DRILL_STATE: { data: z.object({ state: z.enum(drillStates) }) } } as const;
const report = { text: z.string().min(1).max(5_000_000), mapping };

/** What is backed up of what the department runs, and how it comes back. */
export const recoveryContract = {
  listServices: query('asset.view').output(z.array(service)),
  saveService: command('maintenance.plan')
    .input(z.object({ ...saving, service: serviceDetails }))
    .output(z.object({ id }))
    .errors(nameTaken),
  archiveService: command('maintenance.plan')
    .input(seen)
    .errors({ SERVICE_IN_USE: { data: z.object({ name: z.string() }) } }),

  counts: query('asset.view').output(
    z.object({
      items: z.number().int(),
      problems: z.record(z.enum(protectionProblems), z.number().int()),
      plans: z.number().int(),
      plansWithProblems: z.number().int(),
    }),
  ),
  /** What has a problem first. */
  listItems: query('asset.view')
    .input(
      z.object({
        problem: z.enum(protectionProblems).optional(),
        assetId: id.optional(),
        search: line(100).optional(),
      }),
    )
    .output(z.array(protectedRow)),
  getItem: query('asset.view').input(z.object({ id })).output(protectedItem),
  saveItem: command('maintenance.plan')
    .input(z.object({ ...saving, policy: policyDetails }))
    .output(z.object({ id }))
    .errors({ ALIAS_TAKEN: { data: z.object({ name: z.string(), what: z.string() }) } }),
  archiveItem: command('maintenance.plan').input(seen),
  recordRun: command('maintenance.work')
    .input(
      z.object({
        itemId: id,
        endedAt: instant,
        outcome: z.enum(runOutcomes),
        bytes: z.number().int().min(0).nullable(),
        note: text(1000),
      }),
    )
    .errors({ TIME_AHEAD: { data: z.object({ at: instant }) }, RUN_KNOWN: { data: z.object({ at: instant }) } }),
  recordTest: command('maintenance.work')
    .input(
      z.object({
        itemId: id,
        testedOn: day,
        /** What was brought back. */
        sample: requiredLine(300),
        passed: z.boolean(),
        minutes: z.number().int().min(0).max(100_000).nullable(),
        note: text(2000),
      }),
    )
    .errors({ DAY_AHEAD: { data: z.object({ day }) }, FINDING_NEEDED: {} }),
  listFormats: query('asset.view').output(z.array(runFormat)),
  saveFormat: command('maintenance.work')
    .input(z.object({ ...saving, name: requiredLine(80), mapping }))
    .output(z.object({ id }))
    .errors(nameTaken),
  /** How a report would be read, before anything is written. */
  previewRuns: query('asset.view')
    .input(z.object(report))
    .output(
      z.object({
        rows: z.array(readRun),
        problems: z.array(runProblem),
        total: z.number().int(),
        known: z.number().int(),
        unknownItems: z.array(z.string()),
      }),
    ),
  /** Writes what can be read; names that nobody knows are given here. A run that is known is not written twice. */
  importRuns: command('maintenance.work')
    .input(
      z.object({
        ...report,
        source: requiredLine(200),
        names: z.array(z.object({ name: requiredLine(120), itemId: id })).max(500),
        skipProblems: z.boolean(),
      }),
    )
    .output(z.object({ added: z.number().int(), known: z.number().int(), skipped: z.number().int() }))
    .errors({ RUNS_REFUSED: { data: z.object({ problems: z.array(runProblem) }) } }),

  listPlans: query('asset.view')
    .input(z.object({ assetId: id.optional() }))
    .output(z.array(planRow)),
  getPlan: query('asset.view').input(z.object({ id })).output(plan),
  savePlan: command('maintenance.plan')
    .input(z.object({ ...saving, plan: planDetails }))
    .output(z.object({ id }))
    .errors(nameTaken),
  archivePlan: command('maintenance.plan').input(seen).errors(inDrill),
  /** Asks where, then writes plans as PDF: they are needed when nothing runs. */
  savePlanFile: job('asset.view')
    .input(z.object({ ids: z.array(id).min(1).max(200), language: z.enum(['en', 'de']) }))
    .output(z.object({ path: z.string().nullable() })),

  listDrills: query('asset.view')
    .input(z.object({ planId: id.optional() }))
    .output(z.array(drillRow)),
  getDrill: query('asset.view').input(z.object({ id })).output(drill),
  /** Begins with the first step; the stopwatch runs, also while the application does not. */
  startDrill: command('maintenance.work')
    .input(z.object({ planId: id, kind: z.enum(drillKinds), failedAt: instant.nullable() }))
    .output(z.object({ id }))
    .errors({ ...inDrill, TIME_AHEAD: { data: z.object({ at: instant }) } }),
  /** Ends the step that runs and begins the next one in the same moment. */
  endStep: command('maintenance.work')
    .input(
      z.object({ drillId: id, position: z.number().int().min(0), outcome: z.enum(stepOutcomes), note: text(1000) }),
    )
    .errors({ ...inDrill, STEP_NOT_NEXT: { data: z.object({ step: z.string() }) }, FINDING_NEEDED: {} }),
  /** The step that ended last goes on, as if it had never ended. */
  takeStepBack: command('maintenance.work')
    .input(z.object({ drillId: id }))
    .errors(inDrill),
  endDrill: command('maintenance.work')
    .input(seen.extend({ dataFrom: instant.nullable(), findings: text(4000), stopped: z.boolean() }))
    .errors({
      ...inDrill,
      STEPS_OPEN: { data: z.object({ count: z.number().int() }) },
      DATA_AFTER_FAILURE: {},
      FINDING_NEEDED: {},
    }),
};
