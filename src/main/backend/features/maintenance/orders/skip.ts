import { dayOf } from '#backend/kernel/context.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { backToService, planNext } from './complete.ts';
import { getOpenOrder, updateOrder } from './repository.ts';

/** It is not done this time, for a reason that stays. @throws Failure WORK_ORDER_STATE, CHANGED_MEANWHILE. */
export async function skipOrder(
  command: CommandContext,
  { id, version, reason }: { id: number; version: number; reason: string },
): Promise<void> {
  const { tx, now, actor } = command;
  const order = await getOpenOrder(tx, { id, version });
  await updateOrder(
    command,
    { id, version },
    { state: 'skipped', ended_at: now, ended_by: actor.operatorId, skip_reason: reason },
  );
  await command.record({
    event: 'maintenance.orderSkipped',
    subject: `work_order:${id}`,
    data: { number: order.number, tag: order.tag },
    reason,
  });
  await backToService(command, order);
  await planNext(command, order, dayOf(now));
}
