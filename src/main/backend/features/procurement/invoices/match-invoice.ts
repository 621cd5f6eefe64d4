import type { Invoice, InvoiceDetails } from '#shared/features/procurement/invoice-contract.ts';
import type { InvoiceState } from '#shared/features/procurement/three-way-match.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readLines } from '../orders/lines.ts';
import { getOrderRow } from '../orders/repository.ts';
import { takeUpDuty } from '../separation.ts';
import { getInvoice } from './repository.ts';

interface Seen {
  id: number;
  version: number;
  control: string | null;
}

/**
 * Records an invoice and holds it against order and deliveries: what fits is matched, what does not waits in the list.
 *
 * @throws Failure ORDER_NOT_SENT, INVOICE_TAKEN, SEPARATION_OF_DUTIES.
 */
export async function recordInvoice(
  command: CommandContext,
  { control, ...details }: InvoiceDetails & { control: string | null },
): Promise<{ id: number; state: InvoiceState }> {
  const { tx, now, actor } = command;
  const order = await getOrderRow(tx, details.orderId);
  if (order.sent_revision === null) throw new Failure('ORDER_NOT_SENT');
  await refuseTaken(command, order.supplier_id, details.number);
  await takeUpDuty(command, 'match', { requisitionId: order.requisition_id, orderId: order.id }, control);
  const known = new Set((await readLines(tx, order.id)).map(({ id }) => id));
  const stranger = details.lines.find(({ orderLineId }) => !known.has(orderLineId));
  if (stranger) throw notFound('purchase_order_line', stranger.orderLineId);
  const { id } = await tx
    .insertInto('invoice')
    .values({
      order_id: order.id,
      supplier_id: order.supplier_id,
      number: details.number,
      invoiced_on: details.invoicedOn,
      due_on: details.dueOn,
      freight_minor: details.freightMinor,
      state: 'mismatch',
      resolution: null,
      recorded_by: actor.operatorId,
      recorded_at: now,
      settled_by: null,
      settled_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('invoice_line')
    .values(
      details.lines.map((line) => ({
        invoice_id: id,
        order_line_id: line.orderLineId,
        quantity: line.quantity,
        unit_price_minor: line.unitPriceMinor,
      })),
    )
    .execute();
  const state = await match(command, await getInvoice(tx, id), 'procurement.invoiceRecorded', null);
  return { id, state };
}

async function refuseTaken({ tx }: CommandContext, supplierId: number, number: string): Promise<void> {
  const taken = await tx
    .selectFrom('invoice')
    .innerJoin('supplier', 'supplier.id', 'invoice.supplier_id')
    .select('supplier.name')
    .where('supplier_id', '=', supplierId)
    .where('number', '=', number)
    .where('state', '<>', 'rejected')
    .executeTakeFirst();
  if (taken) throw new Failure('INVOICE_TAKEN', { number, supplier: taken.name });
}

/** An invoice that waits, as it was seen, by somebody who may match it. */
async function waitingInvoice(command: CommandContext, { id, version, control }: Seen): Promise<Invoice> {
  const { tx } = command;
  const invoice = await getInvoice(tx, id);
  if (invoice.version !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'invoice', id });
  if (invoice.state !== 'mismatch') throw new Failure('INVOICE_STATE', { state: invoice.state });
  const order = await getOrderRow(tx, invoice.order.id);
  await takeUpDuty(command, 'match', { requisitionId: order.requisition_id, orderId: order.id }, control);
  return invoice;
}

/** @throws Failure INVOICE_STATE, CHANGED_MEANWHILE, SEPARATION_OF_DUTIES. */
export async function matchAgain(command: CommandContext, seen: Seen): Promise<{ state: InvoiceState }> {
  const invoice = await waitingInvoice(command, seen);
  return { state: await match(command, invoice, 'procurement.invoiceMatched', null) };
}

/** @throws Failure CREDIT_TOO_LARGE, INVOICE_STATE, CHANGED_MEANWHILE, SEPARATION_OF_DUTIES. */
export async function creditInvoice(
  command: CommandContext,
  input: Seen & { lines: { orderLineId: number; credited: number }[]; reason: string },
): Promise<{ state: InvoiceState }> {
  const invoice = await waitingInvoice(command, input);
  for (const { orderLineId, credited } of input.lines) {
    const line = invoice.lines.find((each) => each.orderLineId === orderLineId);
    if (!line) throw notFound('purchase_order_line', orderLineId);
    if (credited > line.quantity) throw new Failure('CREDIT_TOO_LARGE', { most: line.quantity });
    await command.tx
      .updateTable('invoice_line')
      .set({ credited })
      .where('invoice_id', '=', invoice.id)
      .where('order_line_id', '=', orderLineId)
      .execute();
  }
  const credited = await getInvoice(command.tx, invoice.id);
  return { state: await match(command, credited, 'procurement.invoiceCredited', input.reason) };
}

/** @throws Failure INVOICE_STATE, CHANGED_MEANWHILE, SEPARATION_OF_DUTIES. */
export async function settleInvoice(
  command: CommandContext,
  { outcome, reason, ...seen }: Seen & { outcome: 'accepted' | 'rejected'; reason: string },
): Promise<void> {
  const invoice = await waitingInvoice(command, seen);
  await setState(command, invoice, outcome, reason);
  await record(command, invoice, 'procurement.invoiceSettled', outcome, reason);
}

/** Matched when nothing differs; otherwise it goes on waiting. */
async function match(
  command: CommandContext,
  invoice: Invoice,
  event: string,
  reason: string | null,
): Promise<InvoiceState> {
  const state = invoice.differences.length === 0 ? 'matched' : 'mismatch';
  await setState(command, invoice, state, null);
  await record(command, invoice, event, state, reason);
  return state;
}

async function setState(
  { tx, now, actor }: CommandContext,
  { id, version }: Invoice,
  state: InvoiceState,
  resolution: string | null,
): Promise<void> {
  const settled = state === 'mismatch' ? {} : { settled_by: actor.operatorId, settled_at: now };
  await tx
    .updateTable('invoice')
    .set({ state, resolution, version: version + 1, ...settled })
    .where('id', '=', id)
    .execute();
}

async function record(
  command: CommandContext,
  invoice: Invoice,
  event: string,
  after: InvoiceState,
  reason: string | null,
): Promise<void> {
  await command.record({
    event,
    subject: `purchase_order:${invoice.order.id}`,
    data: {
      invoice: invoice.id,
      number: invoice.number,
      after,
      amount: `${invoice.net.minor} ${invoice.net.currency}`,
      differences: invoice.differences.map((each) => ({ ...each })),
    },
    reason,
  });
  command.changed('procurement');
}
