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

/** Notes the times between painted frames from now on. */
async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const gaps: number[] = [];
    Reflect.set(globalThis, 'benchGaps', gaps);
    let before = performance.now();
    const next = (at: number): void => {
      gaps.push(at - before);
      before = at;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
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
      await watchFrames(page);
      await page.waitForTimeout(3000);
      const rest = await page.evaluate(() => (Reflect.get(globalThis, 'benchGaps') as number[]).splice(0));
      const startedAt = performance.now();
      await page.getByRole('button', { name: /^Import [\d,]+ rows?$/ }).click();
      await page.getByRole('status').filter({ hasText: 'rows imported' }).waitFor({ timeout: longest });
      const took = performance.now() - startedAt;
      const gaps = await page.evaluate(() => Reflect.get(globalThis, 'benchGaps') as number[]);
      insist(gaps.length > 100, 'frames were painted');
      const [ours, limit] = [distributionOf(gaps), distributionOf(rest)];
      const over = gaps.filter((gap) => gap > atMost).length;
      const notes = [
        `the import took ${formatMilliseconds(took)}; longest gap ${formatMilliseconds(ours.max)}, ${over} of ${gaps.length} over ${atMost} ms; at rest at most ${formatMilliseconds(limit.max)}`,
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
