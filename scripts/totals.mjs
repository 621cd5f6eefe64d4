// Adds up what Vitest and Playwright reported, so that `npm test` can end with one line.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';

const folder = join(root, '.cache', 'results');
export const vitestReport = join(folder, 'vitest.json');
export const playwrightReport = join(folder, 'playwright.json');
export const checksReport = join(folder, 'checks.json');
/** One line for each fault that a test injected; see tests/faults/support/fault.ts. */
const faultsReport = join(folder, 'faults.jsonl');

/** Old reports must not be counted when a runner dies before it writes its own. */
export function forgetReports() {
  for (const report of [vitestReport, playwrightReport, checksReport, faultsReport]) rmSync(report, { force: true });
  mkdirSync(folder, { recursive: true });
}

const parse = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** A test file that does not load has no tests to fail, so it counts as one failure itself. */
export function vitestTotals() {
  const report = parse(vitestReport);
  if (!report) return { passed: 0, failed: 0, ran: false };
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length, ran: true };
}

export function playwrightTotals() {
  const report = parse(playwrightReport);
  if (!report) return { passed: 0, failed: 0, ran: false };
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, ran: true };
}

/** Checks other than tests (format, types …) that failed; each counts as one. */
export const failedChecks = () => (parse(checksReport) ?? []).filter((name) => name !== 'tests');

/** What the injected faults came to, by fault and work, with their sum; null when none was injected. */
export function faultTotals() {
  if (!existsSync(faultsReport)) return null;
  const rows = new Map();
  const lines = readFileSync(faultsReport, 'utf8').trim().split('\n');
  for (const { fault, during, injected, survived, lost, acknowledged, note } of lines.map((line) => JSON.parse(line))) {
    const key = `${fault}\n${during}`;
    const row = rows.get(key) ?? {
      fault,
      during,
      injected: 0,
      survived: 0,
      lost: 0,
      acknowledged: 0,
      notes: new Set(),
    };
    for (const [name, count] of Object.entries({ injected, survived, lost, acknowledged })) row[name] += count;
    if (note !== null) row.notes.add(note);
    rows.set(key, row);
  }
  return [...rows.values()].sort((a, b) => `${a.fault} ${a.during}`.localeCompare(`${b.fault} ${b.during}`));
}

const firstLine = (text) => (text ?? '').split('\n').find((line) => line.trim() !== '') ?? '';
const within = (file) => file.replace(root, '').replace(/^[\\/]/, '');

/** What failed, a line each: where a log is cut in the middle, its end still tells. */
export function failures() {
  const units = (parse(vitestReport)?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [`${within(name)}: ${firstLine(message)}`];
    return failed.map((test) => `${within(name)} › ${test.title}: ${test.failureMessages.map(firstLine).join(' | ')}`);
  });
  const scenesOf = (suite) => [
    ...(suite.specs ?? []).filter(({ ok }) => !ok),
    ...(suite.suites ?? []).flatMap((inner) => scenesOf(inner)),
  ];
  const scenes = (parse(playwrightReport)?.suites ?? []).flatMap(scenesOf);
  return [...units, ...scenes.map(({ file, title }) => `${file} › ${title}`)];
}
