import * as z from 'zod';
import { day, id, instant, line, money, reference, requiredLine, text } from '#shared/rpc/fields.ts';
import { depreciation } from './depreciation.ts';
import { families } from './families.ts';
import type { Family } from './families.ts';
import { fieldValue } from './fields.ts';
import { assetStatuses } from './status.ts';

export { families };
export type { Family };

export const conditions = ['new', 'good', 'worn', 'damaged', 'defective'] as const;
export type Condition = (typeof conditions)[number];

/** Code printed on the tag. Upper case, so that a wrong keyboard layout does the least damage. */
export const tag = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._/ #-]*$/u);

export const serial = line(120);

export const assetDetails = z.object({
  name: line().nullable(),
  serial: serial.nullable(),
  categoryId: id,
  modelId: id.nullable(),
  manufacturerId: id.nullable(),
  condition: z.enum(conditions),
  supplierId: id.nullable(),
  orderNumber: line(80).nullable(),
  purchasedOn: day.nullable(),
  /** What was paid: never less than nothing. */
  cost: money.extend({ minor: z.number().int().min(0) }).nullable(),
  warrantyUntil: day.nullable(),
  endOfLifeOn: day.nullable(),
  departmentId: id.nullable(),
  costCentreId: id.nullable(),
  notes: text().nullable(),
  /** Not given: what the model says for a new asset, what there was for another. */
  depreciation: depreciation.nullable().optional(),
});
export type AssetDetails = z.infer<typeof assetDetails>;

/** Numbers that a unit has beside its serial; it is found by them as by its tag. */
export const identifierKinds = ['epc', 'mac', 'imei', 'iccid', 'gtin', 'part_number'] as const;
export const identifier = z.object({ kind: z.enum(identifierKinds), value: requiredLine(120) });
export type Identifier = z.infer<typeof identifier>;

/** Who can be answerable for an asset: a person, a place, a team (department), or the asset that it belongs to. */
export const custodianKinds = ['person', 'place', 'team', 'asset'] as const;
export type CustodianKind = (typeof custodianKinds)[number];
export const custodian = z.object({
  kind: z.enum(custodianKinds),
  id,
  name: z.string(),
});

export const assetRow = z.object({
  id,
  tag: z.string(),
  name: z.string(),
  serial: z.string().nullable(),
  status: z.enum(assetStatuses),
  condition: z.enum(conditions),
  category: reference,
  family: z.enum(families),
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  custodian: custodian.nullable(),
  place: reference.nullable(),
  department: z.string().nullable(),
  dueOn: day.nullable(),
  purchasedOn: day.nullable(),
  warrantyUntil: day.nullable(),
  /** Null when there is none, and for operators who may not see costs. */
  cost: money.nullable(),
  lastSeenAt: instant.nullable(),
});
export type AssetRow = z.infer<typeof assetRow>;

/** A row of the list with everything that may be a column of it. */
export const assetListRow = assetRow.extend({
  supplier: z.string().nullable(),
  costCentre: z.string().nullable(),
  orderNumber: z.string().nullable(),
  endOfLifeOn: day.nullable(),
  createdAt: instant,
  updatedAt: instant,
  /** By `field:12`, those that were asked for and hold something: as people read it. */
  fields: z.record(z.string(), z.string()),
});
export type AssetListRow = z.infer<typeof assetListRow>;

export const asset = assetRow.extend({
  modelId: id.nullable(),
  modelNumber: z.string().nullable(),
  manufacturerId: id.nullable(),
  supplier: reference.nullable(),
  orderNumber: z.string().nullable(),
  endOfLifeOn: day.nullable(),
  departmentId: id.nullable(),
  costCentre: reference.nullable(),
  notes: z.string().nullable(),
  /** Columns of an imported file that have no field of their own; nothing is lost. */
  extras: z.record(z.string(), z.string()),
  identifiers: z.array(identifier),
  fields: z.array(fieldValue),
  /** Null when there is none, and for operators who may not see costs. */
  depreciation: depreciation.nullable(),
  heldSince: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
  version: z.number().int(),
});
export type Asset = z.infer<typeof asset>;

/** What happened to the asset's place, custodian or status. */
export const movementKinds = [
  'registered',
  'moved',
  'checked_out',
  'checked_in',
  'transferred',
  'status_changed',
  'reversed',
] as const;
export const movement = z.object({
  id,
  at: instant,
  kind: z.enum(movementKinds),
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string().nullable(),
  operator: z.string(),
  how: z.enum(['scan', 'manual', 'import', 'cli', 'sample']),
  journalSeq: z.number().int(),
});
export type Movement = z.infer<typeof movement>;

export const category = z.object({
  id,
  key: z.string(),
  family: z.enum(families),
  name: z.string(),
  code: z.string(),
  parentId: id.nullable(),
  archived: z.boolean(),
  /** Where its assets went. */
  mergedIntoId: id.nullable(),
  /** Whether its assets have media in them, so that none leaves without proof that they were sanitised. */
  holdsData: z.boolean(),
  assetCount: z.number().int(),
  version: z.number().int(),
});
export type Category = z.infer<typeof category>;

export const modelDetails = z.object({
  name: requiredLine(),
  number: line(120).nullable(),
  manufacturerId: id.nullable(),
  categoryId: id,
  warrantyMonths: z.number().int().min(0).max(240).nullable(),
  /** Not given: none for a new model, what there was for another. */
  depreciation: depreciation.nullable().optional(),
});
export type ModelDetails = z.infer<typeof modelDetails>;
export const model = modelDetails.extend({
  id,
  depreciation: depreciation.nullable(),
  /** The last entry of the journal about it. */
  version: z.number().int(),
  manufacturer: z.string().nullable(),
  category: z.string(),
  assetCount: z.number().int(),
});
export type Model = z.infer<typeof model>;
