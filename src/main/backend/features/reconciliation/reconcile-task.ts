import * as z from 'zod';
import { reconciliationRequest } from '#shared/features/reconciliation/contract.ts';
import { isClosed } from '#shared/features/assets/status.ts';
import { readerOn } from '#backend/kernel/db/dialect.ts';
import type { Reader } from '#backend/kernel/db/dialect.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { assetRowOf, listAssetIds, selectAssetRows } from '#backend/features/assets/index.ts';
import { readMapped } from '#backend/features/spreadsheets/index.ts';
import { reconcile } from './rules.ts';
import type { ListedRow, ReconciledRow, RegisteredAsset } from './rules.ts';

const reconcileTaskInput = z.object({
  request: reconciliationRequest,
  databaseFile: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  defaultCurrency: z.string(),
  now: z.string(),
});
export type ReconcileTaskInput = z.infer<typeof reconcileTaskInput>;

export interface ReconcileTaskResult {
  sha256: string;
  rows: ReconciledRow[];
}

/** Reads the list and holds it against the register, in the process that may be killed. */
export async function reconcileTask(input: unknown, report: TaskReport): Promise<ReconcileTaskResult> {
  const { request, defaultCurrency, now, ...database } = reconcileTaskInput.parse(input);
  report.progress('reading', 0, null);
  const { sha256, rows } = await readMapped({ ...request, defaultCurrency });
  const sqlite = openSqlite({ file: database.databaseFile, key: database.dataKey, readonly: true });
  try {
    // One snapshot, whatever is scanned meanwhile.
    sqlite.exec('BEGIN');
    report.progress('checking', 0, rows.length);
    const assets = await registeredAssets(readerOn(sqlite), request.scope, now);
    return { sha256, rows: reconcile(rows.map(listedRowOf), assets, request.compare) };
  } finally {
    sqlite.close();
  }
}

function listedRowOf({ rowNumber, values }: Awaited<ReturnType<typeof readMapped>>['rows'][number]): ListedRow {
  const texts = Object.entries(values).flatMap(([field, value]) =>
    typeof value === 'object' ? [] : [[field, String(value)] as const],
  );
  return { rowNumber, values: Object.fromEntries(texts) };
}

async function registeredAssets(
  reader: Reader,
  { categoryIds, placeId }: ReconcileTaskInput['request']['scope'],
  now: string,
): Promise<RegisteredAsset[]> {
  const filter = { ...(categoryIds.length > 0 ? { categoryIds } : {}), ...(placeId === null ? {} : { placeId }) };
  // The scope has no conditions on costs, so nothing has to be allowed.
  const actor = { may: () => false };
  const expected = new Set(await listAssetIds({ reader, actor, now }, filter));
  const rows = await selectAssetRows(reader).select('asset.order_number').orderBy('asset.id').execute();
  return rows
    .filter(({ status }) => !isClosed(status))
    .map((row) => {
      const asset = assetRowOf(row, false);
      return {
        id: asset.id,
        expected: expected.has(asset.id),
        facts: {
          tag: asset.tag,
          serial: asset.serial,
          name: asset.name,
          category: asset.category.name,
          manufacturer: asset.manufacturer,
          model: asset.model,
          place: asset.place?.name ?? null,
          department: asset.department,
          custodianName: asset.custodian?.name ?? null,
          orderNumber: row.order_number,
          purchasedOn: asset.purchasedOn,
          warrantyUntil: asset.warrantyUntil,
        },
      };
    });
}
