import * as z from 'zod';
import { day, id, instant, line, money, reference, text } from '#shared/rpc/fields.ts';
import { price, quantity } from './requisition.ts';

/** The life of a purchase order; the database guards the same steps (see the migrations). */
export const orderStates = [
  'draft',
  'sent',
  'confirmed',
  'partly_received',
  'received',
  'closed',
  'cancelled',
] as const;
export type OrderState = (typeof orderStates)[number];

export const nextOrderStates: Readonly<Record<OrderState, readonly OrderState[]>> = {
  draft: ['sent', 'cancelled'],
  sent: ['confirmed', 'partly_received', 'received', 'cancelled'],
  // Changed after it was confirmed, it waits for a new confirmation.
  confirmed: ['sent', 'partly_received', 'received', 'cancelled'],
  partly_received: ['received', 'closed'],
  received: ['closed'],
  closed: [],
  cancelled: [],
};

export function mayOrderBecome(from: OrderState, to: OrderState): boolean {
  return nextOrderStates[from].includes(to);
}

/** States in which deliveries may come. */
export const receivable: readonly OrderState[] = ['sent', 'confirmed', 'partly_received'];

/** `PO-2026-0007`: the numbers of a year have no gaps. */
export function orderNumber(year: number, number: number): string {
  return `PO-${year}-${String(number).padStart(4, '0')}`;
}

/** Year and number of what {@link orderNumber} printed; null for anything else. */
export function parseOrderNumber(code: string): { year: number; number: number } | null {
  const match = /^PO-(\d{4})-(\d{4,9})$/i.exec(code.trim());
  return match === null ? null : { year: Number(match[1]), number: Number(match[2]) };
}

const orderLineDetails = z.object({
  /** Null for a new one. */
  id: id.nullable(),
  categoryId: id,
  modelId: id.nullable(),
  description: line(200),
  quantity,
  /** Without tax, in the smallest unit of the order's currency. */
  unitPriceMinor: price.shape.minor,
  /** Hundredths of a percent: 1900 is 19 %. */
  taxBasisPoints: z.number().int().min(0).max(10_000),
});

export const orderDetails = z.object({
  deliveryPlaceId: id.nullable(),
  deliveryAddress: text(1000),
  terms: text(2000),
  expectedOn: day.nullable(),
  freightMinor: price.shape.minor,
  lines: z.array(orderLineDetails).min(1).max(100),
});
export type OrderDetails = z.infer<typeof orderDetails>;

export interface Totals {
  netMinor: number;
  freightMinor: number;
  taxMinor: number;
  grossMinor: number;
}

/** Tax of an amount, half a smallest unit rounded up. */
export function taxOf(netMinor: number, basisPoints: number): number {
  return Math.floor((netMinor * basisPoints + 5000) / 10_000);
}

/** Net, tax by line, and gross. Freight is taxed by the highest rate of the lines, as a supply that goes with them. */
export function totalsOf(
  lines: readonly { quantity: number; unitPriceMinor: number; taxBasisPoints: number }[],
  freightMinor: number,
): Totals {
  const netMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  const highest = Math.max(0, ...lines.map(({ taxBasisPoints }) => taxBasisPoints));
  const taxMinor =
    lines.reduce((sum, line) => sum + taxOf(line.quantity * line.unitPriceMinor, line.taxBasisPoints), 0) +
    taxOf(freightMinor, highest);
  return { netMinor, freightMinor, taxMinor, grossMinor: netMinor + freightMinor + taxMinor };
}

/**
 * What the next units of a line cost with their share of the freight, in the order of their acceptance. The shares of
 * all units of all lines together are exactly the freight: each line gets its share by value, each unit the difference
 * of two rounded sums.
 *
 * @param from how many units of the line were accepted before.
 */
export function unitCosts(
  lines: readonly { quantity: number; unitPriceMinor: number }[],
  freightMinor: number,
  index: number,
  from: number,
  count: number,
): number[] {
  const line = lines[index];
  if (line === undefined) return [];
  const value = ({ quantity: units, unitPriceMinor }: (typeof lines)[number]) => units * unitPriceMinor;
  const total = lines.reduce((sum, each) => sum + value(each), 0);
  const upTo = (end: number) => {
    const before = lines.slice(0, end).reduce((sum, each) => sum + value(each), 0);
    return total === 0 ? 0 : Math.floor((freightMinor * before) / total);
  };
  const share = upTo(index + 1) - upTo(index);
  const ofUnits = (units: number) => Math.floor((share * Math.min(units, line.quantity)) / line.quantity);
  return Array.from({ length: count }, (_, unit) => {
    const at = from + unit;
    return line.unitPriceMinor + ofUnits(at + 1) - ofUnits(at);
  });
}

/** An order as it stood in one revision. */
export const orderContent = orderDetails.extend({ supplier: z.string(), currency: z.string() });
export type OrderContent = z.infer<typeof orderContent>;

export const orderVersion = z.object({
  revision: z.number().int(),
  at: instant,
  operator: z.string(),
  reason: z.string(),
  content: orderContent,
});
export type OrderVersion = z.infer<typeof orderVersion>;

export interface Difference {
  field: string;
  /** Number of the line, from 1; null for what the whole order has. */
  line: number | null;
  before: string | null;
  after: string | null;
}

const shown = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

/** What changed from one revision to the next; lines are told apart by their identifiers. */
export function differencesOf(before: OrderContent, after: OrderContent): Difference[] {
  const found: Difference[] = [];
  const compare = (field: string, line: number | null, one: string | number | null, other: string | number | null) => {
    if (shown(one) !== shown(other)) found.push({ field, line, before: shown(one), after: shown(other) });
  };
  for (const field of ['deliveryPlaceId', 'deliveryAddress', 'terms', 'expectedOn', 'freightMinor'] as const)
    compare(field, null, before[field], after[field]);
  const fields = ['categoryId', 'modelId', 'description', 'quantity', 'unitPriceMinor', 'taxBasisPoints'] as const;
  for (const [index, line] of after.lines.entries()) {
    const known = before.lines.find((each) => each.id !== null && each.id === line.id);
    if (known === undefined) found.push({ field: 'line', line: index + 1, before: null, after: String(line.quantity) });
    else for (const field of fields) compare(field, index + 1, known[field], line[field]);
  }
  for (const [index, line] of before.lines.entries())
    if (!after.lines.some(({ id: known }) => known === line.id))
      found.push({ field: 'line', line: index + 1, before: String(line.quantity), after: null });
  return found;
}

export const orderRow = z.object({
  id,
  number: z.string(),
  state: z.enum(orderStates),
  supplier: reference,
  requisition: z.object({ id, number: z.string() }),
  summary: z.string(),
  units: z.number().int(),
  accepted: z.number().int(),
  expectedOn: day.nullable(),
  /** Null for operators who may not see costs. */
  gross: money.nullable(),
  createdAt: instant,
});
export type OrderRow = z.infer<typeof orderRow>;

const orderLine = z.object({
  id,
  category: reference,
  model: reference.nullable(),
  description: z.string(),
  quantity: z.number().int(),
  unitPriceMinor: z.number().int().nullable(),
  taxBasisPoints: z.number().int(),
  accepted: z.number().int(),
  failed: z.number().int(),
});
export type OrderLine = z.infer<typeof orderLine>;

const totals = z.object({
  netMinor: z.number().int(),
  freightMinor: z.number().int(),
  taxMinor: z.number().int(),
  grossMinor: z.number().int(),
});

export const order = orderRow.extend({
  currency: z.string(),
  deliveryPlace: reference.nullable(),
  deliveryAddress: z.string(),
  terms: z.string(),
  lines: z.array(orderLine),
  totals: totals.nullable(),
  approvedMinor: z.number().int().nullable(),
  revision: z.number().int(),
  sentRevision: z.number().int().nullable(),
  sentAt: instant.nullable(),
  confirmedAt: instant.nullable(),
  confirmation: z.string().nullable(),
  closedAt: instant.nullable(),
  closeReason: z.string().nullable(),
  createdBy: z.string(),
  version: z.number().int(),
  revisions: z.array(
    z.object({
      revision: z.number().int(),
      at: instant,
      operator: z.string(),
      reason: z.string(),
      differences: z.array(
        z.object({
          field: z.string(),
          line: z.number().int().nullable(),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
    }),
  ),
  receipts: z.array(
    z.object({
      id,
      state: z.enum(['open', 'finished', 'discarded']),
      deliveryNote: z.string(),
      place: z.string().nullable(),
      at: instant,
      operator: z.string(),
      accepted: z.number().int(),
      defective: z.number().int(),
      failed: z.number().int(),
      rma: z.string().nullable(),
      /** How many pictures and documents of its inspection there are. */
      papers: z.number().int(),
    }),
  ),
});
export type Order = z.infer<typeof order>;
