import { renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import type { AssetFilter, AssetListSort } from '#shared/features/assets/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, Call } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import type { ExportTaskInput } from './export-task.ts';

export interface ExportRequest extends AssetFilter {
  sort: AssetListSort;
  direction: 'ascending' | 'descending';
  format: 'xlsx' | 'csv';
}

/** Asks where, then writes the list as a job. */
export async function exportAssets(
  { backend, session }: Call,
  request: ExportRequest,
): Promise<{ jobId: string | null }> {
  const actor = actingOperator(session);
  const path = await backend.host.chooseSaveFile({
    defaultName: `Assets ${dayOf(backend.surroundings.now())}.${request.format}`,
    filters: [
      request.format === 'xlsx'
        ? { name: 'Excel workbook', extensions: ['xlsx'] }
        : { name: 'CSV', extensions: ['csv'] },
    ],
  });
  if (path === null) return { jobId: null };
  return {
    jobId: backend.jobs.start('export', basename(path), (job) => exportToFile(backend, job, actor, request, path)),
  };
}

/** Writes beside the file and renames at the end: what was there before stays until the new one is whole. */
export async function exportToFile(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
  { sort, direction, format, ...filter }: ExportRequest,
  path: string,
): Promise<Record<string, string | number>> {
  const inventory = openInventoryOf(backend);
  if (!backend.folder) throw new Failure('NOT_SIGNED_IN');
  const draft = `${path}.part`;
  const task: ExportTaskInput = {
    databaseFile: backend.folder.database,
    dataKey: inventory.dataKey,
    draft,
    format,
    filter,
    sort,
    direction,
    seesCost: actor.may('asset.cost.view'),
    now: backend.surroundings.now(),
  };
  try {
    const { rows } = (await job.work('spreadsheets.export', task)) as { rows: number };
    // The file gets its name in the transaction of its journal entry: none leaves without one.
    await inTransaction(backend, actor, async (command) => {
      const seesCost = task.seesCost;
      const fileName = basename(path);
      await command.record({
        event: 'spreadsheets.exported',
        subject: 'list:assets',
        data: { fileName, rows, seesCost, filter: JSON.stringify(filter) },
      });
      renameSync(draft, path);
    });
    return { path, rows };
  } finally {
    rmSync(draft, { force: true });
  }
}
