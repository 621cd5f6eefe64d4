import * as z from 'zod';
import { command, query } from '#shared/rpc/define.ts';
import { id, money } from '#shared/rpc/fields.ts';
import { advice, costs, happenings, rates, timelineEntry } from './model.ts';

/** What an asset has been through, what it has cost, and whether it is worth keeping. */
export const ownershipContract = {
  /** The newest first. */
  timeline: query('asset.view')
    .input(
      z.object({
        assetId: id,
        kinds: z.array(z.enum(happenings)).max(happenings.length).optional(),
        limit: z.number().int().min(1).max(2000).default(200),
      }),
    )
    .output(z.object({ entries: z.array(timelineEntry), total: z.number().int() })),
  costs: query('asset.cost.view')
    .input(z.object({ assetId: id }))
    .output(costs),
  /** Repair or replace, with everything that it is reckoned from. */
  advice: query('asset.cost.view')
    .input(z.object({ assetId: id, repair: money.nullable(), replacement: money.nullable() }))
    .output(advice)
    .errors({ CURRENCIES_DIFFER: { data: z.object({ currency: z.string(), expected: z.string() }) } }),
  getRates: query('asset.cost.view').output(rates),
  saveRates: command('settings.edit').input(rates),
};
