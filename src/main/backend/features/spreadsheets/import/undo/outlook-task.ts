import * as z from 'zod';
import type { UndoOutlook } from '#shared/features/spreadsheets/contract.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { findObstacles } from './find-obstacles.ts';

const listedObstacles = 5;

const outlookTaskInput = z.object({
  databaseFile: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  batchId: z.number(),
});
export type OutlookTaskInput = z.infer<typeof outlookTaskInput>;

/** Looks in the worker whether an import can be undone: with a hundred thousand rows that takes longer than a scan may wait. */
// oxlint-disable-next-line typescript/require-await -- a task answers with a promise
export async function outlookTask(input: unknown): Promise<UndoOutlook> {
  const { databaseFile, dataKey, batchId } = outlookTaskInput.parse(input);
  const sqlite = openSqlite({ file: databaseFile, key: dataKey, readonly: true });
  try {
    const counts = sqlite
      .prepare<[number], { created: number; changed: number; names: number }>(
        `SELECT count(*) FILTER (WHERE row_number IS NOT NULL AND action = 'created') AS created,
           count(*) FILTER (WHERE action = 'changed') AS changed, count(*) FILTER (WHERE row_number IS NULL) AS names
         FROM import_row WHERE batch_id = ? AND undo IS NULL`,
      )
      .get(batchId) ?? { created: 0, changed: 0, names: 0 };
    const obstacles = findObstacles(sqlite, batchId, listedObstacles).map(
      ({ recordId: _recordId, ...obstacle }) => obstacle,
    );
    return { ...counts, obstacles };
  } finally {
    sqlite.close();
  }
}
