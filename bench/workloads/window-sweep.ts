import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { closeBackend } from '#backend/backend.ts';
import { copyInventory, insist } from '../context.ts';
import type { Benchmark } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import type { Result } from '../measure/result.ts';
import { administrator, openBackend } from '../open-backend.ts';
import { benchSurroundings } from '../surroundings.ts';
import { startApplication, windowIsBuilt } from './window.ts';

/** The simulated reader reports what lies before it four times a second: so many tags are a thousand reads a second. */
const tags = Array.from({ length: 250 }, (_, index) => `34F4257BF4${String(index).padStart(14, '0')}`);
const seconds = 60;
const longest = 60_000;

/** A stocktake that counts at a place, and a reader for it: what an operator has before he presses the button. */
async function prepare(dataFolder: string): Promise<number> {
  const { backend, client } = openBackend(dataFolder, benchSurroundings);
  await client.auth.signIn(administrator);
  const [place] = await client.places.list({ includeArchived: false });
  insist(place !== undefined, 'a place to count at');
  const plan = { scope: { placeIds: [place.id], departmentIds: [], categoryIds: [] }, seed: null, blind: false };
  const { id } = await client.stocktakes.plan({ ...plan, name: 'Sweep', method: 'full', sampleSize: null });
  await client.stocktakes.start({ id });
  await client.devices.save({
    id: null,
    name: 'Portal',
    kind: 'llrp',
    connection: { type: 'simulator' },
    use: 'stocktake',
    framing: 'auto',
    pattern: null,
    beep: null,
  });
  await closeBackend(backend);
  return id;
}

/** Milliseconds between painted frames of the page, for so long. */
function watchFrames(page: Page, milliseconds: number): Promise<number[]> {
  return page.evaluate(
    (long) =>
      new Promise<number[]>((resolve) => {
        const gaps: number[] = [];
        const from = performance.now();
        let before = from;
        const next = (at: number): void => {
          gaps.push(at - before);
          before = at;
          if (at - from < long) requestAnimationFrame(next);
          else resolve(gaps.slice(1));
        };
        requestAnimationFrame(next);
      }),
    milliseconds,
  );
}

/** How many reads the page says that it has taken. */
async function readsShown(page: Page): Promise<number> {
  const text = (await page.getByRole('region', { name: 'RFID sweep' }).textContent()) ?? '';
  return Number(/([\d,]+) reads?/.exec(text)?.[1]?.replaceAll(',', '') ?? '0');
}

async function layTagsDown(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.location.hash = '/settings?tab=devices';
  });
  await page.getByRole('button', { name: 'Work the simulator' }).click({ timeout: longest });
  await page.getByLabel('Tags in front of the reader').fill(tags.join('\n'));
  await page.getByRole('button', { name: 'Lay these tags down' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function sweepInWindow(dataFolder: string): Promise<Result[]> {
  const id = await prepare(dataFolder);
  const { app, page } = await startApplication(dataFolder, 'pasted');
  await layTagsDown(page);
  await page.evaluate((stocktake) => {
    window.location.hash = `/stocktakes/${stocktake}`;
  }, id);
  const where = page.getByRole('region', { name: 'Place that is counted' });
  await where.getByRole('combobox').click({ timeout: longest });
  await page.getByRole('option').first().click();
  const idle = await watchFrames(page, 5_000);
  await page.getByRole('button', { name: /^Sweep with/ }).click();
  await page.getByRole('region', { name: 'RFID sweep' }).waitFor({ timeout: longest });
  const before = await readsShown(page);
  const gaps = await watchFrames(page, seconds * 1000);
  const reads = (await readsShown(page)) - before;
  await app.close();
  const perSecond = gaps.length / seconds;
  const ours = distributionOf(gaps);
  const limit = distributionOf(idle);
  return [
    {
      label: 'window: frame during a sweep / frame of the same page at rest',
      ours,
      limit,
      ratio: ours.p50 / limit.p50,
      target: '≥ 50 frames a second',
      ok: perSecond >= 50,
      notes: [
        `${perSecond.toFixed(1)} frames a second for ${seconds} s, the longest ${ours.max.toFixed(0)} ms; ${reads.toLocaleString('en')} reads told, of ${(tags.length * 4 * seconds).toLocaleString('en')} that the reader is asked for`,
      ],
    },
  ];
}

export const windowSweep: Benchmark = {
  name: 'window-sweep',
  what: 'the built application while a reader reads a thousand tags a second into a stocktake, for a minute',
  limit: 'frames of the same page while nothing is read',
  run: async (context) => {
    if (!windowIsBuilt()) {
      const notes = ['needs the built application and its runtime: npm run build, then npm run bench'];
      return [{ label: 'window-sweep', ours: null, limit: null, ratio: null, target: '–', ok: null, notes }];
    }
    const dataFolder = mkdtempSync(join(tmpdir(), 'quartermaster-sweep-'));
    copyInventory(context.source, dataFolder);
    insist(existsSync(join(dataFolder, 'vault.json')), 'a copy of the inventory');
    try {
      return await sweepInWindow(dataFolder);
    } finally {
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};
