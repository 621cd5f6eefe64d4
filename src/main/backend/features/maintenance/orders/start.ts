import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement } from '#backend/features/assets/index.ts';
import { isHere } from '../rules.ts';
import { getOpenOrder, updateOrder } from './repository.ts';

/**
 * Work begins: whoever begins it is named where nobody was, and an asset that the order takes out of service is under
 * maintenance from now on. Whoever holds it stays answerable.
 *
 * @throws Failure WORK_ORDER_STATE, ASSET_GONE, CHANGED_MEANWHILE.
 */
export async function startOrder(
  command: CommandContext,
  { id, version }: { id: number; version: number },
): Promise<void> {
  const { tx, now, actor } = command;
  const order = await getOpenOrder(tx, { id, version });
  if (order.state === 'in_work') throw new Failure('WORK_ORDER_STATE', { state: order.state });
  if (!isHere(order.status)) throw new Failure('ASSET_GONE', { tag: order.tag, status: order.status });
  const busy = order.out_of_service === 1 ? await findOther(command, order.asset_id) : undefined;
  if (busy) throw new Failure('UNDER_MAINTENANCE', { tag: order.tag, number: busy.number });
  await updateOrder(
    command,
    { id, version },
    {
      state: 'in_work',
      started_at: now,
      started_by: actor.operatorId,
      assignee_id: order.assignee_id ?? actor.operatorId,
      status_before: order.status,
    },
  );
  await command.record({
    event: 'maintenance.orderStarted',
    subject: `work_order:${id}`,
    data: { number: order.number, tag: order.tag },
  });
  if (order.out_of_service === 0 || order.status === 'in_maintenance') return;
  await applyMovement(command, {
    assetId: order.asset_id,
    kind: 'status_changed',
    event: 'maintenance.assetOutOfService',
    change: { status: 'in_maintenance' },
    from: order.status,
    to: 'in_maintenance',
    how: 'manual',
    facts: { order: order.number },
  });
}

/** The order by which the asset is out of service already. */
async function findOther({ tx }: CommandContext, assetId: number) {
  return tx
    .selectFrom('work_order')
    .select('number')
    .where('asset_id', '=', assetId)
    .where('state', '=', 'in_work')
    .where('out_of_service', '=', 1)
    .executeTakeFirst();
}
