import { sql } from 'kysely';
import type { Order } from '#shared/features/maintenance/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { orderRowOf, selectOrders } from './read-orders.ts';

/** @throws Failure NOT_FOUND */
export async function getOrder(db: Db, id: number, today: Day, seesCost: boolean): Promise<Order> {
  const row = await selectOrders(db)
    .leftJoin('operator as starter', 'starter.id', 'work_order.started_by')
    .leftJoin('operator as ender', 'ender.id', 'work_order.ended_by')
    .select(['work_order.out_of_service', 'work_order.meter', 'work_order.meter_due', 'work_order.created_at'])
    .select(['work_order.started_at', 'work_order.ended_at', 'work_order.done_on', 'work_order.minutes'])
    .select(['work_order.cost_minor', 'work_order.cost_currency', 'work_order.finding', 'work_order.skip_reason'])
    .select(['starter.display_name as starter', 'ender.display_name as ender'])
    .select(
      sql<number | null>`(SELECT value FROM meter_reading WHERE asset_id = work_order.asset_id
        AND meter = work_order.meter ORDER BY read_on DESC, id DESC LIMIT 1)`.as('last_reading'),
    )
    .where('work_order.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('work_order', id);
  return {
    ...orderRowOf(row, today),
    outOfService: row.out_of_service === 1,
    meter: row.meter,
    meterDue: row.meter_due,
    lastReading: row.last_reading,
    createdAt: row.created_at,
    startedBy: row.starter,
    startedAt: row.started_at,
    endedBy: row.ender,
    endedAt: row.ended_at,
    doneOn: row.done_on,
    minutes: row.minutes,
    cost:
      seesCost && row.cost_minor !== null && row.cost_currency !== null
        ? { minor: row.cost_minor, currency: row.cost_currency }
        : null,
    finding: row.finding,
    skippedBecause: row.skip_reason,
    tasks: await tasksOf(db, id),
    parts: await partsOf(db, id),
  };
}

async function tasksOf(db: Db, orderId: number): Promise<Order['tasks']> {
  const rows = await db
    .selectFrom('work_order_task as task')
    .leftJoin('operator', 'operator.id', 'task.done_by')
    .selectAll('task')
    .select('operator.display_name')
    .where('task.order_id', '=', orderId)
    .orderBy('task.position')
    .execute();
  return rows.map((row) => ({
    position: row.position,
    kind: row.kind,
    title: row.title,
    expected: row.expected,
    unit: row.unit,
    atLeast: row.at_least,
    atMost: row.at_most,
    value: row.value,
    outcome: row.outcome,
    note: row.note,
    doneBy: row.display_name,
    doneAt: row.done_at,
  }));
}

async function partsOf(db: Db, orderId: number): Promise<Order['parts']> {
  const rows = await db
    .selectFrom('work_order_part as part')
    .innerJoin('supply_movement as movement', 'movement.id', 'part.movement_id')
    .innerJoin('supply_article as article', 'article.id', 'movement.article_id')
    .innerJoin('operator', 'operator.id', 'movement.operator_id')
    .select(['part.id', 'movement.quantity', 'movement.at', 'operator.display_name'])
    .select(['article.id as article_id', 'article.name', 'article.unit'])
    .where('part.order_id', '=', orderId)
    .where('part.returned_at', 'is', null)
    .orderBy('part.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    article: { id: row.article_id, name: row.name },
    unit: row.unit,
    quantity: row.quantity,
    takenBy: row.display_name,
    takenAt: row.at,
  }));
}
