import { sql } from 'kysely';
import type { Plan, PlanRow } from '#shared/features/maintenance/model.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { containsPattern } from '#backend/kernel/search/words.ts';
import '../tables.ts';

function selectPlans(db: Db) {
  return db
    .selectFrom('maintenance_plan as plan')
    .leftJoin('category', 'category.id', 'plan.category_id')
    .leftJoin('model', 'model.id', 'plan.model_id')
    .leftJoin('operator', 'operator.id', 'plan.responsible_id')
    .selectAll('plan')
    .select(['category.name as category_name', 'model.name as model_name', 'operator.display_name'])
    .where('plan.archived_at', 'is', null);
}
type SelectedPlan = Awaited<ReturnType<ReturnType<typeof selectPlans>['execute']>>[number];

interface Facts {
  assets: number;
  nextOn: string | null;
  openOrders: number;
}

/** What the schedule and the orders say of all plans, in one pass over each. */
async function factsOfPlans(db: Db): Promise<Map<number, Facts>> {
  const { rows } = await sql<{ plan_id: number; assets: number; next_on: string | null; open: number }>`
    SELECT plan_id, count(*) AS assets, min(next_on) AS next_on,
      (SELECT count(*) FROM work_order WHERE work_order.plan_id = maintenance_schedule.plan_id
        AND state IN ('open', 'in_work')) AS open
    FROM maintenance_schedule GROUP BY plan_id`.execute(rawExecutor(db));
  return new Map(rows.map((row) => [row.plan_id, { assets: row.assets, nextOn: row.next_on, openOrders: row.open }]));
}

function planRowOf(row: SelectedPlan, facts: Facts | undefined, oneTag: string | null): PlanRow {
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    target: row.category_name ?? row.model_name ?? oneTag,
    kind: row.kind,
    rule: row.rule,
    meter: row.meter,
    meterEvery: row.meter_every,
    anchor: row.anchor,
    responsible:
      row.responsible_id === null || row.display_name === null
        ? null
        : { id: row.responsible_id, name: row.display_name },
    paused: row.paused === 1,
    assets: facts?.assets ?? 0,
    openOrders: facts?.openOrders ?? 0,
    nextOn: row.paused === 1 ? null : (facts?.nextOn ?? null),
  };
}

/** Plans by name; those of one asset when it is given. No list of plans is longer than this. */
export async function listPlans(
  db: Db,
  { search, assetId }: { search?: string | undefined; assetId?: number | undefined },
): Promise<PlanRow[]> {
  let rows = selectPlans(db);
  const text = search?.trim() ?? '';
  if (text !== '')
    rows = rows.where(
      sql<boolean>`(plan.name || char(31) || coalesce(category.name, '') || char(31) || coalesce(model.name, ''))
        LIKE ${containsPattern(text)} ESCAPE '\\'`,
    );
  if (assetId !== undefined)
    rows = rows.where(sql<boolean>`plan.id IN (SELECT plan_id FROM maintenance_schedule WHERE asset_id = ${assetId})`);
  const found = await rows
    .orderBy(sql`plan.name COLLATE NOCASE`)
    .limit(1000)
    .execute();
  const facts = await factsOfPlans(db);
  const ofAsset = assetId === undefined ? null : await nextOfAsset(db, assetId);
  const tags = await onlyTags(db);
  return found.map((row) => {
    const plan = planRowOf(row, facts.get(row.id), tags.get(row.id) ?? null);
    return ofAsset === null ? plan : { ...plan, nextOn: ofAsset.get(row.id) ?? null };
  });
}

/** When one asset is due under each of its plans. */
async function nextOfAsset(db: Db, assetId: number): Promise<Map<number, string | null>> {
  const rows = await db
    .selectFrom('maintenance_schedule')
    .select(['plan_id', 'next_on'])
    .where('asset_id', '=', assetId)
    .execute();
  return new Map(rows.map((row) => [row.plan_id, row.next_on]));
}

/** The tag of the asset of each plan that is kept for a single one. */
async function onlyTags(db: Db): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('maintenance_plan_asset as member')
    .innerJoin('asset', 'asset.id', 'member.asset_id')
    .select(['member.plan_id', sql<string>`min(asset.tag)`.as('tag')])
    .groupBy('member.plan_id')
    .having(sql<number>`count(*)`, '=', 1)
    .execute();
  return new Map(rows.map((row) => [row.plan_id, row.tag]));
}

/** @throws Failure NOT_FOUND */
export async function getPlan(db: Db, id: number): Promise<Plan> {
  const row = await selectPlans(db).where('plan.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('maintenance_plan', id);
  const members = await db
    .selectFrom('maintenance_plan_asset as member')
    .innerJoin('asset', 'asset.id', 'member.asset_id')
    .select(['asset.id', 'asset.tag', 'asset.name'])
    .where('member.plan_id', '=', id)
    .orderBy('asset.tag')
    .execute();
  const tasks = await db
    .selectFrom('maintenance_task')
    .selectAll()
    .where('plan_id', '=', id)
    .orderBy('position')
    .execute();
  const facts = (await factsOfPlans(db)).get(id);
  return {
    ...planRowOf(row, facts, members.length === 1 ? (members[0]?.tag ?? null) : null),
    categoryId: row.category_id,
    modelId: row.model_id,
    members,
    startsOn: row.starts_on,
    leadDays: row.lead_days,
    outOfService: row.out_of_service === 1,
    notes: row.notes,
    tasks: tasks.map(({ kind, title, expected, unit, at_least: atLeast, at_most: atMost }) => ({
      kind,
      title,
      expected,
      unit,
      atLeast,
      atMost,
    })),
    version: row.version,
  };
}
