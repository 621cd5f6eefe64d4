import type { Transaction } from 'kysely';
import { reconciliationGroups } from '#shared/features/reconciliation/contract.ts';
import type {
  Difference,
  Reconciliation,
  ReconciliationGroup,
  ReconciliationRequest,
  ReconciliationRow,
} from '#shared/features/reconciliation/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { ReconciledRow } from './rules.ts';
import './tables.ts';

export async function insertReconciliation(
  tx: Transaction<Schema>,
  made: { fileName: string; sha256: string; request: ReconciliationRequest; operatorId: number; at: string },
): Promise<number> {
  const { mapping, compare, scope } = made.request;
  const { id } = await tx
    .insertInto('reconciliation')
    .values({
      file_name: made.fileName,
      file_sha256: made.sha256,
      request: JSON.stringify({ mapping, compare, scope }),
      state: 'writing',
      operator_id: made.operatorId,
      created_at: made.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertReconciled(
  tx: Transaction<Schema>,
  id: number,
  rows: readonly ReconciledRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 200) {
    await tx
      .insertInto('reconciliation_row')
      .values(
        rows.slice(start, start + 200).map((row) => ({
          reconciliation_id: id,
          bucket: row.group,
          row_number: row.rowNumber,
          asset_id: row.assetId,
          matched_by: row.matchedBy,
          listed: JSON.stringify(row.values),
          differences: JSON.stringify(row.differences),
          outcome: null,
        })),
      )
      .execute();
  }
}

/** What was cut short is no result: nobody has seen it. */
export async function discardUnfinished(tx: Transaction<Schema>, id: number): Promise<void> {
  await tx.deleteFrom('reconciliation_row').where('reconciliation_id', '=', id).execute();
  await tx.deleteFrom('reconciliation').where('id', '=', id).where('state', '=', 'writing').execute();
}

export async function countGroups(db: Db, id: number): Promise<Reconciliation['groups']> {
  const rows = await db
    .selectFrom('reconciliation_row')
    .select((eb) => ['bucket', 'outcome', eb.fn.countAll<number>().as('count')])
    .where('reconciliation_id', '=', id)
    .groupBy(['bucket', 'outcome'])
    .execute();
  const sum = (own: typeof rows) => own.reduce((total, { count }) => total + count, 0);
  return reconciliationGroups.map((group) => {
    const own = rows.filter(({ bucket }) => bucket === group);
    return { group, count: sum(own), open: sum(own.filter(({ outcome }) => outcome === null)) };
  });
}

export async function listReconciliations(db: Db): Promise<Reconciliation[]> {
  const rows = await db
    .selectFrom('reconciliation')
    .leftJoin('operator', 'operator.id', 'reconciliation.operator_id')
    .selectAll('reconciliation')
    .select('operator.display_name')
    .where('state', '=', 'kept')
    .orderBy('reconciliation.id', 'desc')
    .limit(50)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      fileName: row.file_name,
      sha256: row.file_sha256,
      createdAt: row.created_at,
      operator: row.display_name ?? '',
      groups: await countGroups(db, row.id),
    })),
  );
}

export async function getReconciliation(db: Db, id: number) {
  const row = await db
    .selectFrom('reconciliation')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'kept')
    .executeTakeFirst();
  if (!row) throw notFound('reconciliation', id);
  return row;
}

export async function listRows(
  db: Db,
  { id, group, after, limit }: { id: number; group: ReconciliationGroup; after: number; limit: number },
): Promise<{ rows: ReconciliationRow[]; next: number | null }> {
  await getReconciliation(db, id);
  const found = await db
    .selectFrom('reconciliation_row')
    .leftJoin('asset', 'asset.id', 'reconciliation_row.asset_id')
    .selectAll('reconciliation_row')
    .select(['asset.tag', 'asset.name'])
    .where('reconciliation_id', '=', id)
    .where('bucket', '=', group)
    .where('reconciliation_row.id', '>', after)
    .orderBy('reconciliation_row.id')
    .limit(limit + 1)
    .execute();
  const rows = found.slice(0, limit).map((row): ReconciliationRow => ({
    id: row.id,
    rowNumber: row.row_number,
    matchedBy: row.matched_by,
    asset: row.asset_id === null ? null : { id: row.asset_id, tag: row.tag ?? '', name: row.name ?? '' },
    listed: JSON.parse(row.listed) as Record<string, string>,
    differences: JSON.parse(row.differences) as Difference[],
    outcome: row.outcome,
  }));
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}
