// Everything that can be said about the sources without a window: one line per check, the output only of failures.
//   node scripts/check.mjs [--only format,lint,types,boundaries,unused,tests] [--keep-going]
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { childEnvironment, nodePath, root, toolPath } from './places.mjs';
import { checksReport, vitestReport, vitestTotals } from './totals.mjs';

/** What the compiler found out last time is kept: a project in which nothing changed takes two seconds. */
const typescript = (folder) => {
  const kept = `node_modules/.cache/typescript/${folder.replace('/', '-')}.tsbuildinfo`;
  return [toolPath('typescript', 'tsc'), '-p', folder, '--incremental', '--tsBuildInfoFile', kept];
};

/** Each check is a list of commands, all run by Node 24 from the root. */
const checks = {
  format: () => [[toolPath('oxfmt'), '--check', '.']],
  lint: () => [[toolPath('oxlint'), '--type-aware', '--deny-warnings', '.']],
  types: () => ['src/shared', 'src/main', 'src/renderer', 'tests'].map(typescript),
  boundaries: () => [
    [toolPath('dependency-cruiser', 'depcruise'), 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ],
  unused: () => [[toolPath('knip')]],
  tests: () => [
    [toolPath('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
  ],
};

function capture(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(nodePath(), args, { cwd: root, env: childEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: Buffer.concat(output).toString('utf8') }));
  });
}

async function perform(name) {
  const startedAt = performance.now();
  if (name === 'tests') rmSync(vitestReport, { force: true });
  const results = [];
  for (const args of checks[name]()) results.push({ args, ...(await capture(args)) });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const failed = results.filter((result) => result.code !== 0);
  const totals = name === 'tests' ? vitestTotals() : undefined;
  const detail = totals?.ran ? `  ${totals.passed} passed, ${totals.failed} failed` : '';
  console.log(`${failed.length === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(10)} ${seconds.padStart(6)} s${detail}`);
  for (const { args, output } of failed) {
    const [tool, ...rest] = args;
    console.log(`\n--- ${relative(root, tool)} ${rest.join(' ')}\n${output}`);
  }
  return failed.length === 0;
}

const { values } = parseArgs({ options: { only: { type: 'string' }, 'keep-going': { type: 'boolean' } } });
const wanted = values.only?.split(',') ?? Object.keys(checks);
const unknown = wanted.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`unknown check: ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}`);
  process.exit(2);
}

const failures = [];
for (const name of wanted) {
  if (await perform(name)) continue;
  failures.push(name);
  if (!values['keep-going']) break;
}
mkdirSync(dirname(checksReport), { recursive: true });
writeFileSync(checksReport, JSON.stringify(failures));
process.exitCode = failures.length === 0 ? 0 : 1;
