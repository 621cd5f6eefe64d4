import { sql } from 'kysely';
import { addDays } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { insertRows } from '#backend/kernel/db/insert-rows.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { listReadingsOf } from '../meters/repository.ts';
import { expectedDay, firstDue, nextReading, raiseDay } from '../rules.ts';
import type { Repeating } from '../rules.ts';
import type { MaintenancePlanTable } from '../tables.ts';
import '../tables.ts';

/** The columns of a plan that say when something is due. */
export type TimingColumns = Pick<
  MaintenancePlanTable,
  'kind' | 'rule' | 'starts_on' | 'anchor' | 'lead_days' | 'meter' | 'meter_every'
>;

export function repeatingOf({ rule, starts_on: startsOn, anchor, lead_days: leadDays }: TimingColumns): Repeating {
  return { rule: rule ?? '', startsOn, anchor, leadDays };
}

interface Due {
  next_on: Day | null;
  next_reading: number | null;
  raise_on: Day | null;
}

/** When a meter makes an asset due: at which reading, and on which day it is expected to be reached. */
export async function dueByMeter(db: Db, plan: TimingColumns, assetId: number, from: number | null): Promise<Due> {
  const { meter, meter_every: every, anchor, lead_days: leadDays } = plan;
  if (meter === null || every === null) throw new Error('a plan by meter names its meter');
  const readings = await listReadingsOf(db, assetId, meter);
  const wanted = from ?? nextReading(every, anchor, readings.at(-1)?.value ?? 0);
  const nextOn = expectedDay(readings, wanted);
  return { next_on: nextOn, next_reading: wanted, raise_on: raiseDay(nextOn, leadDays) };
}

/** Due dates of an asset that a plan covers from a day on. */
async function beginning(db: Db, plan: TimingColumns, assetId: number, from: Day): Promise<Due> {
  if (plan.kind === 'meter') return dueByMeter(db, plan, assetId, null);
  const nextOn = firstDue(repeatingOf(plan), from);
  return { next_on: nextOn, next_reading: null, raise_on: raiseDay(nextOn, plan.lead_days) };
}

/**
 * Which assets a plan covers: those that it names, all of a model, or all of a category and of those below it. One
 * statement for all plans, since a new asset may fall under any of them.
 *
 * @param planId only of this one
 */
function coveredBy(planId: number | null) {
  const one = planId === null ? sql`` : sql`AND plan.id = ${planId}`;
  const alive = sql`asset.status NOT IN ('ordered', 'disposed')`;
  return sql`
    SELECT plan.id AS plan_id, asset.id AS asset_id, asset.created_at FROM maintenance_plan AS plan
      JOIN maintenance_plan_asset AS member ON member.plan_id = plan.id JOIN asset ON asset.id = member.asset_id
      WHERE plan.archived_at IS NULL ${one} AND ${alive}
    UNION ALL
    SELECT plan.id, asset.id, asset.created_at FROM maintenance_plan AS plan
      JOIN asset ON asset.model_id = plan.model_id
      WHERE plan.archived_at IS NULL AND plan.scope = 'model' ${one} AND ${alive}
    UNION ALL
    SELECT plan.id, asset.id, asset.created_at FROM (
        WITH RECURSIVE below (plan_id, id) AS (
          SELECT id, category_id FROM maintenance_plan AS plan WHERE archived_at IS NULL AND scope = 'category' ${one}
          UNION SELECT below.plan_id, category.id FROM category JOIN below ON category.parent_id = below.id)
        SELECT plan_id, id FROM below) AS below
      JOIN maintenance_plan AS plan ON plan.id = below.plan_id
      JOIN asset ON asset.category_id = below.id
      WHERE ${alive}`;
}

interface Uncovered {
  plan_id: number;
  asset_id: number;
  created_at: string;
}

/** Assets that plans cover and that have no due date yet. */
async function listUncovered(db: Db, planId: number | null): Promise<Uncovered[]> {
  const { rows } = await sql<Uncovered>`SELECT covered.plan_id, covered.asset_id, covered.created_at
    FROM (${coveredBy(planId)}) AS covered
    WHERE NOT EXISTS (SELECT 1 FROM maintenance_schedule AS schedule
      WHERE schedule.plan_id = covered.plan_id AND schedule.asset_id = covered.asset_id)`.execute(rawExecutor(db));
  return rows;
}

/**
 * Gives every asset that came under a plan its first due date. One that was registered since the last look is covered
 * from then on, so a pause leaves no gap; any other from today on, since its past is nobody's fault.
 *
 * @param since the day of the last look
 * @returns how many assets came under a plan
 */
export async function coverAssets(command: CommandContext, planId: number | null, since: Day | null): Promise<number> {
  const { tx, now, backend } = command;
  const today = dayOf(now);
  const uncovered = await listUncovered(tx, planId);
  if (uncovered.length === 0) return 0;
  const plans = new Map(
    (await tx.selectFrom('maintenance_plan').selectAll().where('archived_at', 'is', null).execute()).map((row) => [
      row.id,
      row,
    ]),
  );
  const first = new Map<string, Due>();
  const rows: (Due & { plan_id: number; asset_id: number })[] = [];
  for (const { plan_id, asset_id, created_at: createdAt } of uncovered) {
    const plan = plans.get(plan_id);
    if (plan === undefined) continue;
    const registeredOn = dayOf(createdAt);
    const from = since !== null && registeredOn >= since ? registeredOn : today;
    // Assets of a plan of the calendar that come under it on one day are due on one day.
    const key = plan.kind === 'meter' ? `${plan_id}/${asset_id}` : `${plan_id}/${from}`;
    const due = first.get(key) ?? (await beginning(tx, plan, asset_id, from));
    first.set(key, due);
    rows.push({ plan_id, asset_id, ...due });
  }
  insertRows(openInventoryOf(backend).sqlite, 'maintenance_schedule', rows);
  await command.record({ event: 'maintenance.covered', subject: 'maintenance', data: { assets: rows.length } });
  command.changed('maintenance');
  return rows.length;
}

/** Sets when an asset is due next under a plan. */
export async function setDue(
  { tx }: CommandContext,
  { plan_id: planId, asset_id: assetId }: { plan_id: number; asset_id: number },
  due: Partial<Due>,
): Promise<void> {
  await tx
    .updateTable('maintenance_schedule')
    .set({ ...due, held: 0 })
    .where('plan_id', '=', planId)
    .where('asset_id', '=', assetId)
    .execute();
}

/**
 * Reckons anew when the assets of a plan are due, after its timing was changed or it went on after a pause: what was
 * raised stays raised, and nothing falls into the past.
 */
export async function rescheduleAll(command: CommandContext, plan: TimingColumns & { id: number }): Promise<void> {
  const { tx, now } = command;
  const today = dayOf(now);
  const rows = await tx
    .selectFrom('maintenance_schedule as schedule')
    .select(['schedule.plan_id', 'schedule.asset_id'])
    .select(
      sql<string | null>`(SELECT max(due_on) FROM work_order WHERE plan_id = schedule.plan_id
        AND asset_id = schedule.asset_id AND meter IS NULL)`.as('raised_until'),
    )
    .select(
      sql<number>`EXISTS (SELECT 1 FROM work_order WHERE plan_id = schedule.plan_id
        AND asset_id = schedule.asset_id AND state IN ('open', 'in_work'))`.as('is_open'),
    )
    .where('schedule.plan_id', '=', plan.id)
    .execute();
  for (const row of rows) {
    // The next date is counted from the completion of what is open.
    if (row.is_open === 1 && (plan.anchor === 'completion' || plan.kind === 'meter')) {
      await setDue(command, row, { next_on: null, raise_on: null });
      continue;
    }
    const from = row.raised_until !== null && row.raised_until >= today ? addDays(row.raised_until, 1) : today;
    await setDue(command, row, await beginning(tx, plan, row.asset_id, from));
  }
}

/** Takes assets off the schedule that a plan does not cover any more. */
export async function dropUncovered({ tx }: CommandContext, planId: number): Promise<void> {
  await tx
    .deleteFrom('maintenance_schedule')
    .where('plan_id', '=', planId)
    .where(sql<boolean>`asset_id NOT IN (SELECT asset_id FROM (${coveredBy(planId)}))`)
    .execute();
}
