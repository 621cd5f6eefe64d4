import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImportPlan } from '#shared/features/spreadsheets/contract.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { ChainCheck } from '#backend/kernel/journal/chain.ts';
import { readChain } from '#backend/kernel/journal/journal.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import type { Distribution } from '../measure/distribution.ts';
import { formatMilliseconds } from '../measure/result.ts';
import { deskScans, doScan } from './desk-cycle.ts';
import { headings, importRows, writeCsv } from './import-file.ts';

const rowCount = 100_000;

/** Milliseconds between two scans beside the import: somebody who scans fast. */
const scanPause = 150;

/** The floor: the same cells into a table without anything, encrypted, in one transaction that is on the disk. */
function insertBareRows({ folder, dataKey }: Context, rows: readonly string[][]): Distribution {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const file = join(folder, `bare-${round}.db`);
    const sqlite = openSqlite({ file, key: dataKey });
    sqlite.exec(`CREATE TABLE bare (${headings.map((_, index) => `c${index} TEXT`).join(', ')})`);
    const insert = sqlite.prepare(`INSERT INTO bare VALUES (${headings.map(() => '?').join(', ')})`);
    const startedAt = performance.now();
    sqlite.transaction(() => {
      for (const row of rows) insert.run(row);
    })();
    times.push(performance.now() - startedAt);
    sqlite.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  }
  return distributionOf(times);
}

async function planOf({ client }: Context, path: string): Promise<ImportPlan> {
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
    repairs: [],
    sha256: null,
  };
}

/** Runs the import with a desk at work beside it. */
async function importBeside(context: Context, plan: ImportPlan) {
  const { client, backend } = context;
  const phases = new Map<string, number>();
  const startedAt = performance.now();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const { jobId } = await client.spreadsheets.startImport(plan);
  let running = true;
  const ended = backend.jobs.ended(jobId).finally(() => {
    running = false;
  });
  const scans = deskScans(context, 400, 'import');
  const times: number[] = [];
  let wanted = performance.now();
  for (const [index, scan] of scans.entries()) {
    if (!running) break;
    const status = backend.jobs.list().find((job) => job.id === jobId);
    if (status && !phases.has(status.phase)) phases.set(status.phase, performance.now() - startedAt);
    await doScan(context, scan, scans[index - 1]);
    // From when the scanner sent it, not from when the backend got round to it: waiting is what the desk feels.
    if (phases.has('applying')) times.push(performance.now() - wanted);
    wanted = performance.now() + scanPause;
    await pause(scanPause);
  }
  const job = await ended;
  const took = performance.now() - startedAt;
  delay.disable();
  insist(
    job.state === 'done' && job.result?.['applied'] === rowCount,
    `import ended ${JSON.stringify(job.failure ?? job.result)}`,
  );
  return { took, longestGap: delay.max / 1e6, scans: times.length > 0 ? distributionOf(times) : null, phases };
}

async function checkImported(
  { client, raw, backend, assets }: Context,
  rows: readonly string[][],
  head: number,
): Promise<void> {
  const count = (sql: string): number => Number(raw.prepare(sql).pluck().get());
  insist(count('SELECT count(*) FROM asset') === assets + rowCount, 'number of assets');
  insist(count('SELECT sum(count) FROM asset_count') === assets + rowCount, 'counts');
  insist(
    count("SELECT count(*) FROM movement WHERE how = 'import' AND asset_id > (SELECT max(id) FROM asset) - 100000") >=
      rowCount,
    'movements',
  );
  for (const row of [rows[0], rows[49_999], rows[99_999]]) {
    const found = await client.assets.lookup({ code: row?.[0] ?? '' });
    insist(
      found?.serial === row?.[1] && found?.name === row?.[2] && found?.purchasedOn === row?.[9],
      `row ${row?.[0] ?? ''}`,
    );
    insist((found?.custodian?.name ?? '') === row?.[18], `custodian of ${row?.[0] ?? ''}`);
    const { assets: hits } = await client.assets.search({ text: row?.[1] ?? '', limit: 5 });
    insist(
      hits.some((hit) => hit.tag === row?.[0]),
      `search for ${row?.[1] ?? ''}`,
    );
  }
  const check = new ChainCheck(openInventoryOf(backend).journalKey);
  for (const link of readChain(raw, head + 1)) check.check(link);
  insist(
    check.report().faults.every((fault) => fault.at === head + 1),
    'the chain of the import',
  );
}

export const importing: Benchmark = {
  name: 'import',
  what: `spreadsheets.startImport of a CSV file of ${rowCount.toLocaleString('en')} rows and ${headings.length} columns, with a desk at work`,
  limit: 'INSERT of the bare rows into one table; for the scans the same scans without an import',
  run: async (context) => {
    const { raw, folder, random } = context;
    const rows = importRows(random('import rows'), rowCount);
    const path = join(folder, 'import.csv');
    await writeCsv(path, rows);
    const plan = await planOf(context, path);
    const idle: number[] = [];
    const scans = deskScans(context, 40, 'import idle');
    for (const [index, scan] of scans.entries()) idle.push(await doScan(context, scan, scans[index - 1]));
    const head = Number(raw.prepare('SELECT max(seq) FROM journal').pluck().get());
    const limit = insertBareRows(context, rows);
    const imported = await importBeside(context, plan);
    await checkImported(context, rows, head);
    const once = distributionOf([imported.took]);
    const quiet = distributionOf(idle);
    return [
      {
        label: 'import 100,000 × 20 / bare INSERT',
        ours: once,
        limit,
        ratio: imported.took / limit.p50,
        target: '≤ 20 s',
        ok: imported.took <= 20_000,
        notes: [
          `one import; phases began after ${[...imported.phases].map(([phase, at]) => `${phase} ${formatMilliseconds(at)}`).join(', ')}`,
        ],
      },
      {
        label: 'scan beside the import / scan alone',
        ours: imported.scans,
        limit: quiet,
        ratio: imported.scans ? imported.scans.p95 / quiet.p95 : null,
        target: 'p95 ≤ 150 ms',
        ok: imported.scans !== null && imported.scans.p95 <= 150,
        notes: [
          imported.scans
            ? `${imported.scans.count} scans, longest ${formatMilliseconds(imported.scans.max)}; the ratio is of p95`
            : 'no scan was answered between the first row of the import and the last',
        ],
      },
      {
        label: 'longest gap of the backend’s event loop',
        ours: distributionOf([imported.longestGap]),
        limit: null,
        ratio: null,
        target: '≤ 50 ms',
        ok: imported.longestGap <= 50,
        notes: [],
      },
    ];
  },
};
