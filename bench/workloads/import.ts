import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Benchmark, Context } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import type { Distribution } from '../measure/distribution.ts';
import { formatMilliseconds } from '../measure/result.ts';
import { deskScans, doScan } from './desk-cycle.ts';
import { headings, importRows, writeCsv } from './import-file.ts';
import { checkImported, importBeside, planOf } from './import-run.ts';

const rowCount = 100_000;

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

/** Imports a file of rows that are new to the register; with scans beside it, or alone. */
async function importFile(context: Context, { first, cycles }: { first: number; cycles: number }) {
  const { raw, folder, random } = context;
  const rows = [...importRows(random('import rows'), rowCount, first)];
  const path = join(folder, `import-${first}.csv`);
  await writeCsv(path, rows);
  const plan = await planOf(context, path);
  const head = Number(raw.prepare('SELECT max(seq) FROM journal').pluck().get());
  const imported = await importBeside(context, plan, rowCount, cycles);
  const samples = [0, 49_999, 99_999].flatMap((index) => rows.slice(index, index + 1));
  await checkImported(context, { rowCount, samples, head, before: first });
  return imported;
}

export const importing: Benchmark = {
  name: 'import',
  what: `spreadsheets.startImport of a CSV file of ${rowCount.toLocaleString('en')} rows and ${headings.length} columns, alone and with a desk at work`,
  limit: 'INSERT of the bare rows into one table; for the scans the same scans without an import',
  run: async (context) => {
    const idle: number[] = [];
    const scans = deskScans(context, 40, 'import idle');
    for (const [index, scan] of scans.entries()) idle.push(await doScan(context, scan, scans[index - 1]));
    const limit = insertBareRows(context, [...importRows(context.random('import rows'), rowCount)]);
    const alone = await importFile(context, { first: 0, cycles: 0 });
    const imported = await importFile(context, { first: rowCount, cycles: 400 });
    const once = distributionOf([imported.took]);
    const quiet = distributionOf(idle);
    return [
      {
        label: 'import 100,000 × 20, nobody scans / bare INSERT',
        ours: distributionOf([alone.took]),
        limit,
        ratio: alone.took / limit.p50,
        target: '≤ 20 s',
        ok: alone.took <= 20_000,
        notes: [
          `longest gap of the loop ${formatMilliseconds(alone.longestGap)}; p50, p90, p99 and p99.9: ${alone.gaps.map(formatMilliseconds).join(', ')}`,
        ],
      },
      {
        label: 'import 100,000 × 20, a desk scans / bare INSERT',
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
        notes: [
          `p50, p90, p99 and p99.9 of the gaps: ${imported.gaps.map(formatMilliseconds).join(', ')}`,
          `the write-ahead log grew to ${Math.round(imported.longestLog)} MB`,
        ],
      },
    ];
  },
};
