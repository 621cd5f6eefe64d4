import * as z from 'zod';
import { command, job, query } from '#shared/rpc/define.ts';
import { cursor, id, line, page, requiredLine } from '#shared/rpc/fields.ts';
import {
  accuracyPoint,
  countResult,
  joinedCount,
  lanes,
  lineResults,
  placeProgress,
  samplingMethods,
  scanOutcomes,
  sightingWays,
  stocktakeDetail,
  stocktakeLine,
  stocktakeRow,
  stocktakeScope,
  stocktakeStates,
  varianceCauses,
  varianceDecisions,
} from './model.ts';

const inState = { STOCKTAKE_STATE: { data: z.object({ state: z.enum(stocktakeStates) }) } } as const;

export const planDetails = z.object({
  name: requiredLine(120),
  scope: stocktakeScope,
  method: z.enum(samplingMethods),
  sampleSize: z.number().int().min(1).max(100_000).nullable(),
  /** Made by chance when left out. */
  seed: line(60).nullable(),
  blind: z.boolean(),
});
export type PlanDetails = z.infer<typeof planDetails>;

const someLines = z.object({ id, lineIds: z.array(id).min(1).max(500) });
const fileErrors = {
  COUNT_FILE_UNREADABLE: {},
  COUNT_FILE_TAMPERED: {},
  COUNT_FILE_OF_OTHER_STOCKTAKE: {},
  COUNT_FILE_OF_THIS_DATABASE: {},
  COUNT_FILE_TAKEN_ALREADY: {},
  COUNT_FILE_PLACE_UNKNOWN: { data: z.object({ place: z.string() }) },
} as const;
const lane = z.enum(lanes).default('A');

export const stocktakesContract = {
  list: query('asset.view').output(z.array(stocktakeRow)),
  get: query('asset.view').input(z.object({ id })).output(stocktakeDetail),
  /** How many a scope expects at this moment. */
  preview: query('stocktake.reconcile')
    .input(planDetails.pick({ scope: true, method: true, sampleSize: true }))
    .output(
      z.object({
        population: z.number().int(),
        expected: z.number().int(),
        places: z.number().int(),
        /** Of how many bins the quantity is counted. */
        stocks: z.number().int(),
      }),
    ),
  plan: command('stocktake.reconcile').input(planDetails).output(z.object({ id })).errors({ SAMPLE_SIZE_MISSING: {} }),
  /** Freezes the expected list; what happens in the register later does not change it. */
  start: command('stocktake.reconcile')
    .input(z.object({ id }))
    .output(z.object({ expected: z.number().int() }))
    .errors({ ...inState, NOTHING_EXPECTED: {} }),
  cancel: command('stocktake.reconcile')
    .input(z.object({ id, reason: requiredLine(500) }))
    .errors(inState),
  /** The place that the following scans count. */
  setPlace: command('stocktake.count')
    .input(z.object({ id, placeId: id, lane }))
    .errors(inState),
  /** One scan of a place or an asset; durable before it answers. */
  scan: command('stocktake.count')
    .input(
      z.object({
        id,
        text: z.string().min(1).max(4096),
        usText: z.string().max(4096).optional(),
        how: z.enum(sightingWays).default('barcode'),
        lane,
      }),
    )
    .output(countResult)
    .errors(inState),
  /** What a sweep read at one place; codes seen twice count once. */
  recordSightings: command('stocktake.count')
    .input(
      z.object({
        id,
        placeId: id,
        lane,
        how: z.enum(sightingWays),
        codes: z.array(z.string().max(4096)).min(1).max(500),
      }),
    )
    .output(
      z.object({
        recorded: z.number().int(),
        again: z.number().int(),
        refused: z.number().int(),
        outcomes: z.partialRecord(z.enum(scanOutcomes), z.number().int()),
      }),
    )
    .errors(inState),
  lines: query('asset.view')
    .input(
      z.object({
        id,
        results: z.array(z.enum(lineResults)).max(lineResults.length).optional(),
        search: line(100).optional(),
        /** Expected at this place itself; null: expected, but at no place. */
        expectedPlaceId: id.nullable().optional(),
        decided: z.boolean().optional(),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(stocktakeLine))
    .errors({ COUNTED_BLIND: {} }),
  /** Where expected assets should be, and how many of them have been seen. */
  places: query('asset.view').input(z.object({ id })).output(z.array(placeProgress)).errors({ COUNTED_BLIND: {} }),
  /** What this operator saw last at this workstation, newest first: where he was when it stopped. */
  recent: query('stocktake.count').input(z.object({ id })).output(z.array(countResult)),
  /** From here on nothing is counted any more, and what differs is worked through. */
  endCounting: command('stocktake.reconcile').input(z.object({ id })).errors(inState),
  /** A room was forgotten: back to counting, as long as nothing has been decided. */
  resumeCounting: command('stocktake.reconcile')
    .input(z.object({ id }))
    .errors({ ...inState, VARIANCES_DECIDED: {} }),
  decide: command('stocktake.reconcile')
    .input(
      someLines.extend({
        cause: z.enum(varianceCauses),
        decision: z.enum(varianceDecisions),
        note: line(500).nullable(),
      }),
    )
    .errors({
      ...inState,
      DECISION_UNFIT: { data: z.object({ item: z.string(), result: z.string() }) },
      DECISION_NEEDS_NOTE: {},
      DECISION_APPLIED: { data: z.object({ item: z.string() }) },
    }),
  /** Takes decisions back that have not been applied yet. */
  withdraw: command('stocktake.reconcile')
    .input(someLines)
    .errors({ ...inState, DECISION_APPLIED: { data: z.object({ item: z.string() }) } }),
  /** The second person agrees. In a team of two a conflict is allowed with what is done instead, in writing. */
  approve: command('stocktake.approve')
    .input(someLines.extend({ compensatingControl: line(500).nullable() }))
    .errors({
      ...inState,
      NOT_DECIDED: { data: z.object({ item: z.string() }) },
      SECOND_PERSON_NEEDED: { data: z.object({ because: z.string(), excusable: z.boolean() }) },
    }),
  /** Applies decisions, so many at a time, and closes when none is left; called again until nothing remains. */
  close: command('stocktake.reconcile')
    .input(z.object({ id }))
    .output(z.object({ closed: z.boolean(), remaining: z.number().int() }))
    .errors({
      ...inState,
      VARIANCES_OPEN: { data: z.object({ undecided: z.number().int(), unapproved: z.number().int() }) },
    }),
  /** Asks where, then writes plan and list for another workstation, signed. */
  giveOut: job('stocktake.reconcile')
    .input(z.object({ id }))
    .output(z.object({ path: z.string().nullable() }))
    .errors(inState),
  /** Asks for such a file and makes it a stocktake that is only counted here. */
  takeIn: job('stocktake.reconcile')
    .output(z.object({ id: id.nullable() }))
    .errors(fileErrors),
  /** Ends counting another workstation's list and writes what was seen, sealed for it. */
  handBack: job('stocktake.count')
    .input(z.object({ id }))
    .output(z.object({ path: z.string().nullable() }))
    .errors(inState),
  /** Asks for what another workstation counted and merges it; each sighting keeps its witness. */
  join: job('stocktake.reconcile')
    .input(z.object({ id }))
    .output(z.object({ joined: joinedCount.nullable() }))
    .errors({ ...inState, ...fileErrors }),
  /** Closed stocktakes from the oldest on. */
  trend: query('asset.view').output(z.array(accuracyPoint)),
};
