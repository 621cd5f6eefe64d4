import { sql } from 'kysely';
import type { Invoice } from '#shared/features/procurement/invoice-contract.ts';
import { orderNumber } from '#shared/features/procurement/order.ts';
import { matchFreight, matchLines } from '#shared/features/procurement/three-way-match.ts';
import type { InvoiceState, MatchDifference } from '#shared/features/procurement/three-way-match.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { readLines } from '../orders/lines.ts';
import { policySetting } from '../settings.ts';

/** Those that wait for somebody come first. */
const isSettled = sql<number>`(invoice.state <> 'mismatch')`;

function selectInvoices(db: Db) {
  return db
    .selectFrom('invoice')
    .innerJoin('purchase_order', 'purchase_order.id', 'invoice.order_id')
    .innerJoin('supplier', 'supplier.id', 'invoice.supplier_id')
    .innerJoin('operator as recorder', 'recorder.id', 'invoice.recorded_by')
    .leftJoin('operator as settler', 'settler.id', 'invoice.settled_by')
    .selectAll('invoice')
    .select(['purchase_order.year', 'purchase_order.number as order_number', 'purchase_order.currency'])
    .select(['purchase_order.freight_minor as ordered_freight', 'supplier.name as supplier'])
    .select(['recorder.display_name as recorder', 'settler.display_name as settler'])
    .select(isSettled.as('is_settled'))
    .select(
      sql<number>`(SELECT count(*) FROM paper WHERE paper.invoice_id = invoice.id AND paper.archived_at IS NULL)`.as(
        'papers',
      ),
    );
}
type Selected = Awaited<ReturnType<ReturnType<typeof selectInvoices>['executeTakeFirstOrThrow']>>;

interface InvoiceQuery {
  states?: readonly InvoiceState[] | undefined;
  orderId?: number | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Invoices with what they are held against, those that wait first, then the newest. */
export async function listInvoices(db: Db, query: InvoiceQuery) {
  const wanted = () => {
    let rows = selectInvoices(db);
    if (query.states?.length) rows = rows.where('invoice.state', 'in', query.states);
    if (query.orderId !== undefined) rows = rows.where('invoice.order_id', '=', query.orderId);
    const text = query.search?.trim();
    if (text)
      rows = rows.where(
        sql<boolean>`instr(lower(invoice.number || char(31) || supplier.name || char(31) || 'po-' || purchase_order.year
          || '-' || substr('000' || purchase_order.number, -4)), lower(${text})) > 0`,
      );
    return rows;
  };
  const after = decodeCursor(query.cursor);
  const found = await (
    after === null
      ? wanted()
      : wanted().where(sql<boolean>`(${isSettled}, -invoice.id) > (${Number(after.value)}, ${-after.id})`)
  )
    .orderBy(isSettled)
    .orderBy('invoice.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const { total } = await db
    .selectFrom(wanted().clearSelect().select('invoice.id').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows: Invoice[] = [];
  for (const row of shown) rows.push(await invoiceOf(db, row));
  return {
    rows,
    nextCursor: found.length > query.limit && last ? encodeCursor({ value: last.is_settled, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}

export async function getInvoice(db: Db, id: number): Promise<Invoice> {
  const row = await selectInvoices(db).where('invoice.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('invoice', id);
  return invoiceOf(db, row);
}

async function invoiceOf(db: Db, row: Selected): Promise<Invoice> {
  const lines = await linesOf(db, row.id, row.order_id);
  const net = lines.reduce((sum, line) => sum + (line.quantity - line.credited) * line.unitPriceMinor, 0);
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    supplier: { id: row.supplier_id, name: row.supplier },
    order: { id: row.order_id, number: orderNumber(row.year, row.order_number) },
    invoicedOn: row.invoiced_on,
    dueOn: row.due_on,
    net: { minor: net + row.freight_minor, currency: row.currency },
    freightMinor: row.freight_minor,
    lines,
    differences: await differencesOf(db, row, lines),
    resolution: row.resolution,
    papers: row.papers,
    recordedBy: row.recorder,
    recordedAt: row.recorded_at,
    settledBy: row.settler,
    version: row.version,
  };
}

async function linesOf(db: Db, invoiceId: number, orderId: number): Promise<Invoice['lines']> {
  const ordered = await readLines(db, orderId);
  const rows = await db
    .selectFrom('invoice_line')
    .selectAll()
    .where('invoice_id', '=', invoiceId)
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const line = ordered.find(({ id }) => id === row.order_line_id);
    return {
      orderLineId: row.order_line_id,
      name: line ? (line.model?.name ?? line.category.name) : '',
      quantity: row.quantity,
      credited: row.credited,
      unitPriceMinor: row.unit_price_minor,
      ordered: line?.quantity ?? 0,
      accepted: line?.accepted ?? 0,
      orderedPriceMinor: line?.unitPriceMinor ?? 0,
    };
  });
}

interface Held {
  id: number;
  order_id: number;
  freight_minor: number;
  ordered_freight: number;
}

/** What does not fit between this invoice, its order and what was accepted, by the tolerances of the policy. */
async function differencesOf(db: Db, held: Held, lines: Invoice['lines']): Promise<Invoice['differences']> {
  const policy = await readSetting(db, policySetting);
  const tolerances = {
    pricePercent: policy.priceTolerancePercent,
    quantityPercent: policy.quantityTolerancePercent,
  };
  const before = await claimedBefore(db, held);
  const found: MatchDifference[] = [
    ...matchLines(
      lines.map((line) => ({
        orderLineId: line.orderLineId,
        orderedPriceMinor: line.orderedPriceMinor,
        accepted: line.accepted,
        invoicedBefore: before.lines.get(line.orderLineId) ?? 0,
        invoiced: line.quantity - line.credited,
        priceMinor: line.unitPriceMinor,
      })),
      tolerances,
    ),
    ...matchFreight(before.freightMinor + held.freight_minor, held.ordered_freight, tolerances),
  ];
  const nameOf = (id: number) => lines.find(({ orderLineId }) => orderLineId === id)?.name ?? '';
  return found.map((each) => {
    if (each.code === 'FREIGHT')
      return { code: each.code, line: null, invoiced: each.invoicedMinor, expected: each.orderedMinor };
    const line = nameOf(each.orderLineId);
    return each.code === 'PRICE'
      ? { code: each.code, line, invoiced: each.invoicedMinor, expected: each.orderedMinor }
      : { code: each.code, line, invoiced: each.invoiced, expected: each.accepted };
  });
}

/** What earlier invoices of the order claim, those that were rejected aside. */
async function claimedBefore(db: Db, { id, order_id: orderId }: Held) {
  const rows = await db
    .selectFrom('invoice_line')
    .innerJoin('invoice', 'invoice.id', 'invoice_line.invoice_id')
    .select(['order_line_id', sql<number>`sum(quantity - credited)`.as('claimed')])
    .where('invoice.order_id', '=', orderId)
    .where('invoice.id', '<', id)
    .where('invoice.state', '<>', 'rejected')
    .groupBy('order_line_id')
    .execute();
  const { freight } = await db
    .selectFrom('invoice')
    .select(sql<number>`coalesce(sum(freight_minor), 0)`.as('freight'))
    .where('order_id', '=', orderId)
    .where('id', '<', id)
    .where('state', '<>', 'rejected')
    .executeTakeFirstOrThrow();
  return { lines: new Map(rows.map((row) => [row.order_line_id, row.claimed])), freightMinor: freight };
}
