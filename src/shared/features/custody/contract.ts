import * as z from 'zod';
import { conditions, custodian } from '#shared/features/assets/model.ts';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { day, id, instant, line } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';

/** One link of the chain: somebody was answerable for the asset from here to there. */
export const custody = z.object({
  id,
  custodian,
  startedAt: instant,
  dueOn: day.nullable(),
  endedAt: instant.nullable(),
  conditionOut: z.enum(conditions),
  conditionIn: z.enum(conditions).nullable(),
  handedOverBy: z.string(),
  takenBackBy: z.string().nullable(),
  note: z.string().nullable(),
  reversed: z.boolean(),
});
export type Custody = z.infer<typeof custody>;

export const custodyErrors = {
  ASSET_HELD: { data: z.object({ tag: z.string(), custodian: z.string(), since: instant }) },
  ASSET_NOT_HELD: { data: z.object({ tag: z.string(), status: z.enum(assetStatuses) }) },
  ASSET_NOT_AVAILABLE: { data: z.object({ tag: z.string(), status: z.enum(assetStatuses) }) },
  CUSTODIAN_GONE: { data: z.object({ name: z.string(), endsOn: day.nullable() }) },
  ALREADY_THERE: { data: z.object({ tag: z.string(), place: z.string() }) },
} as const;

export const custodyContract = {
  /** Hands the asset to a person or puts a place in charge of it; with a due date it is a loan. */
  checkOut: command('asset.checkout')
    .input(
      z.object({
        assetId: id,
        custodian: z.object({ kind: z.enum(['person', 'place']), id }),
        dueOn: day.nullable(),
        condition: z.enum(conditions).nullable(),
        note: line(500).nullable(),
      }),
    )
    .errors(custodyErrors),
  checkIn: command('asset.checkin')
    .input(
      z.object({
        assetId: id,
        placeId: id.nullable(),
        condition: z.enum(conditions).nullable(),
        note: line(500).nullable(),
      }),
    )
    .errors(custodyErrors),
  move: command('asset.move')
    .input(z.object({ assetId: id, placeId: id, note: line(500).nullable() }))
    .errors(custodyErrors),
  /** The whole chain of custody of an asset, newest first. */
  chain: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(z.array(custody)),
  /** What somebody holds now. */
  heldBy: query('asset.view')
    .input(z.object({ kind: z.enum(['person', 'place']), id }))
    .output(
      z.array(z.object({ assetId: id, tag: z.string(), name: z.string(), startedAt: instant, dueOn: day.nullable() })),
    ),
};
