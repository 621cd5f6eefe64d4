import { sql } from 'kysely';
import { isClosed } from '#shared/features/assets/status.ts';
import type { Reference } from '#shared/rpc/fields.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { getOpenOrder, updateOrder } from './repository.ts';

interface NewOrder {
  assetId: number;
  title: string;
  plannedOn: string;
  assigneeId: number | null;
  outOfService: boolean;
}

/** Something is to be done that no plan foresaw. @throws Failure ASSET_CLOSED */
export async function createOrder(command: CommandContext, order: NewOrder): Promise<{ id: number; number: number }> {
  const { tx, now, actor } = command;
  const asset = await getAssetRow(tx, order.assetId, false);
  if (isClosed(asset.status)) throw new Failure('ASSET_CLOSED', { tag: asset.tag });
  if (order.assigneeId !== null) await getTechnician(tx, order.assigneeId);
  const number = await takeNumbers(tx, 'work_order');
  const { id } = await tx
    .insertInto('work_order')
    .values({
      number,
      plan_id: null,
      asset_id: asset.id,
      title: order.title,
      occurrence: null,
      due_on: order.plannedOn,
      planned_on: order.plannedOn,
      meter: null,
      meter_due: null,
      out_of_service: order.outOfService ? 1 : 0,
      state: 'open',
      assignee_id: order.assigneeId,
      created_at: now,
      created_by: actor.operatorId,
      started_at: null,
      started_by: null,
      status_before: null,
      ended_at: null,
      ended_by: null,
      done_on: null,
      result: null,
      minutes: null,
      cost_minor: null,
      cost_currency: null,
      finding: null,
      skip_reason: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'maintenance.orderMade',
    subject: `work_order:${id}`,
    data: { number, tag: asset.tag, title: order.title, plannedOn: order.plannedOn },
  });
  command.changed('maintenance');
  return { id, number };
}

/** Who can be asked to do something: everybody who may sign in. */
export async function listTechnicians(db: Db): Promise<Reference[]> {
  const rows = await db
    .selectFrom('operator')
    .select(['id', 'display_name as name'])
    .where('active', '=', 1)
    .orderBy(sql`display_name COLLATE NOCASE`)
    .execute();
  return rows;
}

async function getTechnician(db: Db, id: number): Promise<Reference> {
  const technician = (await listTechnicians(db)).find((each) => each.id === id);
  if (!technician) throw notFound('operator', id);
  return technician;
}

/** Says who does it; nobody in particular without an operator. @throws Failure WORK_ORDER_STATE */
export async function assignOrders(
  command: CommandContext,
  { ids, operatorId }: { ids: readonly number[]; operatorId: number | null },
): Promise<void> {
  const technician = operatorId === null ? null : await getTechnician(command.tx, operatorId);
  for (const id of new Set(ids)) {
    const order = await getOpenOrder(command.tx, { id });
    await updateOrder(command, order, { assignee_id: operatorId });
    await command.record({
      event: 'maintenance.orderAssigned',
      subject: `work_order:${id}`,
      data: { number: order.number, tag: order.tag, to: technician?.name ?? null },
    });
  }
}
