import { sql } from 'kysely';
import { driftOf } from '#shared/features/procurement/performance.ts';
import type { SupplierPerformance } from '#shared/features/procurement/performance.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import '../tables.ts';

/** Suppliers of whom something was delivered, with what the deliveries tell of them. */
export async function listSupplierPerformance(db: Db): Promise<SupplierPerformance[]> {
  const deliveries = await db
    .selectFrom('receipt')
    .innerJoin('purchase_order', 'purchase_order.id', 'receipt.order_id')
    .select([
      'purchase_order.supplier_id',
      sql<number>`sum(purchase_order.expected_on IS NOT NULL)`.as('expected'),
      sql<number>`sum(substr(receipt.finished_at, 1, 10) <= purchase_order.expected_on)`.as('on_time'),
    ])
    .where('receipt.state', '=', 'finished')
    .groupBy('purchase_order.supplier_id')
    .execute();
  const units = await db
    .selectFrom('receipt_unit')
    .innerJoin('receipt', 'receipt.id', 'receipt_unit.receipt_id')
    .innerJoin('purchase_order', 'purchase_order.id', 'receipt.order_id')
    .leftJoin('asset', 'asset.id', 'receipt_unit.asset_id')
    .select([
      'purchase_order.supplier_id',
      sql<number>`count(*)`.as('units'),
      sql<number>`sum(receipt_unit.verdict = 'fail')`.as('failed'),
      sql<number>`count(asset.id)`.as('assets'),
      sql<number>`sum(EXISTS (SELECT 1 FROM movement WHERE movement.asset_id = asset.id AND movement.to_text = 'in_maintenance'
        AND movement.at <= strftime('%Y-%m-%dT%H:%M:%fZ', asset.created_at, '+1 year')))`.as('repaired'),
    ])
    .where('receipt.state', '=', 'finished')
    .groupBy('purchase_order.supplier_id')
    .execute();
  const prices = await db
    .selectFrom('purchase_order_line')
    .innerJoin('purchase_order', 'purchase_order.id', 'purchase_order_line.order_id')
    .select(['purchase_order.supplier_id', 'purchase_order.currency', 'model_id', 'unit_price_minor'])
    .where('model_id', 'is not', null)
    .where('removed', '=', 0)
    .where('purchase_order.state', '<>', 'cancelled')
    .orderBy('purchase_order.id')
    .execute();
  return deliveries.map((row) => {
    const own = units.find((each) => each.supplier_id === row.supplier_id);
    const paid = prices.filter((each) => each.supplier_id === row.supplier_id);
    // Prices of another currency would tell of rates and not of the supplier.
    const latest = paid.at(-1)?.currency;
    return {
      supplierId: row.supplier_id,
      deliveries: row.expected,
      onTime: row.on_time,
      units: own?.units ?? 0,
      failed: own?.failed ?? 0,
      assets: own?.assets ?? 0,
      failedFirstYear: own?.repaired ?? 0,
      priceDriftPercent: driftOf(
        paid
          .filter(({ currency }) => currency === latest)
          .map((each) => ({ modelId: each.model_id ?? 0, unitPriceMinor: each.unit_price_minor })),
      ),
    };
  });
}
