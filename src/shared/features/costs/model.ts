import * as z from 'zod';
import { day, id, money } from '#shared/rpc/fields.ts';

/** What money goes into. Each is paid once in this list: what an invoice or an order says of an asset is its price. */
export const costKinds = ['purchase', 'maintenance', 'licence', 'contract'] as const;
export type CostKind = (typeof costKinds)[number];

/** By what money is told apart. */
export const costDimensions = ['department', 'costCentre', 'supplier', 'category', 'month', 'year', 'kind'] as const;
export type CostDimension = (typeof costDimensions)[number];

/** A calendar month, `YYYY-MM`. */
export const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);

export const costFilter = z.object({
  from: month,
  to: month,
  kinds: z.array(z.enum(costKinds)).max(costKinds.length).optional(),
});
export type CostFilter = z.infer<typeof costFilter>;

/** A row or a column: the key is empty for what has none, e.g. no department. */
const axisItem = z.object({ key: z.string(), name: z.string() });
export type AxisItem = z.infer<typeof axisItem>;

export const spendSum = z.object({
  row: z.string(),
  column: z.string(),
  currency: z.string(),
  minor: z.number().int(),
  /** How many payments it is made of. */
  count: z.number().int(),
});
export type SpendSum = z.infer<typeof spendSum>;

export const spending = z.object({
  rows: z.array(axisItem),
  columns: z.array(axisItem),
  sums: z.array(spendSum),
  /** What was bought without a day: it is in none of the months, and so in no sum here. */
  undated: z.array(money.extend({ count: z.number().int() })),
});
export type Spending = z.infer<typeof spending>;

/** One payment that a sum is made of. */
export const payment = z.object({
  id,
  kind: z.enum(costKinds),
  day,
  label: z.string(),
  title: z.string(),
  entity: z.enum(['asset', 'work_order', 'product', 'contract']),
  entityId: id,
  cost: money,
});
export type Payment = z.infer<typeof payment>;

/** What an asset, or all of a model, has cost so far. */
export const ownership = z.object({
  id,
  label: z.string(),
  name: z.string(),
  /** How many assets it is about. */
  units: z.number().int(),
  currency: z.string(),
  purchase: z.number().int(),
  running: z.number().int(),
  total: z.number().int(),
  /** Months of use of all of them together; null when it is not known when they were bought. */
  months: z.number().nullable(),
  /** What came in another currency, and is in none of the sums. */
  elsewhere: z.array(money),
});
export type Ownership = z.infer<typeof ownership>;

export const ownershipGroups = ['asset', 'model'] as const;
export const ownershipSorts = ['total', 'running', 'perMonth'] as const;

export const replacementReasons = ['end_of_life', 'own_life', 'model_life', 'usual_life'] as const;
export type ReplacementReason = (typeof replacementReasons)[number];

/** An asset that reaches its end within five years, with the arithmetic of what its successor costs. */
export const replacement = z.object({
  id,
  tag: z.string(),
  name: z.string(),
  category: z.string(),
  endsOn: day,
  reason: z.enum(replacementReasons),
  lifeMonths: z.number().int().nullable(),
  purchasedOn: day.nullable(),
  /** What the price stands on: the last one paid for the model, or its own. */
  basis: z.enum(['model', 'own']).nullable(),
  base: money.nullable(),
  baseDay: day.nullable(),
  /** Whole years by which the price has gone up until then. */
  years: z.number().int(),
  price: money.nullable(),
});
export type Replacement = z.infer<typeof replacement>;

export const replacementYear = z.object({
  /** Empty for what is past its end already. */
  year: z.string(),
  count: z.number().int(),
  prices: z.array(money),
  /** Of which nobody knows a price. */
  unpriced: z.number().int(),
});
export type ReplacementYear = z.infer<typeof replacementYear>;

export const highestRise = 50;
