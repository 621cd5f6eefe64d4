import * as z from 'zod';
import { day, id, instant, line, money, reference, requiredLine, text } from '#shared/rpc/fields.ts';
import { addDays } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import { demand } from './demand.ts';

/**
 * The life of a requisition as one state machine. The database guards the same
 * steps with a trigger (see the migrations).
 */
export const requisitionStates = [
  'draft',
  'submitted',
  'in_approval',
  'approved',
  'ordered',
  'fulfilled',
  'returned',
  'cancelled',
] as const;
export type RequisitionState = (typeof requisitionStates)[number];

export const nextRequisitionStates: Readonly<Record<RequisitionState, readonly RequisitionState[]>> = {
  draft: ['submitted', 'cancelled'],
  submitted: ['in_approval', 'returned', 'cancelled'],
  in_approval: ['approved', 'ordered', 'returned', 'submitted', 'cancelled'],
  approved: ['ordered', 'submitted', 'cancelled'],
  // Back to the quotes when the price left what was approved; back to approved when the order was cancelled.
  ordered: ['fulfilled', 'approved', 'submitted'],
  fulfilled: [],
  returned: ['submitted', 'cancelled'],
  cancelled: [],
};

export function mayRequisitionBecome(from: RequisitionState, to: RequisitionState): boolean {
  return nextRequisitionStates[from].includes(to);
}

/** States in which what is needed may still be worded by whoever needs it. */
export function isWorded(state: RequisitionState): boolean {
  return state === 'draft' || state === 'returned';
}

/** `REQ-2026-0007`: the numbers of a year have no gaps. */
export function requisitionNumber(year: number, number: number): string {
  return `REQ-${year}-${String(number).padStart(4, '0')}`;
}

/** Days for which idle stock is kept for somebody who does not say when he needs it, and those after the day that he says. */
const kept = { usually: 30, afterwards: 14, atMost: 365 };

/** The last day on which idle stock is kept for a need, instead of something new. */
export function keptUntil(today: Day, neededBy: Day | null): Day {
  const usual = addDays(today, kept.usually);
  const wanted = neededBy === null ? usual : addDays(neededBy, kept.afterwards);
  const latest = addDays(today, kept.atMost);
  return wanted < usual ? usual : wanted > latest ? latest : wanted;
}

/** More of one thing than anybody buys in one go: a slip of the finger. */
export const mostOfALine = 10_000;

export const quantity = z.number().int().min(1).max(mostOfALine);
/** What one unit may cost; a thousand million of the largest unit is a slip of the finger as well. */
export const price = money.extend({ minor: z.number().int().min(0).max(100_000_000_000) });

export const requisitionLineDetails = z.object({
  categoryId: id,
  modelId: id.nullable(),
  description: line(200),
  quantity,
  mustHaves: line(500),
  /** What a unit is thought to cost; its currency is the organisation's. */
  estimate: price.nullable(),
});
export type RequisitionLineDetails = z.infer<typeof requisitionLineDetails>;

export const requisitionDetails = z.object({
  /** Who needs it. */
  requesterId: id,
  departmentId: id.nullable(),
  costCentreId: id.nullable(),
  reason: requiredLine(500),
  neededBy: day.nullable(),
  notes: text(4000).nullable(),
  lines: z.array(requisitionLineDetails).min(1).max(100),
});
export type RequisitionDetails = z.infer<typeof requisitionDetails>;

export const requisitionRow = z.object({
  id,
  number: z.string(),
  state: z.enum(requisitionStates),
  requester: reference,
  department: z.string().nullable(),
  reason: z.string(),
  neededBy: day.nullable(),
  /** How many units of all lines. */
  units: z.number().int(),
  summary: z.string(),
  createdBy: z.string(),
  createdAt: instant,
});
export type RequisitionRow = z.infer<typeof requisitionRow>;

export const criterionKinds = ['must', 'weighted'] as const;

export const criterionDetails = z.object({
  /** Null for a new one; one that is known keeps the answers that quotes gave. */
  id: id.nullable(),
  kind: z.enum(criterionKinds),
  text: requiredLine(200),
  /** What is wanted: a number, a norm, a sentence. */
  target: line(200),
  /** How much it counts among the weighted ones. */
  weight: z.number().int().min(1).max(10),
  /** The rule that asks for it, such as a directive or a standard. */
  regulation: line(80),
});
export type CriterionDetails = z.infer<typeof criterionDetails>;

const criterion = criterionDetails.extend({ id });
export type Criterion = z.infer<typeof criterion>;

const requisitionLine = requisitionLineDetails
  .omit({ categoryId: true, modelId: true })
  .extend({ id, category: reference, model: reference.nullable() });
export type RequisitionLine = z.infer<typeof requisitionLine>;

export const requisition = requisitionRow.extend({
  departmentId: id.nullable(),
  costCentre: reference.nullable(),
  notes: z.string().nullable(),
  lines: z.array(requisitionLine),
  /** The specification. */
  criteria: z.array(criterion),
  /** Why it came back. */
  returnReason: z.string().nullable(),
  createdById: id,
  submittedAt: instant.nullable(),
  version: z.number().int(),
});
export type Requisition = z.infer<typeof requisition>;

const idleAsset = z.object({
  id,
  tag: z.string(),
  name: z.string(),
  serial: z.string().nullable(),
  condition: z.string(),
  place: z.string().nullable(),
});

const purchase = z.object({
  on: day,
  name: z.string(),
  supplier: z.string().nullable(),
  orderNumber: z.string().nullable(),
  quantity: z.number().int(),
  /** Null when nothing is known, and for operators who may not see costs. */
  unitPrice: money.nullable(),
});

const reservedAsset = idleAsset
  .omit({ serial: true })
  .extend({ reservationId: id, /** The last day on which it is kept. */ until: day });

/** What is known before anything is bought. */
export const alternatives = z.object({
  /** Kept already for whoever needs it. */
  reserved: z.array(reservedAsset),
  idle: z.array(idleAsset),
  idleTotal: z.number().int(),
  purchases: z.array(purchase),
  demand,
});
export type Alternatives = z.infer<typeof alternatives>;
