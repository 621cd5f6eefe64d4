import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { copyInventory, insist } from '../context.ts';
import type { Benchmark } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import { formatMilliseconds } from '../measure/result.ts';
import { importRows, writeCsv } from './import-file.ts';
import { startApplication, windowIsBuilt } from './window.ts';

const rowCount = 100_000;
const longest = 10 * 60_000;
/** Milliseconds for which the page may paint nothing. */
const atMost = 50;

/** Notes the times between painted frames from now on, and when each of those began. */
async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const gaps: { at: number; took: number }[] = [];
    Reflect.set(globalThis, 'benchGaps', gaps);
    let before = performance.now();
    const next = (at: number): void => {
      gaps.push({ at: before, took: at - before });
      before = at;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
}

/** What was noted up to now, which is then forgotten. */
function frames(page: Page): Promise<{ at: number; took: number }[]> {
  return page.evaluate(() => (Reflect.get(globalThis, 'benchGaps') as { at: number; took: number }[]).splice(0));
}

async function openFile(app: ElectronApplication, page: Page, path: string): Promise<void> {
  // With the test driver, which only the benchmarks of the window load.
  const { answerDialogs, answerNewNames } = await import('#tests/e2e/support/desk-window.ts');
  await answerDialogs(app, path);
  await page.evaluate(() => {
    window.location.hash = '/import';
  });
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await page.getByRole('button', { name: 'Check the file' }).click({ timeout: longest });
  await page.getByText('Nothing has been written yet').waitFor({ timeout: longest });
  await answerNewNames(page);
}

export const windowImport: Benchmark = {
  name: 'window-import',
  what: `the built application imports ${rowCount.toLocaleString('en')} rows: the times between the frames of its page`,
  limit: 'the same page at rest',
  run: async (context) => {
    if (!windowIsBuilt()) return [];
    const folder = join(context.folder, 'window-import');
    const path = join(folder, 'import.csv');
    copyInventory(context.source, folder);
    await writeCsv(path, [...importRows(context.random('import rows'), rowCount)]);
    const { app, page } = await startApplication(folder, 'pasted');
    try {
      await openFile(app, page, path);
      // By its key, so that looking for the button costs the page no time that is measured.
      await page.getByRole('button', { name: /^Import [\d,]+ rows?$/ }).focus();
      await watchFrames(page);
      await page.waitForTimeout(3000);
      const rest = await frames(page);
      const startedAt = performance.now();
      await page.keyboard.press('Enter');
      await page.getByRole('status').filter({ hasText: 'rows imported' }).waitFor({ timeout: longest });
      const took = performance.now() - startedAt;
      const gaps = await frames(page);
      insist(gaps.length > 100, 'frames were painted');
      const [ours, limit] = [distributionOf(gaps.map((gap) => gap.took)), distributionOf(rest.map((gap) => gap.took))];
      const late = gaps.filter((gap) => gap.took > atMost);
      const began = gaps[0]?.at ?? 0;
      const notes = [
        `the import took ${formatMilliseconds(took)}; longest gap ${formatMilliseconds(ours.max)}, ${late.length} of ${gaps.length} over ${atMost} ms; at rest at most ${formatMilliseconds(limit.max)}`,
        ...late.map(
          (gap) =>
            `${formatMilliseconds(gap.took)} without a frame, ${formatMilliseconds(gap.at - began)} after the start`,
        ),
      ];
      const target = `longest ≤ ${atMost} ms`;
      return [
        {
          label: 'frame of the window in an import / at rest',
          ours,
          limit,
          ratio: ours.p95 / limit.p95,
          target,
          ok: ours.max <= atMost,
          notes,
        },
      ];
    } finally {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
