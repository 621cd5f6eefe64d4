// Adds up what Vitest and Playwright reported, so that `npm test` can end with one line.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';

const folder = join(root, '.cache', 'results');
export const vitestReport = join(folder, 'vitest.json');
export const playwrightReport = join(folder, 'playwright.json');
export const checksReport = join(folder, 'checks.json');

/** Old reports must not be counted when a runner dies before it writes its own. */
export function forgetReports() {
  for (const report of [vitestReport, playwrightReport, checksReport]) rmSync(report, { force: true });
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
