import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getOpenOrder, updateOrder } from './repository.ts';

/**
 * Moves an order to another day. When it is due stays what it was, so what was put off is still seen to be late.
 *
 * @throws Failure WORK_ORDER_STATE, DAY_PAST, CHANGED_MEANWHILE.
 */
export async function replanOrder(
  command: CommandContext,
  { id, version, plannedOn }: { id: number; version: number; plannedOn: string },
): Promise<void> {
  const order = await getOpenOrder(command.tx, { id, version });
  if (plannedOn < dayOf(command.now)) throw new Failure('DAY_PAST', { day: plannedOn });
  if (order.planned_on === plannedOn) return;
  await updateOrder(command, { id, version }, { planned_on: plannedOn });
  await command.record({
    event: 'maintenance.orderReplanned',
    subject: `work_order:${id}`,
    data: { number: order.number, tag: order.tag, before: order.planned_on, after: plannedOn },
  });
}
