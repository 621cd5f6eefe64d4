// How times grow with the register, from the results of several sizes:
//   node bench/growth.ts 10k.json 100k.json 1m.json
import { readFileSync } from 'node:fs';
import { sizes } from './generate.ts';
import type { SizeName } from './generate.ts';
import { formatMilliseconds } from './measure/result.ts';
import type { Result } from './measure/result.ts';

interface Measured {
  size: SizeName;
  results: readonly (Result & { benchmark: string })[];
}

/**
 * The exponent of the power of the register's size that the times of two sizes lie on: 0 is no growth, 1 as fast as the
 * register, 0.3 twice for ten times as many.
 */
export function exponentOf(small: { n: number; time: number }, large: { n: number; time: number }): number {
  return Math.log(large.time / small.time) / Math.log(large.n / small.n);
}

function tellGrowth(files: readonly string[]): void {
  const runs = files
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Measured)
    .toSorted((one, other) => sizes[one.size] - sizes[other.size]);
  const timesOf = (run: Measured) =>
    new Map(run.results.map(({ benchmark, label, ours }) => [`${benchmark}: ${label}`, ours?.p50 ?? null]));
  const times = runs.map(timesOf);
  const rows = [...(times[0]?.keys() ?? [])].flatMap((label) => {
    const own = times.map((each) => each.get(label) ?? null);
    if (own.includes(null)) return [];
    const points = own.map((time, index) => ({ n: sizes[runs[index]?.size ?? '10k'], time: time ?? 0 }));
    const steps = points.slice(1).map((point, index) => exponentOf(points[index] ?? point, point));
    return [{ label, points, steps }];
  });
  const last = (row: (typeof rows)[number]): number => row.points.at(-1)?.time ?? 0;
  console.log(
    `| | ${runs.map(({ size }) => size).join(' | ')} | ${runs
      .slice(1)
      .map(({ size }) => `exponent to ${size}`)
      .join(' | ')} |`,
  );
  console.log(`| --- |${' ---: |'.repeat(runs.length * 2 - 1)}`);
  for (const row of rows.toSorted((one, other) => last(other) - last(one))) {
    const shown = [
      ...row.points.map(({ time }) => formatMilliseconds(time)),
      ...row.steps.map((step) => step.toFixed(2)),
    ];
    console.log(`| ${row.label} | ${shown.join(' | ')} |`);
  }
}

if (import.meta.main) tellGrowth(process.argv.slice(2));
