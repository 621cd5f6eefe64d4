import type { TaskOutcome } from '#shared/features/maintenance/model.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { judge } from '../rules.ts';
import { getOpenOrder } from './repository.ts';

interface Noted {
  orderId: number;
  position: number;
  outcome: TaskOutcome | null;
  value: number | null;
  note: string | null;
}

/**
 * Writes down what came out of a task; a measured value is judged by its limits, whatever was said of it.
 *
 * @throws Failure WORK_ORDER_STATE
 */
export async function noteTask(command: CommandContext, noted: Noted): Promise<void> {
  const { tx, now, actor } = command;
  const order = await getOpenOrder(tx, { id: noted.orderId });
  if (order.state !== 'in_work') throw new Failure('WORK_ORDER_STATE', { state: order.state });
  const task = await tx
    .selectFrom('work_order_task')
    .selectAll()
    .where('order_id', '=', noted.orderId)
    .where('position', '=', noted.position)
    .executeTakeFirst();
  if (!task) throw notFound('work_order_task', noted.position);
  const value = task.kind === 'measure' && noted.outcome !== 'not_applicable' ? noted.value : null;
  const said = task.kind === 'measure' && value === null && noted.outcome !== 'not_applicable' ? null : noted.outcome;
  const outcome =
    said === null ? null : judge({ kind: task.kind, atLeast: task.at_least, atMost: task.at_most }, said, value);
  await tx
    .updateTable('work_order_task')
    .set({
      outcome,
      value: outcome === null ? null : value,
      note: noted.note === '' ? null : noted.note,
      done_by: outcome === null ? null : actor.operatorId,
      done_at: outcome === null ? null : now,
    })
    .where('order_id', '=', noted.orderId)
    .where('position', '=', noted.position)
    .execute();
  await command.record({
    event: 'maintenance.taskNoted',
    subject: `work_order:${noted.orderId}`,
    data: { number: order.number, tag: order.tag, task: task.title, outcome, value },
    reason: noted.note,
  });
  command.changed('maintenance');
}
