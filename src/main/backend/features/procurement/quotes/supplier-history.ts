import { sql } from 'kysely';
import { orderNumber } from '#shared/features/procurement/order.ts';
import { changePercent } from '#shared/features/procurement/performance.ts';
import type { SupplierHistory } from '#shared/features/procurement/performance.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { listSupplierPerformance } from './supplier-performance.ts';

/** As many as somebody reads; the numbers count all of them. */
const shown = 50;

/** How a supplier did, and the deliveries, repairs and prices that it follows from. */
export async function getSupplierHistory(db: Db, supplierId: number): Promise<SupplierHistory> {
  const performance = (await listSupplierPerformance(db)).find((each) => each.supplierId === supplierId) ?? null;
  return {
    performance,
    deliveries: await listDeliveries(db, supplierId),
    repaired: await listRepaired(db, supplierId),
    prices: await listPrices(db, supplierId),
  };
}

async function listDeliveries(db: Db, supplierId: number): Promise<SupplierHistory['deliveries']> {
  const count = (failed: boolean) =>
    sql<number>`(SELECT count(*) FROM receipt_unit WHERE receipt_id = receipt.id
      ${failed ? sql`AND verdict = 'fail'` : sql``})`;
  const rows = await db
    .selectFrom('receipt')
    .innerJoin('purchase_order', 'purchase_order.id', 'receipt.order_id')
    .select(['receipt.id', 'receipt.finished_at', 'receipt.rma', 'purchase_order.id as order_id'])
    .select(['purchase_order.year', 'purchase_order.number', 'purchase_order.expected_on'])
    .select([count(false).as('units'), count(true).as('failed')])
    .where('purchase_order.supplier_id', '=', supplierId)
    .where('receipt.state', '=', 'finished')
    .orderBy('receipt.id', 'desc')
    .limit(shown)
    .execute();
  return rows.map((row) => ({
    receiptId: row.id,
    order: { id: row.order_id, number: orderNumber(row.year, row.number) },
    cameOn: dayOf(row.finished_at ?? ''),
    expectedOn: row.expected_on,
    units: row.units,
    failed: row.failed,
    rma: row.rma,
  }));
}

/** By the same rule as the number: the first repair within a year of the delivery. */
async function listRepaired(db: Db, supplierId: number): Promise<SupplierHistory['repaired']> {
  const rows = await db
    .selectFrom('receipt_unit')
    .innerJoin('receipt', 'receipt.id', 'receipt_unit.receipt_id')
    .innerJoin('purchase_order', 'purchase_order.id', 'receipt.order_id')
    .innerJoin('asset', 'asset.id', 'receipt_unit.asset_id')
    .innerJoin('movement', 'movement.asset_id', 'asset.id')
    .select(['asset.id', 'asset.tag', 'asset.name', 'asset.created_at'])
    .select(({ fn }) => fn.min('movement.at').as('repaired_at'))
    .where('purchase_order.supplier_id', '=', supplierId)
    .where('receipt.state', '=', 'finished')
    .where('movement.to_text', '=', 'in_maintenance')
    .where(sql<boolean>`movement.at <= strftime('%Y-%m-%dT%H:%M:%fZ', asset.created_at, '+1 year')`)
    .groupBy('asset.id')
    .orderBy('repaired_at', 'desc')
    .limit(shown)
    .execute();
  return rows.map((row) => ({
    assetId: row.id,
    tag: row.tag,
    name: row.name,
    cameOn: dayOf(row.created_at),
    repairedOn: dayOf(row.repaired_at),
  }));
}

/** Prices of another currency than the latest would tell of rates and not of the supplier. */
async function listPrices(db: Db, supplierId: number): Promise<SupplierHistory['prices']> {
  const rows = await db
    .selectFrom('purchase_order_line')
    .innerJoin('purchase_order', 'purchase_order.id', 'purchase_order_line.order_id')
    .innerJoin('model', 'model.id', 'purchase_order_line.model_id')
    .select(['purchase_order.currency', 'model.id as model_id', 'model.name as model', 'unit_price_minor'])
    .where('purchase_order.supplier_id', '=', supplierId)
    .where('removed', '=', 0)
    .where('purchase_order.state', '<>', 'cancelled')
    .orderBy('purchase_order.id')
    .execute();
  const currency = rows.at(-1)?.currency ?? '';
  const ordered = Map.groupBy(
    rows.filter((row) => row.currency === currency),
    (row) => row.model_id,
  );
  return [...ordered].flatMap(([modelId, prices]) => {
    const [first, last] = [prices[0], prices.at(-1)];
    if (first === undefined || last === undefined || prices.length < 2) return [];
    return [
      {
        modelId,
        model: first.model,
        first: { minor: first.unit_price_minor, currency },
        last: { minor: last.unit_price_minor, currency },
        changePercent: changePercent(first.unit_price_minor, last.unit_price_minor),
      },
    ];
  });
}
