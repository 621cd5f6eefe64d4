import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import type { Distribution } from '../measure/distribution.ts';
import { formatMilliseconds } from '../measure/result.ts';
import type { Result } from '../measure/result.ts';
import { lastWorker } from '../measure/worker-process.ts';
import { deskScans, doScan } from './desk-cycle.ts';
import { scanBeside } from './scan-beside.ts';

const everything = { from: null, to: null, placeId: null, departmentId: null, categoryId: null };

/** Long work that somebody starts at noon; the import has a benchmark of its own. */
const works: readonly { name: string; cycles: number; start: (context: Context) => Promise<string | null> }[] = [
  {
    name: 'audit pack',
    cycles: 200,
    start: async ({ client, folder }) =>
      (await client.reports.auditPack({ ...everything, path: join(folder, 'beside.xlsx') })).jobId,
  },
  {
    name: 'check of a pack',
    cycles: 200,
    start: async ({ client, folder }) => (await client.reports.verifyPack({ path: join(folder, 'beside.xlsx') })).jobId,
  },
  {
    name: 'check of the journal',
    cycles: 60,
    start: async ({ client }) => (await client.reports.verifyJournal()).jobId,
  },
  {
    name: 'export of the whole register',
    cycles: 60,
    start: async ({ client }) =>
      (
        await client.spreadsheets.exportList({
          list: 'assets',
          format: 'xlsx',
          language: 'en',
        })
      ).jobId,
  },
  {
    name: 'backup',
    cycles: 60,
    start: async ({ client, folder }) => (await client.backups.backUp({ path: join(folder, 'beside.qmbackup') })).jobId,
  },
  {
    name: 'search index anew',
    cycles: 120,
    start: async ({ client }) => (await client.application.rebuildSearch()).jobId,
  },
];

async function besideOne(context: Context, work: (typeof works)[number], idle: Distribution): Promise<Result> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const jobId = await work.start(context);
  insist(jobId !== null, `${work.name} was not started`);
  const { times, job } = await scanBeside(context, {
    jobId,
    purpose: work.name,
    cycles: work.cycles,
    counts: (status) => status?.state === 'running',
  });
  delay.disable();
  insist(job.state === 'done', `${work.name} ended ${job.state} ${JSON.stringify(job.failure)}`);
  const scans = times.length === 0 ? null : distributionOf(times);
  return {
    label: `scan beside: ${work.name} / scan alone`,
    ours: scans,
    limit: idle,
    ratio: scans === null ? null : scans.p50 / idle.p50,
    target: 'p95 ≤ 150 ms',
    ok: scans === null ? null : scans.p95 <= 150,
    notes: [
      `${times.length} scans, p99 ${formatMilliseconds(scans?.p99 ?? 0)}; it took ${formatMilliseconds(performance.now() - startedAt)}, its process ${Math.round(lastWorker.peakMegabytes)} MB; longest gap of the loop ${formatMilliseconds(delay.max / 1e6)}, p99 ${formatMilliseconds(delay.percentile(99) / 1e6)}`,
    ],
  };
}

export const beside: Benchmark = {
  name: 'beside',
  what: 'desk.scan every 150 ms while a pack, its check, the journal’s check, an export, a backup or the search index runs',
  limit: 'the same scans with nothing beside them; the ratio is of the medians',
  run: async (context) => {
    const idle: number[] = [];
    const scans = deskScans(context, 40, 'beside idle');
    for (const [index, scan] of scans.entries()) idle.push(await doScan(context, scan, scans[index - 1]));
    const results: Result[] = [];
    for (const work of works) results.push(await besideOne(context, work, distributionOf(idle)));
    return results;
  },
};
