import * as z from 'zod';
import { custodyErrors } from '#shared/features/custody/contract.ts';
import { conditions } from '#shared/features/assets/model.ts';
import { command, query } from '#shared/rpc/define.ts';
import { day, id, instant, ownCode, reference, requiredLine } from '#shared/rpc/fields.ts';

/** A part of a kit as it is now: there, out with somebody, or not to be had. */
export const kitPartStates = ['present', 'out', 'missing'] as const;

export const kitPart = z.object({
  /** The very asset, or what of the category would be taken; null while there is none. */
  asset: z.object({ id, tag: z.string(), name: z.string() }).nullable(),
  /** Null for a fixed asset. */
  category: reference.nullable(),
  state: z.enum(kitPartStates),
  /** Who has it. */
  holder: z.string().nullable(),
});
export type KitPart = z.infer<typeof kitPart>;

export const kit = z.object({
  id,
  code: z.string(),
  name: z.string(),
  version: z.number().int(),
  /** What belongs to it, as it was written down. */
  content: z.array(
    z.object({
      asset: z.object({ id, tag: z.string(), name: z.string() }).nullable(),
      category: reference.nullable(),
      quantity: z.number().int(),
    }),
  ),
  parts: z.array(kitPart),
  /** Whether everything is there to be handed over. */
  complete: z.boolean(),
  /** Who has it, or what of it is not back yet. */
  out: z.object({ holder: z.string(), since: instant, dueOn: day.nullable() }).nullable(),
});
export type Kit = z.infer<typeof kit>;

const kitContent = z.union([
  z.object({ assetId: id }),
  z.object({ categoryId: id, quantity: z.number().int().min(1).max(99) }),
]);

/** What was done with a kit: what of it was there, and what was not. */
export const kitMoved = z.object({ tags: z.array(z.string()), missing: z.array(z.string()) });

export const kitContract = {
  listKits: query('asset.view').output(z.array(kit)),
  /** An empty code is made. */
  saveKit: command('asset.edit')
    .input(
      z.object({
        id: id.nullable(),
        name: requiredLine(80),
        code: ownCode(40).nullable(),
        content: z.array(kitContent).min(1).max(100),
        version: z.number().int().nullable(),
      }),
    )
    .output(z.object({ id, code: z.string() }))
    .errors({
      NAME_TAKEN: { data: z.object({ name: z.string() }) },
      KIT_CODE_TAKEN: { data: z.object({ code: z.string() }) },
      IN_OTHER_KIT: { data: z.object({ tag: z.string(), name: z.string() }) },
    }),
  archiveKit: command('asset.edit')
    .input(z.object({ id }))
    .errors({ KIT_OUT: { data: z.object({ name: z.string(), holder: z.string() }) } }),
  /** Hands over everything of the kit that is there, and tells what is not. */
  handOverKit: command('asset.checkout')
    .input(z.object({ id, custodian: z.object({ kind: z.enum(['person', 'team']), id }), dueOn: day.nullable() }))
    .output(kitMoved)
    .errors({
      KIT_OUT: { data: z.object({ name: z.string(), holder: z.string() }) },
      KIT_EMPTY: { data: z.object({ name: z.string() }) },
      CUSTODIAN_GONE: { data: z.object({ name: z.string(), endsOn: day.nullable() }) },
      CONFIGURATION_OPEN: custodyErrors.CONFIGURATION_OPEN,
      UNDER_MAINTENANCE: custodyErrors.UNDER_MAINTENANCE,
      TRAINING_MISSING: custodyErrors.TRAINING_MISSING,
    }),
  /** Takes back what of the kit came, and notes what did not. */
  takeBackKit: command('asset.checkin')
    .input(
      z.object({
        id,
        /** What did not come back: it stays with whoever has it. */
        missingAssetIds: z.array(id).max(500).default([]),
        placeId: id.nullable().default(null),
        condition: z.enum(conditions).nullable().default(null),
      }),
    )
    .output(kitMoved)
    .errors({ KIT_NOT_OUT: { data: z.object({ name: z.string() }) } }),
};
