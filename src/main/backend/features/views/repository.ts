import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { ListName, ViewContent } from '#shared/features/views/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import './tables.ts';

interface ViewRow {
  id: number;
  list: ListName;
  name: string;
  shared: boolean;
  ownerId: number;
  owner: string;
  content: ViewContent;
  isDefault: boolean;
  version: number;
}

/** Views that an operator sees: his own and the shared ones. */
export async function listVisibleViews(db: Db, list: ListName, operatorId: number): Promise<ViewRow[]> {
  const rows = await selectViews(db, operatorId)
    .where('saved_view.list', '=', list)
    .where((eb) => eb.or([eb('saved_view.owner_id', '=', operatorId), eb('saved_view.shared', '=', 1)]))
    .orderBy('saved_view.name')
    .execute();
  return rows.map(viewOf);
}

export async function findView(db: Db, id: number, operatorId: number): Promise<ViewRow | null> {
  const row = await selectViews(db, operatorId).where('saved_view.id', '=', id).executeTakeFirst();
  return row ? viewOf(row) : null;
}

function selectViews(db: Db, operatorId: number) {
  return db
    .selectFrom('saved_view')
    .innerJoin('operator', 'operator.id', 'saved_view.owner_id')
    .leftJoin('view_default', (join) =>
      join.onRef('view_default.view_id', '=', 'saved_view.id').on('view_default.operator_id', '=', operatorId),
    )
    .selectAll('saved_view')
    .select(['operator.display_name', sql<number>`view_default.view_id IS NOT NULL`.as('is_default')]);
}

function viewOf(row: Awaited<ReturnType<ReturnType<typeof selectViews>['execute']>>[number]): ViewRow {
  return {
    id: row.id,
    list: row.list as ListName,
    name: row.name,
    shared: row.shared === 1,
    ownerId: row.owner_id,
    owner: row.display_name,
    content: JSON.parse(row.content) as ViewContent,
    isDefault: row.is_default === 1,
    version: row.version,
  };
}

/** Whether a name is given already: among the shared views, or among the operator's own. */
export async function isNameTaken(
  db: Db,
  view: { list: ListName; name: string; shared: boolean; ownerId: number },
  except: number | null,
): Promise<boolean> {
  let rows = db
    .selectFrom('saved_view')
    .select('id')
    .where('list', '=', view.list)
    .where('name', '=', view.name)
    .where('shared', '=', view.shared ? 1 : 0);
  if (!view.shared) rows = rows.where('owner_id', '=', view.ownerId);
  const found = await rows.executeTakeFirst();
  return found !== undefined && found.id !== except;
}

export async function insertView(
  tx: Transaction<Schema>,
  view: { list: ListName; name: string; shared: boolean; ownerId: number; content: ViewContent; at: string },
): Promise<number> {
  const { id } = await tx
    .insertInto('saved_view')
    .values({
      list: view.list,
      name: view.name,
      shared: view.shared ? 1 : 0,
      owner_id: view.ownerId,
      content: JSON.stringify(view.content),
      updated_at: view.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateView(
  tx: Transaction<Schema>,
  { id, version }: { id: number; version: number },
  change: { name?: string; shared?: number; content?: string; updated_at: string },
): Promise<void> {
  await tx
    .updateTable('saved_view')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .execute();
}

export async function deleteView(tx: Transaction<Schema>, id: number): Promise<void> {
  await tx.deleteFrom('saved_view').where('id', '=', id).execute();
}

export async function setDefaultView(
  tx: Transaction<Schema>,
  { operatorId, list, viewId }: { operatorId: number; list: ListName; viewId: number | null },
): Promise<void> {
  await tx.deleteFrom('view_default').where('operator_id', '=', operatorId).where('list', '=', list).execute();
  if (viewId !== null)
    await tx.insertInto('view_default').values({ operator_id: operatorId, list, view_id: viewId }).execute();
}
