import * as z from 'zod';
import { frozenError } from '#shared/features/assets/frozen-error.ts';
import { command, query } from '#shared/rpc/define.ts';
import { cursor, id, line, page, text } from '#shared/rpc/fields.ts';
import { lotContract } from './lot-contract.ts';
import { reviewContract } from './review-contract.ts';
import { sanitisationContract } from './sanitisation-contract.ts';
import { unsanitised } from './unsanitised.ts';
import {
  blockKinds,
  disposalOutcomes,
  outlook,
  retirement,
  retirementReasons,
  retirementRow,
  retirementStages,
} from './model.ts';

/** Several lines that say something. */
const told = text(2000).refine((words) => words.trim() !== '');
const assetIds = z.array(id).min(1).max(200);

export const decommissioning = z.object({
  assetIds,
  reason: z.enum(retirementReasons),
  note: text(2000).default(''),
  /** What depends on them was seen. */
  despiteDependants: z.boolean().default(false),
});
export type Decommissioning = z.infer<typeof decommissioning>;

export const retirementContract = {
  /** What decommissioning these assets would release, and what stands in the way of it. */
  outlook: query('asset.view').input(z.object({ assetIds })).output(z.array(outlook)),
  /** Takes assets out of service, all or none: with whoever had them and all that was kept for them. */
  decommission: command('asset.retire')
    .input(decommissioning)
    .output(z.array(z.object({ assetId: id, number: z.number().int() })))
    .errors({
      DECOMMISSION_BLOCKED: { data: z.object({ tag: z.string(), block: z.enum(blockKinds), what: z.string() }) },
      HAS_DEPENDANTS: { data: z.object({ tag: z.string(), count: z.number().int() }) },
      ...frozenError,
    }),
  /** It is not retired after all: back to stock, with nothing of what was released. */
  takeBack: command('asset.retire')
    .input(z.object({ assetId: id, reason: told }))
    .errors({ NOT_RETIRING: { data: z.object({ tag: z.string() }) }, ...frozenError }),
  /** It has left: given back, ended or destroyed here. What goes to somebody leaves with a lot. */
  dispose: command('asset.retire')
    .input(z.object({ assetIds, outcome: z.enum(disposalOutcomes), note: told }))
    .errors({ NOT_RETIRING: { data: z.object({ tag: z.string() }) }, ...unsanitised, ...frozenError }),
  ...sanitisationContract,
  ...lotContract,
  ...reviewContract,
  /** Everything on its way out and everything that left, newest first. */
  list: query('asset.view')
    .input(
      z.object({
        stages: z.array(z.enum(retirementStages)).max(retirementStages.length).optional(),
        search: line(100).optional(),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(200).default(100),
      }),
    )
    .output(page(retirementRow)),
  /** Every way out that an asset was on, the newest first. */
  ofAsset: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(z.array(retirement)),
};
