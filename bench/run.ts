// Measures the application against what it can't beat, in one run:
//   npm run bench -- [--size 10k|100k|1m] [--only name,…] [--rows n] [--seed 1] [--json file] [--fields] [--plans] [--list]
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { withContext } from './context.ts';
import type { Benchmark, Context } from './context.ts';
import { isSizeName, sizes } from './generate.ts';
import type { SizeName } from './generate.ts';
import { tableOf } from './measure/result.ts';
import type { Result } from './measure/result.ts';
import { suspectPlans } from './plans.ts';
import { auditPack } from './workloads/audit-pack.ts';
import { beside } from './workloads/beside.ts';
import { checkOut } from './workloads/check-out.ts';
import { dashboard } from './workloads/dashboard.ts';
import { importing } from './workloads/import.ts';
import { importLong } from './workloads/import-long.ts';
import { journal } from './workloads/journal.ts';
import { labelBatch } from './workloads/label-batch.ts';
import { licencePosition } from './workloads/licence-position.ts';
import { list } from './workloads/list.ts';
import { maintenance } from './workloads/maintenance.ts';
import { overview } from './workloads/overview.ts';
import { pages } from './workloads/pages.ts';
import { reserved } from './workloads/reserved.ts';
import { search } from './workloads/search.ts';
import { serial } from './workloads/serial.ts';
import { start } from './workloads/start.ts';
import { stocktakeCount } from './workloads/stocktake.ts';
import { sweep } from './workloads/sweep.ts';
import { tagLookup } from './workloads/tag-lookup.ts';
import { windowImport } from './workloads/window-import.ts';
import { windowPack } from './workloads/window-pack.ts';
import { windowSweep } from './workloads/window-sweep.ts';
import { windowBench } from './workloads/window.ts';

/** What only reads comes first: what writes leaves its traces in the copy that all of them share. */
const benchmarks: readonly Benchmark[] = [
  tagLookup,
  search,
  list,
  dashboard,
  overview,
  pages,
  journal,
  licencePosition,
  start,
  windowBench,
  windowSweep,
  windowPack,
  windowImport,
  auditPack,
  serial,
  sweep,
  stocktakeCount,
  labelBatch,
  checkOut,
  beside,
  importing,
  importLong,
  maintenance,
  // Last, because a desk asks before it hands out what is reserved.
  reserved,
];

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '100k' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    json: { type: 'string' },
    list: { type: 'boolean', default: false },
    plans: { type: 'boolean', default: false },
    /** Every asset has values in five fields of its family. */
    fields: { type: 'boolean', default: false },
    /** Rows of the long import. */
    rows: { type: 'string' },
  },
});

function chosen(): readonly Benchmark[] {
  const names =
    values.only?.split(',') ?? benchmarks.flatMap(({ name, onlyWhenNamed }) => (onlyWhenNamed === true ? [] : [name]));
  const unknown = names.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) throw new Error(`no benchmark ${unknown.join(', ')}; --list names them`);
  return benchmarks.filter((benchmark) => names.includes(benchmark.name));
}

/** Which statements of a person's actions read a growing table whole or sort in memory; changes nothing but the copy. */
async function tellPlans(size: SizeName): Promise<number> {
  await withContext(size, Number(values.seed), async (context) => {
    for (const { action, sql, steps } of await suspectPlans(context)) {
      console.log(`\n${action}\n  ${steps.join('\n  ')}\n  ${sql.replaceAll(/\s+/g, ' ').slice(0, 1200)}`);
    }
  });
  return 0;
}

async function main(): Promise<number> {
  if (values.list) {
    for (const { name, what, limit } of benchmarks) console.log(`${name}\n  ${what}\n  against ${limit}`);
    return 0;
  }
  if (!isSizeName(values.size)) throw new Error(`no size ${values.size}; there are ${Object.keys(sizes).join(', ')}`);
  const size = values.size;
  if (values.plans) return tellPlans(size);
  const results: (Result & { benchmark: string })[] = [];
  const wrong: string[] = [];
  const measure = async (context: Context): Promise<void> => {
    for (const benchmark of chosen()) {
      process.stderr.write(`${benchmark.name}: ${benchmark.what}\n`);
      try {
        const own = await benchmark.run(context);
        results.push(...own.map((result) => ({ benchmark: benchmark.name, ...result })));
      } catch (error) {
        wrong.push(`${benchmark.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
  };
  const rows = values.rows === undefined ? null : Number(values.rows);
  await withContext(size, Number(values.seed), measure, { fields: values.fields, rows });
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  console.log(
    `\n${sizes[size].toLocaleString('en')} assets${values.fields ? ' with five fields each' : ''}; ${machine}\n\n${tableOf(results)}\n`,
  );
  for (const { label, notes } of results) {
    if (notes.length > 0) console.log(`${label}\n${notes.map((note) => `  ${note}`).join('\n')}`);
  }
  for (const line of wrong) console.error(`\nFAILED ${line}`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ size, machine, results, wrong }, null, 2)}\n`);
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = await main();
