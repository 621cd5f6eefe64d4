import { sql } from 'kysely';
import type { OrderFilter } from '#shared/features/maintenance/contract.ts';
import type { OrderRow } from '#shared/features/maintenance/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import { referenceOf } from '#backend/kernel/db/reference-of.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import '../tables.ts';

const isEnded = sql<number>`(work_order.state IN ('done', 'skipped'))`;
/** Written so, an index over what is open serves it. */
const isStillOpen = sql<boolean>`work_order.state IN ('open', 'in_work')`;

export function selectOrders(db: Db) {
  return db
    .selectFrom('work_order')
    .innerJoin('asset', 'asset.id', 'work_order.asset_id')
    .leftJoin('place', 'place.id', 'asset.place_id')
    .leftJoin('maintenance_plan as plan', 'plan.id', 'work_order.plan_id')
    .leftJoin('operator as assignee', 'assignee.id', 'work_order.assignee_id')
    .select(['work_order.id', 'work_order.number', 'work_order.title', 'work_order.state', 'work_order.result'])
    .select(['work_order.due_on', 'work_order.planned_on', 'work_order.version'])
    .select(['work_order.asset_id', 'asset.tag', 'asset.name as asset_name', 'place.name as place'])
    .select(['work_order.plan_id', 'plan.name as plan_name'])
    .select(['work_order.assignee_id', 'assignee.display_name as assignee_name'])
    .select(isEnded.as('is_ended'));
}
type SelectedOrder = Awaited<ReturnType<ReturnType<typeof selectOrders>['execute']>>[number];

export function orderRowOf(row: SelectedOrder, today: Day): OrderRow {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    asset: { id: row.asset_id, tag: row.tag, name: row.asset_name },
    place: row.place,
    plan: referenceOf(row.plan_id, row.plan_name),
    state: row.state,
    result: row.result,
    dueOn: row.due_on,
    plannedOn: row.planned_on,
    overdue: row.is_ended === 0 && row.due_on < today,
    assignee: referenceOf(row.assignee_id, row.assignee_name),
    version: row.version,
  };
}

export interface OrdersQuery extends OrderFilter {
  cursor?: string | undefined;
  limit: number;
}

function filtered(db: Db, query: OrderFilter, today: Day) {
  let rows = selectOrders(db);
  const { states, overdue, assigneeId, assetId, planId, from, to } = query;
  if (states?.length) {
    rows = rows.where('work_order.state', 'in', states);
    if (states.every((state) => state === 'open' || state === 'in_work')) rows = rows.where(isStillOpen);
  }
  if (overdue) rows = rows.where(isStillOpen).where('work_order.due_on', '<', today);
  if (assigneeId !== undefined) rows = rows.where('work_order.assignee_id', '=', assigneeId);
  if (assetId !== undefined) rows = rows.where('work_order.asset_id', '=', assetId);
  if (planId !== undefined) rows = rows.where('work_order.plan_id', '=', planId);
  if (from !== undefined) rows = rows.where('work_order.planned_on', '>=', from);
  if (to !== undefined) rows = rows.where('work_order.planned_on', '<=', to);
  const text = query.search?.trim();
  if (text)
    rows = rows.where(
      sql<boolean>`instr(lower(work_order.number || char(31) || work_order.title || char(31) || asset.tag || char(31)
        || asset.name || char(31) || coalesce(place.name, '')), lower(${text})) > 0`,
    );
  return rows;
}

/** What is still to be done first, by the day it is planned for; then what was done, the newest first. */
export async function listOrders(db: Db, query: OrdersQuery, today: Day) {
  const after = decodeCursor(query.cursor);
  const order = sql<string>`CASE WHEN ${isEnded} THEN 'b' || (99999999 - replace(work_order.planned_on, '-', ''))
    ELSE 'a' || work_order.planned_on END`;
  let page = filtered(db, query, today).select(order.as('sort_value'));
  if (after !== null) page = page.where(sql<boolean>`(${order}, work_order.id) > (${after.value}, ${after.id})`);
  // What is only open is read in the order of its index.
  const onlyOpen = query.states?.length && query.states.every((state) => state === 'open' || state === 'in_work');
  const found = await (onlyOpen && after === null ? page.orderBy('work_order.planned_on') : page.orderBy(order))
    .orderBy('work_order.id')
    .limit(query.limit + 1)
    .execute();
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const { total } = await db
    .selectFrom(filtered(db, query, today).clearSelect().select('work_order.id').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    rows: shown.map((row) => orderRowOf(row, today)),
    nextCursor: found.length > query.limit && last ? encodeCursor({ value: last.sort_value, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}

/** How much there is to do, for the tiles above the lists. */
export async function countOrders(db: Db, today: Day, operatorId: number) {
  const { rows } = await sql<{ overdue: number; today: number; open: number; in_work: number; mine: number }>`
    SELECT count(*) AS open, coalesce(sum(due_on < ${today}), 0) AS overdue,
      coalesce(sum(planned_on = ${today}), 0) AS today, coalesce(sum(state = 'in_work'), 0) AS in_work,
      coalesce(sum(assignee_id = ${operatorId}), 0) AS mine
    FROM work_order WHERE state IN ('open', 'in_work')`.execute(rawExecutor(db));
  const [row] = rows;
  return {
    overdue: row?.overdue ?? 0,
    today: row?.today ?? 0,
    open: row?.open ?? 0,
    inWork: row?.in_work ?? 0,
    mine: row?.mine ?? 0,
  };
}
