import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ElectronApplication } from '@playwright/test';
import { copyInventory, insist } from '../context.ts';
import type { Benchmark } from '../context.ts';
import { onceResult } from '../measure/result.ts';
import { startApplication, windowIsBuilt } from './window.ts';

/** Megabytes that the process of long work may take. */
const atMost = 300;
const longest = 30 * 60_000;

/** Largest resident size of each process of the application so far, in megabytes, as the system counted it. */
function peaksOf(app: ElectronApplication): Map<number, number> {
  const root = app.process().pid ?? 0;
  const all = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const number = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      return [{ pid: Number(name), parent: number('PPid'), peak: number('VmHWM') / 1024 }];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
  const own = new Set([root]);
  for (const { pid, parent } of all) if (own.has(parent)) own.add(pid);
  return new Map(all.filter(({ pid }) => own.has(pid)).map(({ pid, peak }) => [pid, peak]));
}

export const windowPack: Benchmark = {
  name: 'window-pack',
  what: 'the built application writes an audit pack: how large the process gets that does it (Linux)',
  limit: `${atMost} MB`,
  run: async (context) => {
    if (process.platform !== 'linux' || !windowIsBuilt())
      return [onceResult('audit pack in the window', 0, null, ['counted on Linux only, in the built application'])];
    const folder = join(context.folder, 'window-pack');
    const path = join(folder, 'pack.xlsx');
    copyInventory(context.source, folder);
    const { app, page } = await startApplication(folder, 'pasted');
    try {
      const before = new Set(peaksOf(app).keys());
      // With the test driver, which only the benchmarks of the window load.
      const { answerDialogs } = await import('#tests/e2e/support/desk-window.ts');
      await answerDialogs(app, path);
      await page.evaluate(() => {
        window.location.hash = '/reports?tab=pack';
      });
      await page.getByRole('button', { name: 'Make the audit pack' }).click();
      const startedAt = performance.now();
      let largest = 0;
      const written = page.getByText('pack.xlsx is written');
      while (!(await written.isVisible()) && performance.now() - startedAt < longest) {
        for (const [pid, peak] of peaksOf(app)) if (!before.has(pid)) largest = Math.max(largest, peak);
        await pause(500);
      }
      const took = performance.now() - startedAt;
      insist(await written.isVisible(), 'the pack was not written');
      const told = `its process took up to ${Math.round(largest)} MB; the pack has ${Math.round(statSync(path).size / 1e6)} MB`;
      return [
        {
          ...onceResult('audit pack in the window', took, null, [told]),
          target: `≤ ${atMost} MB`,
          ok: largest <= atMost,
        },
      ];
    } finally {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
