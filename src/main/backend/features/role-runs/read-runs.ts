import { sql } from 'kysely';
import type { RoleRun, RoleRunRow, RunItem, Task } from '#shared/features/role-runs/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import './tables.ts';

function selectRuns(db: Db) {
  return db
    .selectFrom('role_run as run')
    .innerJoin('person', 'person.id', 'run.person_id')
    .leftJoin('role_kit', 'role_kit.id', 'run.kit_id')
    .leftJoin('operator', 'operator.id', 'run.started_by')
    .select(['run.id', 'run.kind', 'run.person_id', 'run.due_on', 'run.started_at', 'run.cancelled_because'])
    .select(['person.name as person', 'role_kit.role', 'operator.display_name'])
    .select([
      sql<number>`(SELECT count(*) FROM role_run_item WHERE run_id = run.id)`.as('items'),
      sql<number>`(SELECT count(*) FROM role_run_item_state WHERE run_id = run.id AND state = 'open')`.as('open'),
    ])
    .orderBy('run.id', 'desc');
}
type RunColumns = Awaited<ReturnType<ReturnType<typeof selectRuns>['execute']>>[number];

const rowOf = (row: RunColumns): RoleRunRow => ({
  id: row.id,
  kind: row.kind,
  person: { id: row.person_id, name: row.person },
  role: row.role,
  dueOn: row.due_on,
  startedAt: row.started_at,
  startedBy: row.display_name ?? '',
  items: row.items,
  open: row.open,
  cancelledBecause: row.cancelled_because,
});

/** Runs, the newest first: those with something open, or all of the last thousand. */
export async function listRuns(db: Db, { done }: { done: boolean }): Promise<RoleRunRow[]> {
  const rows = await selectRuns(db).limit(1000).execute();
  return rows.filter((row) => done || (row.open > 0 && row.cancelled_because === null)).map(rowOf);
}

function selectItems(db: Db) {
  return db
    .selectFrom('role_run_item as item')
    .innerJoin('role_run_item_state as now', 'now.item_id', 'item.id')
    .innerJoin('role_run as run', 'run.id', 'item.run_id')
    .innerJoin('person', 'person.id', 'run.person_id')
    .leftJoin('asset as old', 'old.id', 'item.old_asset_id')
    .leftJoin('custody', (join) => join.onRef('custody.id', '=', 'item.custody_id').on('custody.reversed', '=', 0))
    .leftJoin('asset as fresh', 'fresh.id', 'custody.asset_id')
    .leftJoin('operator', (join) =>
      join.on(sql<boolean>`operator.id = coalesce(item.done_by, item.waived_by, custody.handed_over_by)`),
    )
    .selectAll('item')
    .select(['now.state', 'operator.display_name', 'custody.started_at as handed_at'])
    .select(['old.tag as old_tag', 'old.name as old_name'])
    .select(['fresh.id as fresh_id', 'fresh.tag as fresh_tag', 'fresh.name as fresh_name'])
    .select(['run.kind as run_kind', 'run.person_id', 'person.name as person_name'])
    .orderBy('item.run_id')
    .orderBy('item.position');
}
type ItemColumns = Awaited<ReturnType<ReturnType<typeof selectItems>['execute']>>[number];

const assetOf = (id: number | null, tag: string | null, name: string | null) =>
  id === null || tag === null || name === null ? null : { id, tag, name };

const itemOf = (row: ItemColumns): RunItem => ({
  id: row.id,
  action: row.action,
  kind: row.kind,
  name: row.name,
  categoryId: row.category_id,
  modelId: row.model_id,
  productId: row.product_id,
  seatId: row.allocation_id,
  oldAsset: assetOf(row.old_asset_id, row.old_tag, row.old_name),
  newAsset: assetOf(row.fresh_id, row.fresh_tag, row.fresh_name),
  state: row.state,
  dueOn: row.due_on,
  doneBy: row.display_name,
  doneAt: row.done_at ?? row.waived_at ?? row.handed_at,
  waivedBecause: row.waived_because,
});

export async function getRun(db: Db, id: number): Promise<RoleRun> {
  const row = await selectRuns(db).where('run.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('role_run', id);
  const items = await selectItems(db).where('item.run_id', '=', id).execute();
  return { ...rowOf(row), list: items.map(itemOf) };
}

/** What is open in all runs, the earliest due first. */
export async function listTasks(db: Db): Promise<Task[]> {
  const rows = await selectItems(db)
    .where('now.state', '=', 'open')
    .where('run.cancelled_at', 'is', null)
    .clearOrderBy()
    .orderBy('item.due_on')
    .orderBy('item.id')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    ...itemOf(row),
    runId: row.run_id,
    runKind: row.run_kind,
    person: { id: row.person_id, name: row.person_name },
  }));
}
