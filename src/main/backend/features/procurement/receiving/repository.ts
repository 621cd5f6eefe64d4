import * as z from 'zod';
import { checkPoint } from '#shared/features/procurement/receiving.ts';
import type { Receipt, ReceivedUnit } from '#shared/features/procurement/receiving.ts';
import { orderNumber } from '#shared/features/procurement/order.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { readLines } from '../orders/lines.ts';

export async function getReceiptRow(db: Db, id: number) {
  const row = await db.selectFrom('receipt').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('receipt', id);
  return row;
}

/** @throws Failure RECEIPT_CLOSED */
export async function getOpenReceipt(db: Db, id: number) {
  const row = await getReceiptRow(db, id);
  if (row.state !== 'open') throw new Failure('RECEIPT_CLOSED');
  return row;
}

export async function listUnits(db: Db, receiptId: number): Promise<ReceivedUnit[]> {
  const rows = await db
    .selectFrom('receipt_unit')
    .selectAll()
    .where('receipt_id', '=', receiptId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    lineId: row.line_id,
    serial: row.serial,
    verdict: row.verdict,
    note: row.note,
    assetId: row.asset_id,
    at: row.at,
  }));
}

export const pointsOf = (json: string) => z.array(checkPoint).parse(JSON.parse(json));

export async function getReceipt(db: Db, id: number): Promise<Receipt> {
  const row = await db
    .selectFrom('receipt')
    .innerJoin('purchase_order', 'purchase_order.id', 'receipt.order_id')
    .innerJoin('supplier', 'supplier.id', 'purchase_order.supplier_id')
    .innerJoin('operator', 'operator.id', 'receipt.received_by')
    .leftJoin('place', 'place.id', 'receipt.place_id')
    .selectAll('receipt')
    .select(['purchase_order.year', 'purchase_order.number', 'purchase_order.state as order_state'])
    .select(['supplier.name as supplier', 'operator.display_name', 'place.name as place'])
    .where('receipt.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('receipt', id);
  const units = await listUnits(db, id);
  const lines = await readLines(db, row.order_id);
  const makers = await manufacturersOf(db);
  const finished = row.state === 'finished';
  return {
    id: row.id,
    state: row.state,
    order: {
      id: row.order_id,
      number: orderNumber(row.year, row.number),
      supplier: row.supplier,
      state: row.order_state,
    },
    place: row.place_id === null || row.place === null ? null : { id: row.place_id, name: row.place },
    deliveryNote: row.delivery_note,
    lines: lines.map((line) => {
      const here = units.filter(({ lineId, verdict }) => lineId === line.id && verdict !== 'fail').length;
      return {
        id: line.id,
        name: [line.model?.name ?? line.category.name, line.description].filter(Boolean).join(' · '),
        manufacturer: line.model === null ? null : (makers.get(line.model.id) ?? null),
        ordered: line.quantity,
        accepted: finished ? line.accepted - here : line.accepted,
      };
    }),
    units,
    checklist: pointsOf(row.checklist),
    receivedBy: row.display_name,
    receivedAt: row.received_at,
    rma: row.rma,
  };
}

async function manufacturersOf(db: Db): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('model')
    .innerJoin('manufacturer', 'manufacturer.id', 'model.manufacturer_id')
    .select(['model.id', 'manufacturer.name'])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
