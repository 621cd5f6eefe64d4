import { mayOrderBecome, orderNumber } from '#shared/features/procurement/order.ts';
import type { OrderState } from '#shared/features/procurement/order.ts';
import type { Seen } from '#backend/kernel/db/update-seen.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getRequisition, updateRequisition } from '../requisitions/repository.ts';
import { refuseBeyondApproval } from './change-order.ts';
import { readLines } from './lines.ts';
import { getOrderRow, updateOrder } from './repository.ts';

type OrderRow = Awaited<ReturnType<typeof getOrderRow>>;

/** @throws Failure ORDER_STATE */
async function orderThatMay(command: CommandContext, id: number, to: OrderState): Promise<OrderRow> {
  const row = await getOrderRow(command.tx, id);
  if (!mayOrderBecome(row.state, to)) throw new Failure('ORDER_STATE', { state: row.state });
  return row;
}

/**
 * Says that the present revision went to the supplier.
 *
 * @throws Failure ORDER_STATE, REQUISITION_STATE, APPROVAL_NEEDED, CHANGED_MEANWHILE.
 */
export async function sendOrder(command: CommandContext, seen: Seen): Promise<void> {
  const { tx, now } = command;
  const row = await getOrderRow(tx, seen.id);
  const again = row.sent_revision !== null && row.sent_revision < row.revision;
  if (row.state !== 'draft' && !again) throw new Failure('ORDER_STATE', { state: row.state });
  const requisition = await getRequisition(tx, row.requisition_id);
  if (requisition.state !== 'ordered') throw new Failure('REQUISITION_STATE', { state: requisition.state });
  await refuseBeyondApproval(command, row, {
    lines: (await readLines(tx, row.id)).map((line) => ({
      ...line,
      categoryId: line.category.id,
      modelId: line.model?.id ?? null,
    })),
    freightMinor: row.freight_minor,
  });
  await updateOrder(tx, seen, {
    sent_revision: row.revision,
    sent_at: now,
    ...(row.state === 'draft' ? { state: 'sent' } : {}),
  });
  await record(command, row, 'procurement.orderSent', { revision: row.revision }, null);
}

/** @throws Failure ORDER_STATE, NOT_SENT_YET, CHANGED_MEANWHILE. */
export async function confirmOrder(
  command: CommandContext,
  { confirmation, expectedOn, ...seen }: Seen & { confirmation: string; expectedOn: string | null },
): Promise<void> {
  const row = await orderThatMay(command, seen.id, 'confirmed');
  if (row.sent_revision !== row.revision) throw new Failure('NOT_SENT_YET');
  await updateOrder(command.tx, seen, {
    state: 'confirmed',
    confirmed_at: command.now,
    confirmation,
    expected_on: expectedOn ?? row.expected_on,
  });
  await record(command, row, 'procurement.orderConfirmed', { confirmation, expectedOn }, null);
}

/** The approval goes on to hold: what was approved can be ordered anew. @throws Failure ORDER_STATE, CHANGED_MEANWHILE. */
export async function cancelOrder(
  command: CommandContext,
  { reason, ...seen }: Seen & { reason: string },
): Promise<void> {
  const row = await orderThatMay(command, seen.id, 'cancelled');
  await updateOrder(command.tx, seen, { state: 'cancelled', closed_at: command.now, close_reason: reason });
  const requisition = await getRequisition(command.tx, row.requisition_id);
  if (requisition.state === 'ordered') await updateRequisition(command.tx, requisition, { state: 'approved' });
  await record(command, row, 'procurement.orderCancelled', {}, reason);
}

/** @throws Failure ORDER_STATE, CHANGED_MEANWHILE. */
export async function closeOrder(
  command: CommandContext,
  { reason, ...seen }: Seen & { reason: string },
): Promise<void> {
  const row = await orderThatMay(command, seen.id, 'closed');
  await updateOrder(command.tx, seen, { state: 'closed', closed_at: command.now, close_reason: reason });
  await fulfil(command, row.requisition_id);
  await record(command, row, 'procurement.orderClosed', {}, reason);
}

/** Everything that was asked for has come, or will not. */
export async function fulfil(command: CommandContext, requisitionId: number): Promise<void> {
  const requisition = await getRequisition(command.tx, requisitionId);
  if (requisition.state === 'ordered') await updateRequisition(command.tx, requisition, { state: 'fulfilled' });
}

async function record(
  command: CommandContext,
  row: OrderRow,
  event: string,
  data: Record<string, string | number | null>,
  reason: string | null,
): Promise<void> {
  await command.record({
    event,
    subject: `purchase_order:${row.id}`,
    data: { number: orderNumber(row.year, row.number), ...data },
    reason,
  });
  command.changed('procurement');
}
