import * as z from 'zod';
import { query } from '#shared/rpc/define.ts';
import { day, id, money } from '#shared/rpc/fields.ts';

/** How a supplier did so far, computed from what happened and typed by nobody. */
export const supplierPerformance = z.object({
  supplierId: id,
  /** Finished deliveries whose order said a day, and how many of them came by it. */
  deliveries: z.number().int(),
  onTime: z.number().int(),
  /** Units that were inspected, and how many of them went back. */
  units: z.number().int(),
  failed: z.number().int(),
  /** Assets of deliveries, and how many of them needed repair within a year. */
  assets: z.number().int(),
  failedFirstYear: z.number().int(),
  /** Percent from the first to the latest price of a model, the mean over models that were ordered more than once. */
  priceDriftPercent: z.number().nullable(),
});
export type SupplierPerformance = z.infer<typeof supplierPerformance>;

/** What the numbers of a supplier follow from, the latest first. */
export const supplierHistory = z.object({
  /** Null when nothing of him has come yet. */
  performance: supplierPerformance.nullable(),
  deliveries: z.array(
    z.object({
      receiptId: id,
      order: z.object({ id, number: z.string() }),
      cameOn: day,
      /** Null when the order said no day: then it counts neither way. */
      expectedOn: day.nullable(),
      units: z.number().int(),
      failed: z.number().int(),
      rma: z.string().nullable(),
    }),
  ),
  /** Assets that needed repair within a year of their delivery. */
  repaired: z.array(z.object({ assetId: id, tag: z.string(), name: z.string(), cameOn: day, repairedOn: day })),
  /** Models that were ordered more than once in the latest currency. */
  prices: z.array(
    z.object({ modelId: id, model: z.string(), first: money, last: money, changePercent: z.number().nullable() }),
  ),
});
export type SupplierHistory = z.infer<typeof supplierHistory>;

export const performanceContract = {
  listSupplierPerformance: query('asset.cost.view').output(z.array(supplierPerformance)),
  getSupplierHistory: query('asset.cost.view')
    .input(z.object({ supplierId: id }))
    .output(supplierHistory),
};

/** A change in percent with one decimal; null from nothing. */
export function changePercent(first: number, last: number): number | null {
  return first > 0 ? Math.round(((last - first) * 1000) / first) / 10 : null;
}

/** Mean of the changes from the first to the last price of each model, in percent with one decimal; null without any. */
export function driftOf(prices: readonly { modelId: number; unitPriceMinor: number }[]): number | null {
  const changes: number[] = [];
  for (const ordered of Map.groupBy(prices, ({ modelId }) => modelId).values()) {
    const first = ordered[0]?.unitPriceMinor ?? 0;
    const last = ordered.at(-1)?.unitPriceMinor ?? 0;
    if (ordered.length > 1 && first > 0) changes.push(((last - first) * 100) / first);
  }
  if (changes.length === 0) return null;
  return Math.round((changes.reduce((sum, each) => sum + each, 0) / changes.length) * 10) / 10;
}
