import * as z from 'zod';
import { id, instant, line, ownCode, reference, requiredLine, text } from '#shared/rpc/fields.ts';

/** An accessory is expected back; a consumable is used up. Both are counted instead of tagged. */
export const supplyKinds = ['accessory', 'consumable'] as const;
export type SupplyKind = (typeof supplyKinds)[number];

/** What can happen to a stock. A reversal undoes one of the others. */
export const supplyMovementKinds = [
  'received',
  'issued',
  'returned',
  'moved',
  'adjusted',
  'counted',
  'reversed',
] as const;
export type SupplyMovementKind = (typeof supplyMovementKinds)[number];

/** More than anybody handles at once: a slip of the finger, or an article's barcode scanned into the quantity. */
export const mostAtOnce = 1_000_000;
export const supplyQuantity = z.number().int().min(1).max(mostAtOnce);

export const recipientKinds = ['person', 'team', 'asset', 'work'] as const;
export type RecipientKind = (typeof recipientKinds)[number];

/** Whom or what a quantity goes to: somebody, a team, an asset it is built into, or a piece of work by its name. */
export const recipientRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['person', 'team', 'asset']), id }),
  z.object({ kind: z.literal('work'), name: requiredLine(120) }),
]);
export type RecipientRef = z.infer<typeof recipientRef>;

export const articleDetails = z.object({
  kind: z.enum(supplyKinds),
  name: requiredLine(),
  /** What one of it is, e.g. `piece` or `box of 100`. */
  unit: requiredLine(40),
  /** The barcode on the box or the bin; made when left empty. */
  code: ownCode(60).nullable(),
  /** At this stock or below it is bought again; null for what is not bought again. */
  reorderLevel: z.number().int().min(0).max(mostAtOnce).nullable(),
  /** It is bought in multiples of this. */
  reorderQuantity: supplyQuantity,
  supplierId: id.nullable(),
  /** What the supplier calls it. */
  supplierArticle: line(80).nullable(),
  notes: text().nullable(),
});
export type ArticleDetails = z.infer<typeof articleDetails>;

export const articleRow = articleDetails.omit({ supplierId: true, notes: true }).extend({
  id,
  code: z.string(),
  supplier: reference.nullable(),
  /** Over all places. */
  stock: z.number().int(),
  /** In how many places some of it lies. */
  places: z.number().int(),
  /** Whether the stock has come down to the reorder level. */
  low: z.boolean(),
  archived: z.boolean(),
});
export type ArticleRow = z.infer<typeof articleRow>;

const heldPlace = z.object({ id, name: z.string(), code: z.string(), path: z.string() });

export const article = articleRow.extend({
  notes: z.string().nullable(),
  version: z.number().int(),
  /** Where how many lie, the fullest first. */
  bins: z.array(z.object({ place: heldPlace, quantity: z.number().int() })),
  /** Who has how many of it that have not come back. */
  out: z.array(z.object({ kind: z.enum(recipientKinds), id: id.nullable(), name: z.string(), quantity: z.number() })),
});
export type Article = z.infer<typeof article>;

export const supplyMovement = z.object({
  id,
  at: instant,
  kind: z.enum(supplyMovementKinds),
  quantity: z.number().int(),
  from: reference.nullable(),
  to: reference.nullable(),
  recipient: z.object({ kind: z.enum(recipientKinds), id: id.nullable(), name: z.string() }).nullable(),
  reason: z.string().nullable(),
  operator: z.string(),
  /** Somebody took it back later. */
  undone: z.boolean(),
});
export type SupplyMovement = z.infer<typeof supplyMovement>;

export const reorderProposal = articleRow.extend({
  /** How many to buy, in multiples of the reorder quantity. */
  proposed: z.number().int(),
  /** How many were issued in the last ninety days, less what came back. */
  used: z.number().int(),
});
export type ReorderProposal = z.infer<typeof reorderProposal>;
