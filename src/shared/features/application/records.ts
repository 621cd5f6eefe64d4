import * as z from 'zod';
import { id } from '#shared/rpc/fields.ts';

/** Kinds of records with a page of their own, besides assets, people and places, in the order in which they are told. */
export const recordKinds = [
  'ticket',
  'incident',
  'workOrder',
  'requisition',
  'order',
  'invoice',
  'contract',
  'supplier',
  'licence',
  'article',
  'stocktake',
  'lot',
  'campaign',
  'protectedItem',
  'recoveryPlan',
  'profile',
  'configurationRun',
  'roleRun',
  'course',
  'category',
] as const;
export type RecordKind = (typeof recordKinds)[number];

export const foundRecord = z.object({
  kind: z.enum(recordKinds),
  /** Of what is opened: of an invoice that is its order. */
  id,
  label: z.string(),
  detail: z.string().nullable(),
});
export type FoundRecord = z.infer<typeof foundRecord>;
