import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { copyInventory } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { distributionOf, medianOf } from '../measure/distribution.ts';
import { formatMilliseconds } from '../measure/result.ts';
import type { Result } from '../measure/result.ts';
import { administrator } from '../open-backend.ts';
import { deskScans } from './desk-cycle.ts';

const root = resolve(import.meta.dirname, '../..');
const starts = 5;
const longest = 60_000;

/** Starts Electron on a folder with a main script, and answers with its first page. */
async function open(main: string, env: Record<string, string>): Promise<{ app: ElectronApplication; page: Page }> {
  const { _electron } = await import('@playwright/test');
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const app = await _electron.launch({
    executablePath: process.env['ELECTRON_EXEC_PATH'] ?? '',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), main],
    cwd: root,
    env: { ...Object.fromEntries(inherited), QM_TEST: '1', NODE_ENV: 'production', ...env },
    timeout: longest,
  });
  const page = await app.firstWindow({ timeout: longest });
  await page.waitForLoadState('domcontentloaded', { timeout: longest });
  return { app, page };
}

const now = (): number => performance.timeOrigin + performance.now();

/**
 * When a frame that shows the text in an element of this kind was painted, on the clock of the system. Told by the page
 * itself: the driver looks at growing intervals of up to half a second. A message that is sent as the frame begins
 * arrives when it has been laid out and painted.
 */
function painted(page: Page, selector: string, text = ''): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const isShown = (): boolean =>
          [...document.querySelectorAll(wanted.selector)].some(
            (element) => element.checkVisibility() && (element.textContent ?? '').includes(wanted.text),
          );
        const look = (): void => {
          if (!isShown()) return;
          observer.disconnect();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => resolve(performance.timeOrigin + performance.now()));
            port1.start();
            port2.postMessage(null);
          });
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, characterData: true });
        look();
      }),
    { selector, text },
  );
}

/** An Electron that opens one empty window: no application starts sooner. */
async function startEmpty(folder: string): Promise<number> {
  const startedAt = now();
  const { app, page } = await open(folder, {});
  const took = (await painted(page, 'p', 'empty')) - startedAt;
  await app.close();
  return took;
}

/** Between two keys of somebody who types fast (some 200 words a minute). */
const keystrokeMs = 60;

/** To the form for the password, and from the password, typed or pasted, to the first rows of the list. */
export async function startApplication(dataFolder: string, entry: 'typed' | 'pasted') {
  const startedAt = now();
  const { app, page } = await open(root, { QM_DATA: dataFolder });
  const form = (await painted(page, 'input[type="password"]')) - startedAt;
  const password = page.getByLabel('Password', { exact: true });
  if (entry === 'pasted') await password.fill(administrator.password);
  else await password.pressSequentially(administrator.password, { delay: keystrokeMs });
  const typedAt = now();
  const ready = painted(page, '[aria-label="Last scan"]', 'Ready to scan');
  await password.press('Enter');
  const desk = (await ready) - typedAt;
  const listedAt = now();
  await page.evaluate(() => {
    window.location.hash = '/assets';
  });
  const list = (await painted(page, '[role="row"]', 'IT-000001')) - listedAt;
  return { app, page, form, desk, list };
}

/** Notes in the page when a frame is painted that shows the answer to a scan, or that follows a key without meaning. */
async function watchPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    const state = { code: '', paintedAt: 0 };
    Reflect.set(globalThis, 'benchWatch', state);
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      state.paintedAt = performance.timeOrigin + performance.now();
    });
    port1.start();
    const afterPaint = (): void => {
      requestAnimationFrame(() => port2.postMessage(null));
    };
    const meaningless = (event: KeyboardEvent): void => {
      if (event.key === 'F15') afterPaint();
    };
    window.addEventListener('keydown', meaningless, { capture: true });
    new MutationObserver(() => {
      const shown = document.querySelector('[aria-label="Last scan"]')?.textContent ?? '';
      if (state.code === '' || !shown.includes(state.code)) return;
      state.code = '';
      afterPaint();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

/** Types trusted keys without a pause, as a wedge does; from the last of them to the frame, on the clock of the system. */
async function typeAndWait(
  app: ElectronApplication,
  page: Page,
  keys: readonly string[],
  shown: string,
): Promise<number> {
  await page.evaluate((code) => {
    Object.assign(Reflect.get(globalThis, 'benchWatch') as object, { code, paintedAt: 0 });
  }, shown);
  const sentAt = await app.evaluate(({ BrowserWindow }, all) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    let last = 0;
    for (const keyCode of all) {
      const modifiers: 'shift'[] = /^[A-Z]$/.test(keyCode) ? ['shift'] : [];
      last = performance.timeOrigin + performance.now();
      for (const type of ['keyDown', 'char', 'keyUp'] as const) contents?.sendInputEvent({ type, keyCode, modifiers });
    }
    return last;
  }, keys);
  const painted = await page.waitForFunction(
    () => (Reflect.get(globalThis, 'benchWatch') as { paintedAt: number }).paintedAt,
    undefined,
    { timeout: 10_000 },
  );
  const paintedAt = Number(await painted.jsonValue());
  await page.waitForTimeout(120);
  return paintedAt - sentAt;
}

async function scanInWindow(context: Context, app: ElectronApplication, page: Page): Promise<Result> {
  await page.evaluate(() => {
    window.location.hash = '/desk';
  });
  await page.getByRole('region', { name: 'Last scan' }).waitFor({ timeout: longest });
  await watchPage(page);
  const names = context.raw.prepare<[string], { name: string }>('SELECT name FROM person WHERE badge_code = ?');
  // Enough for a 99th percentile that is not the slowest of them.
  const scans = deskScans(context, 150, 'window').filter((one) => one.kind !== 'check-in');
  const times: number[] = [];
  const frames: number[] = [];
  for (const one of scans) {
    const shown = one.kind === 'person' ? (names.get(one.code)?.name ?? '') : one.code;
    times.push(await typeAndWait(app, page, [...one.code, 'Return'], shown));
    frames.push(await typeAndWait(app, page, ['F15'], ''));
  }
  const ours = distributionOf(times);
  return {
    label: 'window: last key to painted answer / key to frame',
    ours,
    limit: distributionOf(frames),
    ratio: ours.p50 / medianOf(frames),
    target: 'p50 ≤ 30 ms, p99 ≤ 100 ms',
    ok: ours.p50 <= 30 && ours.p99 <= 100,
    notes: [
      `${times.length} scans, p99 ${formatMilliseconds(ours.p99)}, slowest ${formatMilliseconds(ours.max)}; badges and check-outs`,
    ],
  };
}

function emptyApplication(): string {
  const folder = mkdtempSync(join(tmpdir(), 'quartermaster-empty-'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "main": "main.cjs" }');
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('data:text/html,<p>empty'));`,
  );
  return folder;
}

export function windowIsBuilt(): boolean {
  return existsSync(join(root, 'out', 'main', 'index.js')) && (process.env['ELECTRON_EXEC_PATH'] ?? '') !== '';
}

export const windowBench: Benchmark = {
  name: 'window',
  what: 'the built application: from its start to the password, to the desk, to the list; a scan to its painted answer',
  limit: 'an Electron with one empty window; a key without meaning to the next painted frame of the same page',
  run: async (context) => {
    if (!windowIsBuilt()) {
      const notes = ['needs the built application and its runtime: npm run build, then npm run bench'];
      return [{ label: 'window', ours: null, limit: null, ratio: null, target: '–', ok: null, notes }];
    }
    const empty = emptyApplication();
    const dataFolder = mkdtempSync(join(tmpdir(), 'quartermaster-window-'));
    copyInventory(context.source, dataFolder);
    const times = { form: [] as number[], desk: [] as number[], list: [] as number[], whole: [] as number[] };
    const pasted: number[] = [];
    const limit: number[] = [];
    let scans: Result | null = null;
    try {
      for (let round = 0; round < starts; round += 1) {
        limit.push(await startEmpty(empty));
        const hasty = await startApplication(dataFolder, 'pasted');
        pasted.push(hasty.form + hasty.desk);
        await hasty.app.close();
        const { app, page, form, desk, list } = await startApplication(dataFolder, 'typed');
        for (const [name, time] of Object.entries({ form, desk, list })) times[name as 'form'].push(time);
        times.whole.push(form + desk);
        if (round === starts - 1) scans = await scanInWindow(context, app, page);
        await app.close();
      }
    } finally {
      for (const folder of [empty, dataFolder]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
    const [whole, floor] = [distributionOf(times.whole), distributionOf(limit)];
    const ratio = medianOf(times.whole.map((time, index) => time / (limit[index] ?? Number.NaN)));
    return [
      {
        label: 'window: start to a desk that scans / empty window',
        ours: whole,
        limit: floor,
        ratio,
        target: '≤ 1.5 s; ≤ 2x',
        ok: whole.p50 <= 1500 && ratio <= 2,
        notes: [
          `the password ${formatMilliseconds(medianOf(times.form))} after the start, the desk ${formatMilliseconds(medianOf(times.desk))} after the password, the list ${formatMilliseconds(medianOf(times.list))} after it was asked for; typing not counted`,
          `with a password that is pasted as soon as it is asked for: ${formatMilliseconds(medianOf(pasted))}`,
        ],
      },
      ...(scans ? [scans] : []),
    ];
  },
};
