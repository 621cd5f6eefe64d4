import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { BulkChange, BulkEdit, BulkSubject } from '#shared/features/assets/bulk-contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import './tables.ts';

type Texts = Partial<Record<BulkSubject, string | null>>;

export interface EditedAsset {
  assetId: number;
  before: Texts;
  after: Texts;
}

export async function insertBulkEdit(
  { tx, actor, now }: CommandContext,
  { change, asked }: { change: BulkChange; asked: number },
): Promise<number> {
  const { id } = await tx
    .insertInto('bulk_edit')
    .values({
      change: JSON.stringify(change),
      state: 'running',
      asked,
      operator_id: actor.operatorId,
      started_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertEditedAsset(
  tx: Transaction<Schema>,
  bulkEditId: number,
  assetId: number,
  changes: readonly { field: BulkSubject; from: string | null; to: string | null }[],
): Promise<void> {
  const texts = (side: 'from' | 'to') =>
    JSON.stringify(Object.fromEntries(changes.map((change) => [change.field, change[side]])));
  await tx
    .insertInto('bulk_edit_asset')
    .values({ bulk_edit_id: bulkEditId, asset_id: assetId, before: texts('from'), after: texts('to') })
    .execute();
}

export async function endBulkEdit({ tx, now }: CommandContext, id: number, state: BulkEdit['state']): Promise<void> {
  await tx.updateTable('bulk_edit').set({ state, ended_at: now }).where('id', '=', id).execute();
}

export async function stopRunningEdits(tx: Transaction<Schema>, at: string): Promise<void> {
  await tx.updateTable('bulk_edit').set({ state: 'stopped', ended_at: at }).where('state', '=', 'running').execute();
}

export async function getBulkEdit(db: Db, id: number): Promise<{ state: BulkEdit['state'] }> {
  const row = await db.selectFrom('bulk_edit').select('state').where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('bulkEdit', id);
  return row;
}

/** Assets of an edit that were not given back yet. */
export async function listEditedAssets(db: Db, id: number): Promise<EditedAsset[]> {
  const rows = await db
    .selectFrom('bulk_edit_asset')
    .select(['asset_id', 'before', 'after'])
    .where('bulk_edit_id', '=', id)
    .where('undone', '=', 0)
    .orderBy('asset_id')
    .execute();
  return rows.map((row) => ({
    assetId: row.asset_id,
    before: JSON.parse(row.before) as Texts,
    after: JSON.parse(row.after) as Texts,
  }));
}

export async function markUndone(tx: Transaction<Schema>, id: number, assetId: number): Promise<void> {
  await tx
    .updateTable('bulk_edit_asset')
    .set({ undone: 1 })
    .where('bulk_edit_id', '=', id)
    .where('asset_id', '=', assetId)
    .execute();
}

export async function listBulkEdits(db: Db): Promise<BulkEdit[]> {
  const rows = await db
    .selectFrom('bulk_edit')
    .innerJoin('operator', 'operator.id', 'bulk_edit.operator_id')
    .selectAll('bulk_edit')
    .select([
      'operator.display_name',
      sql<number>`(SELECT count(*) FROM bulk_edit_asset WHERE bulk_edit_id = bulk_edit.id)`.as('changed'),
    ])
    .orderBy('bulk_edit.id', 'desc')
    .limit(20)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    operator: row.display_name,
    startedAt: row.started_at,
    state: row.state,
    asked: row.asked,
    changed: row.changed,
    change: JSON.parse(row.change) as BulkChange,
  }));
}
