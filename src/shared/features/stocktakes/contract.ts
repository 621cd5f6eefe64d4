import * as z from 'zod';
import { command, query } from '#shared/rpc/define.ts';
import { id, line, page, requiredLine } from '#shared/rpc/fields.ts';
import {
  countResult,
  lineResults,
  samplingMethods,
  scanOutcomes,
  sightingWays,
  stocktakeDetail,
  stocktakeLine,
  stocktakeRow,
  stocktakeScope,
  stocktakeStates,
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

export const stocktakesContract = {
  list: query('asset.view').output(z.array(stocktakeRow)),
  get: query('asset.view').input(z.object({ id })).output(stocktakeDetail),
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
    .input(z.object({ id, placeId: id }))
    .errors(inState),
  /** One scan of a place or an asset; durable before it answers. */
  scan: command('stocktake.count')
    .input(
      z.object({
        id,
        text: z.string().min(1).max(4096),
        usText: z.string().max(4096).optional(),
        how: z.enum(sightingWays).default('barcode'),
      }),
    )
    .output(countResult)
    .errors(inState),
  /** What a sweep read at one place; codes seen twice count once. */
  recordSightings: command('stocktake.count')
    .input(
      z.object({ id, placeId: id, how: z.enum(sightingWays), codes: z.array(z.string().max(4096)).min(1).max(500) }),
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
        results: z.array(z.enum(lineResults)).optional(),
        search: line(100).optional(),
        cursor: z.string().optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(stocktakeLine))
    .errors({ COUNTED_BLIND: {} }),
};
