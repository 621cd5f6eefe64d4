// The fault suite: what it runs, and the table of what was injected, survived and lost.
import { childEnvironment, nodePath, run, toolPath } from './places.mjs';
import { faultTotals, vitestReport } from './totals.mjs';

/** Everything that is injected without a window, in the long form unless told otherwise. */
export const runFaults = () =>
  run(
    nodePath(),
    [
      toolPath('vitest'),
      'run',
      'tests/faults',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${vitestReport}`,
    ],
    { env: childEnvironment({ QM_FAULTS: process.env.QM_FAULTS ?? 'long' }) },
  );

/** The window tests that inject faults. */
export const windowFaults = 'tests/e2e/faults.spec.ts';

const columns = ['injected', 'survived', 'lost', 'acknowledged'];

function line([fault, during, ...counts], [faultWidth, duringWidth]) {
  const texts = counts.map((count, index) => String(count).padStart(columns[index].length + 2));
  return `${fault.padEnd(faultWidth)}  ${during.padEnd(duringWidth)}${texts.join('')}`;
}

/** Prints the table. @returns how many faults were not survived */
export function printFaults() {
  const rows = faultTotals();
  if (rows === null) return 0;
  const sum = Object.fromEntries(columns.map((name) => [name, rows.reduce((total, row) => total + row[name], 0)]));
  const cells = [
    ['fault', 'during', ...columns],
    ...rows.map((row) => [row.fault, row.during, ...columns.map((name) => row[name])]),
    ['all', '', ...columns.map((name) => sum[name])],
  ];
  const widths = [0, 1].map((column) => Math.max(...cells.map((row) => row[column].length)));
  console.log(`\n${cells.map((row) => line(row, widths)).join('\n')}`);
  for (const { fault, during, injected, notes } of rows)
    for (const note of notes)
      console.log(`${injected === 0 ? 'not injected' : 'lost'}: ${fault} during ${during}: ${note}`);
  return sum.lost;
}
