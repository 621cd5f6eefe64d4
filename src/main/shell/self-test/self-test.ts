import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { openApplication } from '../application.ts';
import { DrivenWindow } from './driven-window.ts';
import { mainJob } from './main-job.ts';

const say = (facts: Record<string, unknown>) => process.stdout.write(`${JSON.stringify(facts)}\n`);

/** Nobody is there to answer a dialog of the system: each file is the pack. */
function answerDialogs(path: string): void {
  Object.assign(dialog, {
    showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [path] }),
    showSaveDialog: () => Promise.resolve({ canceled: false, filePath: path }),
  });
}

async function drive(window: BrowserWindow, packFile: string): Promise<void> {
  const contents = window.webContents;
  // The steps are worded in English, whatever this system speaks.
  await contents.executeJavaScript(`localStorage.setItem('quartermaster.language', 'en')`);
  const loaded = new Promise<void>((resolve) => contents.once('did-finish-load', () => resolve()));
  contents.reload();
  await loaded;
  const driven = new DrivenWindow(contents);
  for (const { name, run } of mainJob) {
    const begun = performance.now();
    await run(driven, packFile);
    say({ step: name, ms: Math.round(performance.now() - begun) });
  }
}

/**
 * `quartermaster self-test`: does the main job once in this very installation, in a data folder of its own that nobody
 * chooses, with the window that people get. Says each step as a line of JSON; exit status 0 when all were done. A
 * package can be proved by it although nothing can be attached to one.
 */
export async function runSelfTest(built: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'quartermaster-self-test-'));
  const packFile = join(folder, 'pack.qmpack');
  answerDialogs(packFile);
  try {
    await openApplication(join(folder, 'data'), built, []);
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('no window was opened');
    await drive(window, packFile);
  } catch (error) {
    say({ failed: error instanceof Error ? error.message : String(error), folder });
    app.exit(1);
    return;
  }
  say({ done: mainJob.length, version: app.getVersion(), packaged: app.isPackaged });
  app.on('quit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  app.quit();
}
