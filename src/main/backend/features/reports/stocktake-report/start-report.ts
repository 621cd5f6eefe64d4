import { renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, Call } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { reportTaskResult } from './report-result.ts';
import type { ReportTaskInput } from './report-task.ts';

interface Wanted {
  id: number;
  format: 'pdf' | 'xlsx';
}

/**
 * Asks where, then writes the report as a job.
 *
 * @throws Failure STOCKTAKE_STATE before counting has ended: what is found so far proves nothing.
 */
export async function startStocktakeReport(
  { backend, session }: Call,
  wanted: Wanted,
): Promise<{ jobId: string | null }> {
  const actor = actingOperator(session);
  const stocktake = await openInventoryOf(backend)
    .reader.selectFrom('stocktake')
    .select(['number', 'state'])
    .where('id', '=', wanted.id)
    .executeTakeFirst();
  if (!stocktake) throw notFound('stocktake', wanted.id);
  const { number, state } = stocktake;
  if (state !== 'reconciling' && state !== 'closed') throw new Failure('STOCKTAKE_STATE', { state });
  const path = await backend.host.chooseSaveFile({
    defaultName: `Stocktake ${number}.${wanted.format}`,
    filters: [
      wanted.format === 'pdf' ? { name: 'PDF', extensions: ['pdf'] } : { name: 'Excel workbook', extensions: ['xlsx'] },
    ],
  });
  if (path === null) return { jobId: null };
  return {
    jobId: backend.jobs.start('export', basename(path), (job) => writeFile(backend, job, actor, wanted, path)),
  };
}

async function writeFile(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
  { id, format }: Wanted,
  path: string,
): Promise<Record<string, string | number>> {
  if (!backend.folder) throw new Failure('NOT_SIGNED_IN');
  const draft = `${path}.part`;
  const task: ReportTaskInput = {
    databaseFile: backend.folder.database,
    dataKey: openInventoryOf(backend).dataKey,
    draft,
    id,
    format,
    now: backend.surroundings.now(),
  };
  try {
    const { number, rows, seal } = reportTaskResult.parse(await job.work('reports.stocktake', task));
    // The file gets its name in the transaction of its journal entry: none leaves without one.
    await inTransaction(backend, actor, async (command) => {
      await command.record({
        event: 'reports.stocktakeReported',
        subject: `stocktake:${id}`,
        data: { number, format, fileName: basename(path), variances: rows, seal },
      });
      renameSync(draft, path);
    });
    return { path, rows, seal };
  } finally {
    rmSync(draft, { force: true });
  }
}
