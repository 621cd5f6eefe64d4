import * as z from 'zod';
import { identityErrors } from '#shared/features/assets/identity-errors.ts';
import { assetRow } from '#shared/features/assets/model.ts';
import { command, job, query } from '#shared/rpc/define.ts';
import { id } from '#shared/rpc/fields.ts';
import { positionContract } from './position-contract.ts';

/**
 * What a code that a reader saw is to us: of an asset; a number that nobody knows; a tag that was never written; a GS1
 * number of another company.
 */
export const tagStandings = ['asset', 'unknown', 'blank', 'foreign'] as const;
export type TagStanding = (typeof tagStandings)[number];

export const identifiedTag = z.object({
  code: z.string(),
  standing: z.enum(tagStandings),
  asset: assetRow.nullable(),
});
export type IdentifiedTag = z.infer<typeof identifiedTag>;

const epc = z.string().regex(/^(?:[0-9A-F]{4}){6,31}$/);
const readerErrors = {
  DEVICE_NOT_READY: {},
  ONE_TAG_NEEDED: { data: z.object({ count: z.number().int() }) },
  ASSET_CLOSED: { data: z.object({ tag: z.string() }) },
  IDENTIFIER_TAKEN: identityErrors.IDENTIFIER_TAKEN,
} as const;

export const trackingContract = {
  ...positionContract,
  /** What stands behind codes that a reader saw, in the order of the question. */
  identify: query('asset.view')
    .input(z.object({ codes: z.array(z.string().min(1).max(400)).min(1).max(500) }))
    .output(z.array(identifiedTag)),
  /** Everything that a sweep found was seen now. */
  recordSweep: command('stocktake.count')
    .input(z.object({ assetIds: z.array(id).min(1).max(5000), placeId: id.nullable() }))
    .output(z.object({ recorded: z.number().int() })),
  /** The EPC that the asset has or, by the scheme of its category, would get. */
  epcOfAsset: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(z.object({ epc: z.string().nullable() })),
  /** Writes an EPC into the one tag in front of the reader; the asset has it only once the tag was read with it. */
  encode: job('asset.edit')
    .input(z.object({ deviceId: id, assetId: id, epc: epc.nullable() }))
    .output(z.object({ outcome: z.enum(['written', 'unknown']), epc: z.string(), read: z.array(z.string()) }))
    .errors({ ...readerErrors, DEVICE_CANNOT_WRITE: {}, NO_EPC: {} }),
  /** Leaves the tag in front of the reader as it is, and records its EPC for the asset. */
  adoptTag: job('asset.edit')
    .input(z.object({ deviceId: id, assetId: id }))
    .output(z.object({ epc: z.string() }))
    .errors({ ...readerErrors, TAG_UNUSABLE: { data: z.object({ code: z.string() }) } }),
};
