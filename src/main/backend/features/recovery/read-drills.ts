import * as z from 'zod';
import { contact } from '#shared/features/recovery/plan.ts';
import type { Drill, DrillRow } from '#shared/features/recovery/plan.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { judgeDrill } from './rules.ts';
import './tables.ts';

function selectDrills(db: Db) {
  return db
    .selectFrom('recovery_drill as drill')
    .innerJoin('recovery_plan as plan', 'plan.id', 'drill.plan_id')
    .innerJoin('operator as starter', 'starter.id', 'drill.started_by')
    .leftJoin('operator as ender', 'ender.id', 'drill.ended_by')
    .selectAll('drill')
    .select(['plan.name as plan_name', 'plan.contacts', 'plan.asset_id', 'plan.service_id'])
    .select(['starter.display_name as starter_name', 'ender.display_name as ender_name']);
}
type SelectedDrill = Awaited<ReturnType<ReturnType<typeof selectDrills>['execute']>>[number];

export async function stepsOf(db: Db, drillIds: readonly number[]) {
  return db
    .selectFrom('drill_step as step')
    .leftJoin('operator', 'operator.id', 'step.ended_by')
    .selectAll('step')
    .select('operator.display_name')
    .where('step.drill_id', 'in', drillIds)
    .orderBy('step.drill_id')
    .orderBy('step.position')
    .execute();
}
type StepOfDb = Awaited<ReturnType<typeof stepsOf>>[number];

const timed = ({ started_at: startedAt, ended_at: endedAt, target_minutes: targetMinutes, outcome }: StepOfDb) => ({
  startedAt,
  endedAt,
  targetMinutes,
  outcome,
});

function rowOf(row: SelectedDrill, steps: readonly StepOfDb[]): DrillRow {
  return {
    id: row.id,
    number: row.number,
    plan: { id: row.plan_id, name: row.plan_name },
    kind: row.kind,
    state: row.state,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    verdict: judgeDrill({
      state: row.state,
      rtoMinutes: row.rto_minutes,
      rpoMinutes: row.rpo_minutes,
      failedAt: row.failed_at,
      endedAt: row.ended_at,
      dataFrom: row.data_from,
      steps: steps.filter(({ drill_id: id }) => id === row.id).map(timed),
    }),
  };
}

/** Drills and recoveries, the newest first. */
export async function listDrills(db: Db, { planId }: { planId?: number | undefined }): Promise<DrillRow[]> {
  let rows = selectDrills(db);
  if (planId !== undefined) rows = rows.where('drill.plan_id', '=', planId);
  const found = await rows.orderBy('drill.id', 'desc').limit(500).execute();
  if (found.length === 0) return [];
  const steps = await stepsOf(
    db,
    found.map(({ id }) => id),
  );
  return found.map((row) => rowOf(row, steps));
}

/** When the last backup of what a plan is about ended before the failure; the oldest where several things are protected. */
async function lastGoodBefore(db: Db, row: SelectedDrill): Promise<string | null> {
  const items = await db
    .selectFrom('protected_item as item')
    .leftJoin('protection_run as run', (join) =>
      join
        .onRef('run.item_id', '=', 'item.id')
        .on('run.outcome', 'in', ['ok', 'warning'])
        .on('run.ended_at', '<=', row.failed_at),
    )
    .select((eb) => eb.fn.max('run.ended_at').as('at'))
    .where('item.archived_at', 'is', null)
    .where((eb) =>
      row.service_id === null ? eb('item.asset_id', '=', row.asset_id) : eb('item.service_id', '=', row.service_id),
    )
    .groupBy('item.id')
    .execute();
  const times = items.flatMap(({ at }) => (at === null ? [] : [at]));
  return times.length < items.length ? null : (times.toSorted()[0] ?? null);
}

/** @throws Failure NOT_FOUND */
export async function getDrill(db: Db, id: number): Promise<Drill> {
  const row = await selectDrills(db).where('drill.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('recovery_drill', id);
  const steps = await stepsOf(db, [id]);
  return {
    ...rowOf(row, steps),
    rtoMinutes: row.rto_minutes,
    rpoMinutes: row.rpo_minutes,
    failedAt: row.failed_at,
    dataFrom: row.data_from,
    lastGoodAt: await lastGoodBefore(db, row),
    startedBy: row.starter_name,
    endedBy: row.ender_name,
    findings: row.findings,
    contacts: z.array(contact).parse(JSON.parse(row.contacts)),
    steps: steps.map((step) => ({
      position: step.position,
      title: step.title,
      instructions: step.instructions,
      owner: step.owner,
      targetMinutes: step.target_minutes,
      startedAt: step.started_at,
      endedAt: step.ended_at,
      outcome: step.outcome,
      note: step.note,
      endedBy: step.display_name,
    })),
    version: row.version,
  };
}
