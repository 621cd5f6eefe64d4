import { join } from 'node:path';
import { insist } from '../context.ts';
import type { Benchmark } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import { formatMilliseconds, onceResult } from '../measure/result.ts';
import { importRows, writeCsv } from './import-file.ts';
import { checkImported, importBeside, planOf } from './import-run.ts';

const usual = 1_000_000;
/** Of these a few are looked up afterwards. */
const sampleEvery = 97_001;

function* some(rows: Iterable<string[]>, count: number): Generator<string[]> {
  let index = 0;
  for (const row of rows) {
    if (index % sampleEvery === 0 || index === count - 1) yield row;
    index += 1;
  }
}

/** Minutes to hours: run by its name only, `--only import-long`, with `--rows` for a shorter one. */
export const importLong: Benchmark = {
  name: 'import-long',
  onlyWhenNamed: true,
  what: 'spreadsheets.startImport of a million rows, or of --rows of them, to its end: truth, memory and waiting',
  limit: 'nothing; the answers are checked',
  run: async (context) => {
    const { raw, folder, random } = context;
    const rowCount = context.rows ?? usual;
    const rows = () => importRows(random('import rows'), rowCount);
    const path = join(folder, 'import-long.csv');
    await writeCsv(path, rows());
    const plan = await planOf(context, path);
    const head = Number(raw.prepare('SELECT max(seq) FROM journal').pluck().get());
    const imported = await importBeside(context, plan, rowCount, 400);
    await checkImported(context, { rowCount, samples: some(rows(), rowCount), head });
    insist(raw.pragma('quick_check', { simple: true }) === 'ok', 'the database');
    const { own, worker } = imported.memory;
    return [
      onceResult(`import ${rowCount.toLocaleString('en')} × 20`, imported.took, null, [
        `phases began after ${[...imported.phases].map(([phase, at]) => `${phase} ${formatMilliseconds(at)}`).join(', ')}`,
        `the worker took up to ${Math.round(worker)} MB, this process, which also writes the file and scans, ${Math.round(own)} MB`,
        `the write-ahead log grew to ${Math.round(imported.longestLog)} MB`,
      ]),
      {
        label: 'scan beside it, and longest gap of the loop',
        ours: imported.scans,
        limit: distributionOf([imported.longestGap]),
        ratio: null,
        target: '–',
        ok: null,
        notes: [`p50, p90, p99 and p99.9 of the gaps: ${imported.gaps.map(formatMilliseconds).join(', ')}`],
      },
    ];
  },
};
