import type { OrderResult } from '#shared/features/maintenance/model.ts';
import type { Money } from '#shared/primitives/money.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement } from '#backend/features/assets/index.ts';
import { recordReading } from '../meters/record-reading.ts';
import { dueByMeter, setDue } from '../plans/schedule.ts';
import { afterCompletion } from '../recurrence.ts';
import { raiseDay, statusAfterWork } from '../rules.ts';
import { getOpenOrder, updateOrder } from './repository.ts';
import type { OrderRowOfDb } from './repository.ts';

interface Completion {
  id: number;
  version: number;
  result: OrderResult;
  minutes: number | null;
  cost: Money | null;
  finding: string | null;
  reading: number | null;
  doneOn: string;
}

/**
 * Ends an order with what came out. All its tasks have been answered; one that failed says what was found. The asset
 * goes back to where it was, and the next date is counted from the plan or from this day.
 *
 * @throws Failure WORK_ORDER_STATE, TASKS_OPEN, FINDING_NEEDED, DAY_AHEAD, METER_BACKWARDS, CHANGED_MEANWHILE.
 */
export async function completeOrder(command: CommandContext, done: Completion): Promise<void> {
  const { now, actor } = command;
  const order = await getOpenOrder(command.tx, done);
  const finding = done.finding?.trim() === '' ? null : (done.finding?.trim() ?? null);
  if (done.doneOn > dayOf(now)) throw new Failure('DAY_AHEAD', { day: done.doneOn });
  const result = await resultOf(command, order, done.result);
  if (result === 'failed' && finding === null) throw new Failure('FINDING_NEEDED');
  await updateOrder(command, done, {
    state: 'done',
    ended_at: now,
    ended_by: actor.operatorId,
    done_on: done.doneOn,
    result,
    minutes: done.minutes,
    cost_minor: done.cost?.minor ?? null,
    cost_currency: done.cost?.currency ?? null,
    finding,
    assignee_id: order.assignee_id ?? actor.operatorId,
  });
  await command.record({
    event: 'maintenance.orderDone',
    subject: `work_order:${order.id}`,
    data: { number: order.number, tag: order.tag, result, minutes: done.minutes, doneOn: done.doneOn },
    reason: finding,
  });
  if (order.meter !== null && done.reading !== null)
    await recordReading(command, {
      assetId: order.asset_id,
      meter: order.meter,
      value: done.reading,
      readOn: done.doneOn,
      replaced: false,
    });
  await backToService(command, order);
  await planNext(command, order, done.doneOn);
}

/** What the tasks say: one that is not right makes the whole fail. @throws Failure TASKS_OPEN */
async function resultOf({ tx }: CommandContext, order: OrderRowOfDb, said: OrderResult): Promise<OrderResult> {
  const tasks = await tx
    .selectFrom('work_order_task')
    .select(['title', 'outcome'])
    .where('order_id', '=', order.id)
    .orderBy('position')
    .execute();
  const open = tasks.filter(({ outcome }) => outcome === null);
  if (open.length > 0)
    throw new Failure('TASKS_OPEN', {
      count: open.length,
      titles: open
        .slice(0, 5)
        .map(({ title }) => title)
        .join(' · '),
    });
  return tasks.some(({ outcome }) => outcome === 'not_ok') ? 'failed' : said;
}

/** The asset is what it was before the work, or what it has become meanwhile. */
export async function backToService(command: CommandContext, order: OrderRowOfDb): Promise<void> {
  if (order.state !== 'in_work' || order.out_of_service === 0) return;
  const custody = await command.tx
    .selectFrom('custody')
    .select('due_on as dueOn')
    .where('asset_id', '=', order.asset_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  const status = statusAfterWork(order.status, order.status_before, custody ?? null);
  if (status === null) return;
  await applyMovement(command, {
    assetId: order.asset_id,
    kind: 'status_changed',
    event: 'maintenance.assetBackInService',
    change: { status },
    from: order.status,
    to: status,
    how: 'manual',
    facts: { order: order.number },
  });
}

/** Where the next date hangs on this one, it is known now. */
export async function planNext(command: CommandContext, order: OrderRowOfDb, from: string): Promise<void> {
  const { tx } = command;
  if (order.plan_id === null) return;
  const plan = await tx
    .selectFrom('maintenance_plan')
    .selectAll()
    .where('id', '=', order.plan_id)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (!plan || (plan.kind === 'calendar' && plan.anchor === 'plan')) return;
  const of = { plan_id: plan.id, asset_id: order.asset_id };
  if (plan.kind === 'meter') {
    await setDue(command, of, await dueByMeter(tx, plan, order.asset_id, null));
    return;
  }
  const nextOn = afterCompletion(plan.rule ?? '', from);
  await setDue(command, of, { next_on: nextOn, raise_on: raiseDay(nextOn, plan.lead_days) });
}
