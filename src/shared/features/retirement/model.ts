import * as z from 'zod';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { day, id, instant, reference } from '#shared/rpc/fields.ts';

/** Why something leaves the inventory. Words for each stand in the resource file. */
export const retirementReasons = ['end_of_life', 'defective', 'replaced', 'surplus', 'end_of_term', 'other'] as const;
export type RetirementReason = (typeof retirementReasons)[number];

/** What a decommissioning gives free. Slices that hold something of an asset name it by one of these. */
export const releasedKinds = [
  'custody',
  'held_asset',
  'relation',
  'reservation',
  'pool',
  'configuration_run',
  'secret',
  'licence',
  'maintenance_plan',
  'work_order',
  'ticket',
  'backup',
] as const;

/** What of one kind is given free, each by the name that people know it by. */
export const released = z.object({ kind: z.enum(releasedKinds), what: z.array(z.string()) });
export type Released = z.infer<typeof released>;

/** Why an asset can't be decommissioned now. */
export const blockKinds = ['gone', 'disposed', 'retiring', 'incident', 'kit', 'secure_place', 'other'] as const;
export type BlockKind = (typeof blockKinds)[number];

export const block = z.object({ kind: z.enum(blockKinds), what: z.string() });
export type Block = z.infer<typeof block>;

/** What comes of something in the end. */
export const disposalOutcomes = ['recycled', 'resold', 'donated', 'destroyed', 'returned', 'ended'] as const;
export type DisposalOutcome = (typeof disposalOutcomes)[number];

/** An asset before it is decommissioned: what would be released, and what stands in the way. */
export const outlook = z.object({
  asset: z.object({ id, tag: z.string(), name: z.string(), status: z.enum(assetStatuses), category: z.string() }),
  releases: z.array(released),
  blocks: z.array(block),
  /** What would be missed together with it, by tag. */
  dependants: z.array(z.string()),
  holdsData: z.boolean(),
});
export type Outlook = z.infer<typeof outlook>;

export const retirementEnds = ['disposed', 'taken_back'] as const;

/** One asset's way out, from the decision to where it went. */
export const retirement = z.object({
  id,
  number: z.number().int(),
  asset: z.object({ id, tag: z.string(), name: z.string(), status: z.enum(assetStatuses) }),
  reason: z.enum(retirementReasons),
  note: z.string(),
  begunAt: instant,
  begunBy: z.string(),
  released: z.array(released),
  endedAt: instant.nullable(),
  ended: z.enum(retirementEnds).nullable(),
  outcome: z.enum(disposalOutcomes).nullable(),
});
export type Retirement = z.infer<typeof retirement>;

/** How far something on its way out has come. */
export const retirementStages = ['to_sanitise', 'to_dispose', 'in_lot', 'disposed'] as const;
export type RetirementStage = (typeof retirementStages)[number];

export const retirementRow = z.object({
  id,
  number: z.number().int(),
  asset: z.object({ id, tag: z.string(), name: z.string(), serial: z.string().nullable() }),
  category: z.string(),
  place: reference.nullable(),
  reason: z.enum(retirementReasons),
  begunAt: instant,
  stage: z.enum(retirementStages),
  outcome: z.enum(disposalOutcomes).nullable(),
  disposedOn: day.nullable(),
  holdsData: z.boolean(),
});
export type RetirementRow = z.infer<typeof retirementRow>;
