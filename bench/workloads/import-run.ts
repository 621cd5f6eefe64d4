import { statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { JobStatus } from '#shared/features/application/contract.ts';
import { asItIsFound } from '#shared/features/spreadsheets/contract.ts';
import type { ImportPlan } from '#shared/features/spreadsheets/contract.ts';
import { ChainCheck } from '#backend/kernel/journal/chain.ts';
import { readChain } from '#backend/kernel/journal/journal.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { insist } from '../context.ts';
import type { Context } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import { lastWorker } from '../measure/worker-process.ts';
import { headings } from './import-file.ts';
import { scanBeside } from './scan-beside.ts';

export async function planOf({ client }: Context, path: string): Promise<ImportPlan> {
  const inspection = await client.spreadsheets.inspect({ path, entity: 'assets', sheet: null });
  const unmapped = inspection.mapping.filter((target) => target.field === null);
  insist(unmapped.length === 0, `no field for ${unmapped.map((target) => headings[target.column]).join(', ')}`);
  return {
    path,
    entity: 'assets',
    sheet: null,
    mapping: inspection.mapping.map(({ column, field, keep }) => ({ column, field, keep })),
    dateOrders: {},
    decimalMarks: {},
    onError: 'stop',
    mode: 'create',
    matchBy: null,
    newNames: 'add',
    nameAnswers: [],
    headingRow: null,
    reading: asItIsFound,
    repairs: [],
    sha256: null,
  };
}

/** Runs the import with a desk at work beside it. @param cycles of scans, enough for as long as it takes */
export async function importBeside(context: Context, plan: ImportPlan, rowCount: number, cycles: number) {
  const { client, folder } = context;
  const phases = new Map<string, number>();
  const startedAt = performance.now();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const { jobId } = await client.spreadsheets.startImport(plan);
  let longestLog = 0;
  let ownMemory = 0;
  const counts = (status: JobStatus | undefined): boolean => {
    if (status && !phases.has(status.phase)) phases.set(status.phase, performance.now() - startedAt);
    longestLog = Math.max(longestLog, statSync(join(folder, 'quartermaster.db-wal')).size);
    ownMemory = Math.max(ownMemory, process.memoryUsage.rss());
    return phases.has('applying');
  };
  const { times, job } = await scanBeside(context, { jobId, purpose: 'import', cycles, counts });
  const took = performance.now() - startedAt;
  delay.disable();
  insist(
    job.state === 'done' && job.result?.['applied'] === rowCount,
    `import ended ${JSON.stringify(job.failure ?? job.result)}`,
  );
  const gaps = [50, 90, 99, 99.9].map((share) => delay.percentile(share) / 1e6);
  return {
    took,
    longestGap: delay.max / 1e6,
    gaps,
    scans: times.length > 0 ? distributionOf(times) : null,
    phases,
    longestLog: longestLog / 2 ** 20,
    memory: { own: ownMemory / 2 ** 20, worker: lastWorker.peakMegabytes },
  };
}

/**
 * @param samples rows of the file that are looked up one by one.
 * @param head of the journal before the import
 * @param before rows that other imports of the same run brought
 */
export async function checkImported(
  { client, raw, backend, assets }: Context,
  {
    rowCount,
    samples,
    head,
    before = 0,
  }: { rowCount: number; samples: Iterable<readonly string[]>; head: number; before?: number },
): Promise<void> {
  const count = (sql: string): number => Number(raw.prepare(sql).pluck().get());
  insist(count('SELECT count(*) FROM asset') === assets + before + rowCount, 'number of assets');
  insist(count('SELECT sum(count) FROM asset_count') === assets + before + rowCount, 'counts');
  insist(
    count(
      `SELECT count(*) FROM movement WHERE how = 'import' AND asset_id > (SELECT max(id) FROM asset) - ${rowCount}`,
    ) >= rowCount,
    'movements',
  );
  for (const row of samples) {
    const found = await client.assets.lookup({ code: row[0] ?? '' });
    insist(found?.serial === row[1] && found?.name === row[2] && found?.purchasedOn === row[9], `row ${row[0] ?? ''}`);
    insist((found?.custodian?.name ?? '') === row[18], `custodian of ${row[0] ?? ''}`);
    const { assets: hits } = await client.assets.search({ text: row[1] ?? '', limit: 5 });
    insist(
      hits.some((hit) => hit.tag === row[0]),
      `search for ${row[1] ?? ''}`,
    );
  }
  const check = new ChainCheck(openInventoryOf(backend).journalKey);
  for (const link of readChain(raw, head + 1)) check.check(link);
  insist(
    check.report().faults.every((fault) => fault.at === head + 1),
    'the chain of the import',
  );
}
