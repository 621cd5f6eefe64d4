import * as z from 'zod';
import { day, id, instant, reference } from '#shared/rpc/fields.ts';
import { extraKinds } from '#shared/features/role-kits/contract.ts';

export const runKinds = ['joiner', 'mover', 'leaver'] as const;
export type RunKind = (typeof runKinds)[number];

export const itemActions = ['hand_out', 'change', 'collect'] as const;
export type ItemAction = (typeof itemActions)[number];

export const itemKinds = ['asset', ...extraKinds] as const;
export type ItemKind = (typeof itemKinds)[number];

export const itemStates = ['open', 'done', 'waived'] as const;
export type ItemState = (typeof itemStates)[number];

/** One thing to hand out, to change or to collect. */
export const plannedItem = z.object({
  action: z.enum(itemActions),
  kind: z.enum(itemKinds),
  /** What is wanted, or what comes back, as people read it. */
  name: z.string(),
  categoryId: id.nullable(),
  modelId: id.nullable(),
  oldAsset: reference.extend({ tag: z.string() }).nullable(),
  /** The product of a licence, and the seat that comes back; null for one that is only ticked off. */
  productId: id.nullable(),
  seatId: id.nullable(),
});
export type PlannedItem = z.infer<typeof plannedItem>;

export const runItem = plannedItem.extend({
  id,
  state: z.enum(itemStates),
  dueOn: day,
  /** What went out for it. */
  newAsset: reference.extend({ tag: z.string() }).nullable(),
  doneBy: z.string().nullable(),
  doneAt: instant.nullable(),
  waivedBecause: z.string().nullable(),
});
export type RunItem = z.infer<typeof runItem>;

export const roleRunRow = z.object({
  id,
  kind: z.enum(runKinds),
  person: reference,
  role: z.string().nullable(),
  dueOn: day,
  startedAt: instant,
  startedBy: z.string(),
  items: z.number().int(),
  open: z.number().int(),
  cancelledBecause: z.string().nullable(),
});
export type RoleRunRow = z.infer<typeof roleRunRow>;

export const roleRun = roleRunRow.extend({ list: z.array(runItem) });
export type RoleRun = z.infer<typeof roleRun>;

/** A run that should be begun, by what the register of people says. */
export const expectedRun = z.object({
  kind: z.enum(runKinds),
  person: reference,
  department: z.string().nullable(),
  /** The first or the last day; of a move the day on which it is noticed. */
  on: day,
});
export type ExpectedRun = z.infer<typeof expectedRun>;

export const task = runItem.extend({ runId: id, runKind: z.enum(runKinds), person: reference });
export type Task = z.infer<typeof task>;

/** Somebody who leaves or has left and still has assets. */
export const unreturned = z.object({
  person: reference,
  endsOn: day,
  /** Days past the last day; negative while there is time: then it is a reminder, afterwards a proposal of an incident. */
  daysOver: z.number().int(),
  assets: z.array(z.object({ id, tag: z.string(), name: z.string() })),
  runId: id.nullable(),
  decision: z
    .object({ decision: z.enum(['incident', 'excused']), reason: z.string(), at: instant, by: z.string() })
    .nullable(),
  /** The incident that was declared of what did not come back. */
  incident: z.object({ id, number: z.number().int() }).nullable(),
});
export type Unreturned = z.infer<typeof unreturned>;
