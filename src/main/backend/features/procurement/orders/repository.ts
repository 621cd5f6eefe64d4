import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { orderNumber, parseOrderNumber, totalsOf } from '#shared/features/procurement/order.ts';
import type { Order, OrderLine, OrderRow, OrderState } from '#shared/features/procurement/order.ts';
import { requisitionNumber } from '#shared/features/procurement/requisition.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import type { PurchaseOrderTable } from '../tables.ts';
import { readLines } from './lines.ts';
import { listRevisions } from './revisions.ts';

const summary = sql<string>`(SELECT coalesce(group_concat(coalesce(nullif(line.description, ''), model.name, category.name), ', '), '')
  FROM purchase_order_line AS line JOIN category ON category.id = line.category_id LEFT JOIN model ON model.id = line.model_id
  WHERE line.order_id = purchase_order.id AND line.removed = 0)`;
const units = sql<number>`(SELECT coalesce(sum(quantity), 0) FROM purchase_order_line WHERE order_id = purchase_order.id AND removed = 0)`;
/** Units of finished deliveries that were taken. */
const accepted = sql<number>`(SELECT count(*) FROM receipt_unit JOIN receipt ON receipt.id = receipt_unit.receipt_id
  WHERE receipt.order_id = purchase_order.id AND receipt.state = 'finished' AND receipt_unit.verdict <> 'fail')`;

function selectOrders(db: Db) {
  return db
    .selectFrom('purchase_order')
    .innerJoin('supplier', 'supplier.id', 'purchase_order.supplier_id')
    .innerJoin('requisition', 'requisition.id', 'purchase_order.requisition_id')
    .innerJoin('operator', 'operator.id', 'purchase_order.created_by')
    .leftJoin('place', 'place.id', 'purchase_order.delivery_place_id')
    .selectAll('purchase_order')
    .select([
      'supplier.name as supplier',
      'requisition.year as requisition_year',
      'requisition.number as requisition_number',
      'operator.display_name as creator',
      'place.name as place',
      summary.as('summary'),
      units.as('units'),
      accepted.as('accepted'),
    ]);
}
type Selected = Awaited<ReturnType<ReturnType<typeof selectOrders>['executeTakeFirstOrThrow']>>;

async function rowOf(db: Db, row: Selected, seesCost: boolean): Promise<OrderRow> {
  const lines = seesCost ? await readLines(db, row.id) : [];
  return {
    id: row.id,
    number: orderNumber(row.year, row.number),
    state: row.state,
    supplier: { id: row.supplier_id, name: row.supplier },
    requisition: { id: row.requisition_id, number: requisitionNumber(row.requisition_year, row.requisition_number) },
    summary: row.summary,
    units: row.units,
    accepted: row.accepted,
    expectedOn: row.expected_on,
    gross: seesCost ? { minor: totalsOf(lines, row.freight_minor).grossMinor, currency: row.currency } : null,
    createdAt: row.created_at,
  };
}

interface OrderQuery {
  states?: OrderState[] | undefined;
  requisitionId?: number | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The newest first. */
export async function listOrders(
  { reader, actor }: Pick<QueryContext, 'reader'> & { actor: Pick<QueryContext['actor'], 'may'> },
  query: OrderQuery,
) {
  const wanted = () => {
    let rows = selectOrders(reader);
    if (query.states?.length) rows = rows.where('purchase_order.state', 'in', query.states);
    if (query.requisitionId !== undefined) rows = rows.where('requisition_id', '=', query.requisitionId);
    const text = query.search?.trim();
    if (text)
      rows = rows.where(
        sql<boolean>`instr(lower(supplier.name || char(31) || ${summary} || char(31) || 'po-' || purchase_order.year
          || '-' || substr('000' || purchase_order.number, -4)), lower(${text})) > 0`,
      );
    return rows;
  };
  const after = decodeCursor(query.cursor);
  const rows = await (after === null ? wanted() : wanted().where('purchase_order.id', '<', after.id))
    .orderBy('purchase_order.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const { total } = await reader
    .selectFrom(wanted().clearSelect().select('purchase_order.id').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const orders: OrderRow[] = [];
  for (const row of shown) orders.push(await rowOf(reader, row, actor.may('asset.cost.view')));
  return {
    rows: orders,
    nextCursor: rows.length > query.limit && last ? encodeCursor({ value: last.id, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}

export async function findOrder(db: Db, code: string): Promise<{ id: number } | null> {
  const parsed = parseOrderNumber(code);
  if (parsed === null) return null;
  const row = await db
    .selectFrom('purchase_order')
    .select('id')
    .where('year', '=', parsed.year)
    .where('number', '=', parsed.number)
    .executeTakeFirst();
  return row ?? null;
}

export async function getOrderRow(db: Db, id: number) {
  const row = await db.selectFrom('purchase_order').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('purchase_order', id);
  return row;
}

/** @throws Failure ORDER_STATE unless it is in one of the states. */
export async function getOrderIn(db: Db, id: number, ...states: readonly OrderState[]) {
  const row = await getOrderRow(db, id);
  if (!states.includes(row.state)) throw new Failure('ORDER_STATE', { state: row.state });
  return row;
}

export async function getOrder({ reader, actor }: QueryContext, { id }: { id: number }): Promise<Order> {
  const seesCost = actor.may('asset.cost.view');
  const row = await selectOrders(reader).where('purchase_order.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('purchase_order', id);
  const lines = await readLines(reader, id);
  const approved = await reader
    .selectFrom('approval')
    .select('amount_minor')
    .where('id', '=', row.approval_id)
    .executeTakeFirstOrThrow();
  return {
    ...(await rowOf(reader, row, seesCost)),
    currency: row.currency,
    deliveryPlace: row.delivery_place_id === null ? null : { id: row.delivery_place_id, name: row.place ?? '' },
    deliveryAddress: row.delivery_address,
    terms: row.terms,
    lines: lines.map((line): OrderLine => ({ ...line, unitPriceMinor: seesCost ? line.unitPriceMinor : null })),
    totals: seesCost ? totalsOf(lines, row.freight_minor) : null,
    approvedMinor: seesCost ? approved.amount_minor : null,
    revision: row.revision,
    sentRevision: row.sent_revision,
    sentAt: row.sent_at,
    confirmedAt: row.confirmed_at,
    confirmation: row.confirmation,
    closedAt: row.closed_at,
    closeReason: row.close_reason,
    createdBy: row.creator,
    version: row.version,
    revisions: await listRevisions(reader, id, seesCost),
    receipts: await listReceiptsOf(reader, id),
  };
}

async function listReceiptsOf(db: Db, orderId: number): Promise<Order['receipts']> {
  const count = (verdict: string) =>
    sql<number>`(SELECT count(*) FROM receipt_unit WHERE receipt_id = receipt.id AND verdict = ${verdict})`;
  const rows = await db
    .selectFrom('receipt')
    .innerJoin('operator', 'operator.id', 'receipt.received_by')
    .leftJoin('place', 'place.id', 'receipt.place_id')
    .selectAll('receipt')
    .select(['operator.display_name as operator', 'place.name as place'])
    .select([count('pass').as('passed'), count('defect').as('defective'), count('fail').as('failed')])
    .select(
      sql<number>`(SELECT count(*) FROM paper WHERE paper.receipt_id = receipt.id AND paper.archived_at IS NULL)`.as(
        'papers',
      ),
    )
    .where('order_id', '=', orderId)
    .orderBy('receipt.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    deliveryNote: row.delivery_note,
    place: row.place,
    at: row.received_at,
    operator: row.operator,
    accepted: row.passed + row.defective,
    defective: row.defective,
    failed: row.failed,
    rma: row.rma,
    papers: row.papers,
  }));
}

/** Changes an order that nobody else changed since it was seen. @throws Failure CHANGED_MEANWHILE */
export async function updateOrder(
  tx: Transaction<Schema>,
  { id, version }: { id: number; version: number },
  values: Partial<Omit<PurchaseOrderTable, 'id' | 'version' | 'revision'>> & { revision?: number },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('purchase_order')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Failure('CHANGED_MEANWHILE', { entity: 'purchase_order', id });
}
