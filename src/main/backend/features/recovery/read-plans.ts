import { sql } from 'kysely';
import * as z from 'zod';
import { contact } from '#shared/features/recovery/plan.ts';
import type { Dependency, DrillRow, Plan, PlanRow } from '#shared/features/recovery/plan.ts';
import type { Day } from '#shared/primitives/days.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { listDrills } from './read-drills.ts';
import { isAbout, subjectOf } from './read-items.ts';
import { drillDueOn, problemsOfPlan } from './rules.ts';
import './tables.ts';

function selectPlans(db: Db) {
  return db
    .selectFrom('recovery_plan as plan')
    .leftJoin('asset', 'asset.id', 'plan.asset_id')
    .leftJoin('it_service as service', 'service.id', 'plan.service_id')
    .selectAll('plan')
    .select(['asset.tag', 'asset.name as asset_name', 'service.name as service_name'])
    .select(sql<number>`(SELECT count(*) FROM recovery_step WHERE plan_id = plan.id)`.as('steps'));
}
type SelectedPlan = Awaited<ReturnType<ReturnType<typeof selectPlans>['execute']>>[number];

/** What is protected of what a plan is about. */
async function listProtects(db: Db, { asset_id: assetId, service_id: serviceId }: SelectedPlan) {
  const rows = await db
    .selectFrom('protected_item as item')
    .select(['item.id', 'item.what', 'item.every_hours'])
    .select(
      sql<string | null>`(SELECT max(ended_at) FROM protection_run WHERE item_id = item.id
        AND outcome IN ('ok', 'warning'))`.as('last_good_at'),
    )
    .where('item.archived_at', 'is', null)
    .where((eb) =>
      serviceId === null
        ? isAbout('item', assetId ?? 0)
        : eb.or([
            eb('item.service_id', '=', serviceId),
            sql<boolean>`item.asset_id IN (SELECT asset_id FROM it_service_asset WHERE service_id = ${serviceId})`,
          ]),
    )
    .orderBy('item.what')
    .execute();
  return rows.map(({ id, what, every_hours: everyHours, last_good_at: lastGoodAt }) => ({
    id,
    what,
    everyHours,
    lastGoodAt,
  }));
}

type Protects = Awaited<ReturnType<typeof listProtects>>;

function rowOf(row: SelectedPlan, drills: readonly DrillRow[], protects: Protects, today: Day): PlanRow {
  const ended = drills.find(({ endedAt }) => endedAt !== null);
  const lastDrill =
    ended === undefined || ended.endedAt === null
      ? null
      : { id: ended.id, endedAt: ended.endedAt, passed: ended.verdict.passed === true };
  const facts = {
    rpoMinutes: row.rpo_minutes,
    drillEveryDays: row.drill_every_days,
    lastDrill,
    protects: protects.map(({ everyHours }) => everyHours),
  };
  return {
    id: row.id,
    ...subjectOf(row),
    name: row.name,
    owner: row.owner,
    rtoMinutes: row.rto_minutes,
    rpoMinutes: row.rpo_minutes,
    steps: row.steps,
    lastDrill,
    runningId: drills.find(({ state }) => state === 'running')?.id ?? null,
    drillDueOn: drillDueOn(facts),
    problems: problemsOfPlan(facts, today),
  };
}

/** Plans by name, with their last drill and what stands in the way of relying on them. */
export async function listPlans(db: Db, { assetId }: { assetId?: number | undefined }, today: Day): Promise<PlanRow[]> {
  let rows = selectPlans(db).where('plan.archived_at', 'is', null);
  if (assetId !== undefined) rows = rows.where(isAbout('plan', assetId));
  const found = await rows
    .orderBy(sql`plan.name COLLATE NOCASE`)
    .limit(500)
    .execute();
  const plans: PlanRow[] = [];
  for (const row of found)
    plans.push(rowOf(row, await listDrills(db, { planId: row.id }), await listProtects(db, row), today));
  return plans;
}

/** So many relations away things are named. */
const depth = 6;
const mostDependencies = 100;

/**
 * What has to be there before: what the assets of a plan run on, are installed in or a component of, are licensed by and
 * back up to, and so on from there; the nearest first (T4). A cable is followed by one step only.
 */
export async function listDependencies(db: Db, assetIds: readonly number[]) {
  const { rows } = await sql<{
    id: number;
    tag: string;
    name: string;
    place: string | null;
    tags: string;
    kept: number;
  }>`
    WITH RECURSIVE needs (from_id, to_id, beside) AS (
      SELECT source_id, target_id, type = 'connected_to' FROM asset_relation
        WHERE removed_at IS NULL AND type <> 'replaces'
      UNION ALL SELECT target_id, source_id, 1 FROM asset_relation WHERE removed_at IS NULL AND type = 'connected_to'
    ),
    reached (id, depth, beside, way, tags) AS (
      SELECT id, 0, 0, '/' || id || '/', json_array(tag) FROM asset
        WHERE id IN (SELECT value FROM json_each(${JSON.stringify(assetIds)}))
      UNION ALL
      SELECT asset.id, reached.depth + 1, needs.beside, reached.way || asset.id || '/', json_insert(reached.tags, '$[#]', asset.tag)
      FROM reached JOIN needs ON needs.from_id = reached.id JOIN asset ON asset.id = needs.to_id
      WHERE reached.depth < ${depth} AND reached.beside = 0 AND asset.status <> 'disposed'
        AND instr(reached.way, '/' || asset.id || '/') = 0
      ORDER BY 2 LIMIT 3000
    ),
    nearest AS (SELECT *, row_number() OVER (PARTITION BY id ORDER BY depth, way) AS turn FROM reached)
    SELECT asset.id, asset.tag, asset.name, place.name AS place, nearest.tags,
      EXISTS (SELECT 1 FROM protected_item WHERE asset_id = asset.id AND archived_at IS NULL) AS kept
    FROM nearest JOIN asset ON asset.id = nearest.id LEFT JOIN place ON place.id = asset.place_id
    WHERE nearest.turn = 1 AND nearest.depth > 0
    ORDER BY nearest.depth, asset.tag LIMIT ${mostDependencies + 1}`.execute(rawExecutor(db));
  const dependencies = rows.slice(0, mostDependencies).map(({ id, tag, name, place, tags, kept }): Dependency => ({
    asset: { id, tag, name },
    path: JSON.parse(tags) as string[],
    place,
    isProtected: kept === 1,
  }));
  return { dependencies, complete: rows.length <= mostDependencies };
}

async function assetsOf(db: Db, { asset_id: assetId, service_id: serviceId }: SelectedPlan): Promise<number[]> {
  if (serviceId === null) return assetId === null ? [] : [assetId];
  const rows = await db.selectFrom('it_service_asset').select('asset_id').where('service_id', '=', serviceId).execute();
  return rows.map(({ asset_id: id }) => id);
}

/** @throws Failure NOT_FOUND */
export async function getPlan(db: Db, id: number, today: Day): Promise<Plan> {
  const row = await selectPlans(db).where('plan.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('recovery_plan', id);
  const steps = await db
    .selectFrom('recovery_step')
    .selectAll()
    .where('plan_id', '=', id)
    .orderBy('position')
    .execute();
  const drills = await listDrills(db, { planId: id });
  const protects = await listProtects(db, row);
  const { dependencies, complete } = await listDependencies(db, await assetsOf(db, row));
  return {
    ...rowOf(row, drills, protects, today),
    details: {
      name: row.name,
      assetId: row.asset_id,
      serviceId: row.service_id,
      owner: row.owner,
      rtoMinutes: row.rto_minutes,
      rpoMinutes: row.rpo_minutes,
      drillEveryDays: row.drill_every_days,
      notes: row.notes,
      contacts: z.array(contact).parse(JSON.parse(row.contacts)),
      steps: steps.map(({ title, instructions, owner, target_minutes: targetMinutes }) => ({
        title,
        instructions,
        owner,
        targetMinutes,
      })),
    },
    dependencies,
    dependenciesComplete: complete,
    protects,
    drills: drills.slice(0, 50),
    version: row.version,
  };
}
