import { sql } from 'kysely';
import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { insertRows } from '#backend/kernel/db/insert-rows.ts';
import { statementOf } from '#backend/kernel/db/statements.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { categoriesAbove } from '#backend/features/assets/index.ts';
import { afterAbsence, dueNow, isHere, raiseDay } from '../rules.ts';
import { repeatingOf } from './schedule.ts';
import '../tables.ts';

/** So many due dates are looked at in one transaction, so that a scan beside it waits a tenth of a second at most. */
export const portion = 500;

/** Due dates whose orders have to be there by a day, those that wait the longest first. */
async function listDue(db: Db, today: Day, assetId: number | null) {
  const rows = db
    .selectFrom('maintenance_schedule as schedule')
    .innerJoin('maintenance_plan as plan', 'plan.id', 'schedule.plan_id')
    .innerJoin('asset', 'asset.id', 'schedule.asset_id')
    .selectAll('plan')
    .select(['schedule.plan_id', 'schedule.asset_id', 'schedule.next_on', 'schedule.next_reading', 'schedule.held'])
    .select(['asset.tag', 'asset.status', 'asset.category_id as of_category', 'asset.model_id as of_model'])
    .select(
      sql<number>`(plan.scope = 'assets' AND NOT EXISTS (SELECT 1 FROM maintenance_plan_asset AS member
        WHERE member.plan_id = plan.id AND member.asset_id = asset.id))`.as('left_it'),
    )
    .where('schedule.raise_on', '<=', today)
    .where('plan.paused', '=', 0)
    .where('plan.archived_at', 'is', null)
    // One that is gone waits without standing in the way of others.
    .where((eb) =>
      eb.or([
        eb('schedule.held', '=', 0),
        eb('asset.status', 'not in', ['missing', 'lost', 'stolen', 'ordered', 'retiring']),
      ]),
    );
  return (assetId === null ? rows : rows.where('schedule.asset_id', '=', assetId))
    .orderBy('schedule.raise_on')
    .orderBy('schedule.plan_id')
    .orderBy('schedule.asset_id')
    .limit(portion)
    .execute();
}
type DueRow = Awaited<ReturnType<typeof listDue>>[number];

interface Raised {
  plan: DueRow;
  dueOn: Day;
  occurrence: string;
}

/**
 * Raises the orders of the next due dates. What is raised moves the due date on in the same transaction, and a key of
 * the table refuses a second order, so that each comes once, however often and after whatever pause this runs.
 *
 * @param assetId only of this one
 * @returns how many due dates were looked at, and how many orders there are more
 */
export async function raisePortion(
  command: CommandContext,
  assetId: number | null = null,
): Promise<{ looked: number; raised: number }> {
  const { tx, now } = command;
  const today = dayOf(now);
  const rows = await listDue(tx, today, assetId);
  if (rows.length === 0) return { looked: 0, raised: 0 };
  const above = await categoriesAbove(tx, [...new Set(rows.map((row) => row.of_category))]);
  const { sqlite } = openInventoryOf(command.backend);
  const move = statementOf(
    sqlite,
    'UPDATE maintenance_schedule SET next_on = ?, raise_on = ?, held = ? WHERE plan_id = ? AND asset_id = ?',
  );
  const leave = statementOf(sqlite, 'DELETE FROM maintenance_schedule WHERE plan_id = ? AND asset_id = ?');
  const raised: Raised[] = [];
  for (const row of rows) {
    if (isOver(row, above.get(row.of_category) ?? [])) {
      leave.run(row.plan_id, row.asset_id);
      continue;
    }
    if (!isHere(row.status)) {
      move.run(row.next_on, raiseDay(row.next_on, row.lead_days), 1, row.plan_id, row.asset_id);
      continue;
    }
    const { due, next } = dueOf(row, today);
    for (const dueOn of due)
      raised.push({ plan: row, dueOn, occurrence: row.next_reading === null ? dueOn : `${row.next_reading}` });
    move.run(next, raiseDay(next, row.lead_days), 0, row.plan_id, row.asset_id);
  }
  const inserted = await insertOrders(command, raised);
  if (inserted === 0)
    await command.record({ event: 'maintenance.held', subject: 'maintenance', data: { assets: rows.length } });
  return { looked: rows.length, raised: inserted };
}

/** Whether an asset has left its plan: it is of another category or model now, or it is no more. */
function isOver(row: DueRow, above: readonly number[]): boolean {
  if (row.status === 'disposed' || row.left_it === 1) return true;
  if (row.scope === 'model') return row.of_model !== row.model_id;
  return row.scope === 'category' && row.of_category !== row.category_id && !above.includes(row.category_id ?? 0);
}

function dueOf(row: DueRow, today: Day): { due: Day[]; next: Day | null } {
  // A meter makes one order; the next reading is set when that one is done.
  if (row.kind === 'meter') return { due: row.next_on === null ? [] : [row.next_on], next: null };
  const plan = repeatingOf(row);
  return dueNow(plan, row.held === 1 ? afterAbsence(plan, row.next_on, today) : row.next_on, today);
}

async function insertOrders(command: CommandContext, all: readonly Raised[]): Promise<number> {
  const { tx, now, backend, actor } = command;
  const { sqlite } = openInventoryOf(backend);
  const known = statementOf(sqlite, 'SELECT 1 FROM work_order WHERE plan_id = ? AND asset_id = ? AND occurrence = ?');
  const raised = all.filter(({ plan, occurrence }) => known.get(plan.plan_id, plan.asset_id, occurrence) === undefined);
  if (raised.length === 0) return 0;
  const first = await takeNumbers(tx, 'work_order', raised.length);
  const today = dayOf(now);
  const ids = insertRows(
    sqlite,
    'work_order',
    raised.map(({ plan, dueOn, occurrence }, index) => ({
      number: first + index,
      plan_id: plan.plan_id,
      asset_id: plan.asset_id,
      title: plan.name,
      occurrence,
      due_on: dueOn,
      planned_on: dueOn < today ? today : dueOn,
      meter: plan.meter,
      meter_due: plan.next_reading,
      out_of_service: plan.out_of_service,
      state: 'open',
      assignee_id: plan.responsible_id,
      created_at: now,
      created_by: actor.operatorId > 0 ? actor.operatorId : null,
    })),
  );
  const copy = statementOf(
    sqlite,
    `INSERT INTO work_order_task (order_id, position, kind, title, expected, unit, at_least, at_most)
      SELECT ?, position, kind, title, expected, unit, at_least, at_most FROM maintenance_task WHERE plan_id = ?`,
  );
  for (const [index, { plan }] of raised.entries()) copy.run(ids[index], plan.plan_id);
  command.journal.appendAll(
    raised.map(({ plan, dueOn }, index) => ({
      event: 'maintenance.orderRaised',
      subject: `work_order:${ids[index] ?? 0}`,
      data: { number: first + index, tag: plan.tag, plan: plan.name, dueOn },
    })),
  );
  command.changed('maintenance');
  return raised.length;
}
