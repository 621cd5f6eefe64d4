import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { ColumnTarget, ImportBatch, ImportEntity, ImportMode } from '#shared/features/spreadsheets/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import './tables.ts';

export interface NewBatch {
  entity: ImportEntity;
  mode: ImportMode;
  fileName: string;
  sha256: string;
  options: string;
  rowsTotal: number;
  rowsRejected: number;
  rejectsFile: string | null;
  stagingFile: string;
  operatorId: number;
  createdAt: string;
}

export async function insertBatch(tx: Transaction<Schema>, batch: NewBatch): Promise<number> {
  const { id } = await tx
    .insertInto('import_batch')
    .values({
      entity: batch.entity,
      mode: batch.mode,
      file_name: batch.fileName,
      file_sha256: batch.sha256,
      state: 'applying',
      options: batch.options,
      rows_total: batch.rowsTotal,
      rows_applied: 0,
      rows_rejected: batch.rowsRejected,
      rejects_file: batch.rejectsFile,
      staging_file: batch.stagingFile,
      operator_id: batch.operatorId,
      created_at: batch.createdAt,
      ended_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateBatch(
  tx: Transaction<Schema>,
  id: number,
  change: {
    rows_applied?: number;
    rows_rejected?: number;
    rows_changed?: number;
    rows_kept?: number;
    rejects_file?: string;
    last_row?: number;
    state?: ImportBatch['state'];
    ended_at?: string;
    undone_at?: string;
    undone_by?: number;
  },
): Promise<void> {
  await tx.updateTable('import_batch').set(change).where('id', '=', id).execute();
}

export async function getBatch(db: Db, id: number) {
  return db.selectFrom('import_batch').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** Imports that were cut short, or whose undo was. */
export async function listOpenBatches(db: Db, state: 'applying' | 'undoing') {
  return db.selectFrom('import_batch').selectAll().where('state', '=', state).orderBy('id').execute();
}

export async function findImportOf(db: Db, sha256: string, entity: ImportEntity): Promise<{ at: string } | undefined> {
  return db
    .selectFrom('import_batch')
    .select('created_at as at')
    .where('file_sha256', '=', sha256)
    .where('entity', '=', entity)
    .where('state', '<>', 'undone')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

export async function listBatches(db: Db): Promise<ImportBatch[]> {
  const rows = await db
    .selectFrom('import_batch')
    .leftJoin('operator', 'operator.id', 'import_batch.operator_id')
    .leftJoin('operator as undoer', 'undoer.id', 'import_batch.undone_by')
    .selectAll('import_batch')
    .select(['operator.display_name', 'undoer.display_name as undoer'])
    .select(sql<number>`EXISTS (SELECT 1 FROM import_row WHERE import_row.batch_id = import_batch.id)`.as('has_rows'))
    .orderBy('import_batch.id', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    entity: row.entity,
    mode: row.mode,
    fileName: row.file_name,
    state: row.state,
    rowsTotal: row.rows_total,
    rowsApplied: row.rows_applied,
    rowsChanged: row.rows_changed,
    rowsRejected: row.rows_rejected,
    rowsKept: row.rows_kept,
    rejectsFile: row.rejects_file,
    operator: row.display_name ?? '',
    createdAt: row.created_at,
    endedAt: row.ended_at,
    undoneAt: row.undone_at,
    undoneBy: row.undoer,
    undoable: row.has_rows === 1 && (row.state === 'applied' || row.state === 'failed'),
  }));
}

/** The mapping that was used for these headings before. */
export async function findMapping(
  db: Db,
  entity: ImportEntity,
  headings: readonly string[],
): Promise<ColumnTarget[] | null> {
  const row = await db
    .selectFrom('import_mapping')
    .select('mapping')
    .where('entity', '=', entity)
    .where('headings', '=', JSON.stringify(headings))
    .executeTakeFirst();
  return row ? (JSON.parse(row.mapping) as ColumnTarget[]) : null;
}

export async function rememberMapping(
  tx: Transaction<Schema>,
  entity: ImportEntity,
  headings: readonly string[],
  mapping: readonly ColumnTarget[],
): Promise<void> {
  const text = JSON.stringify(mapping);
  await tx
    .insertInto('import_mapping')
    .values({ entity, headings: JSON.stringify(headings), mapping: text })
    .onConflict((conflict) => conflict.columns(['entity', 'headings']).doUpdateSet({ mapping: text }))
    .execute();
}
