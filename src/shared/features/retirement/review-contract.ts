import * as z from 'zod';
import { frozenError } from '#shared/features/assets/frozen-error.ts';
import { command, query } from '#shared/rpc/define.ts';
import { day, id } from '#shared/rpc/fields.ts';
import { blockKinds } from './model.ts';
import { deciding, forecastQuarter, review, reviewPolicy } from './review.ts';

export const reviewContract = {
  /** Candidates for retirement, ranked by what speaks for it; who was decided to be kept comes back when that ends. */
  review: query('asset.view')
    .input(z.object({ limit: z.number().int().min(1).max(1000).default(200) }))
    .output(review),
  /** How many reach their life in each of the next quarters, and what they were bought for. */
  forecast: query('asset.cost.view')
    .input(z.object({ quarters: z.number().int().min(1).max(20).default(8) }))
    .output(z.array(forecastQuarter)),
  /** Keeps assets until a day, gives them another use, or takes them out of service, all with the one reason. */
  decide: command('asset.retire')
    .input(deciding)
    .errors({
      KEEP_UNTIL_WHEN: {},
      KEEP_UNTIL_PAST: { data: z.object({ day }) },
      DECOMMISSION_BLOCKED: { data: z.object({ tag: z.string(), block: z.enum(blockKinds), what: z.string() }) },
      HAS_DEPENDANTS: { data: z.object({ tag: z.string(), count: z.number().int() }) },
      ...frozenError,
    }),
  /** What was decided over an asset, the newest first. */
  decisions: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(
      z.array(
        z.object({ decision: z.string(), until: day.nullable(), reason: z.string(), at: z.string(), by: z.string() }),
      ),
    ),
  reviewPolicy: query('asset.view').output(reviewPolicy),
  saveReviewPolicy: command('settings.edit').input(reviewPolicy),
};
