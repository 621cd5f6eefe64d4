import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base } from '@playwright/test';
import type { ElectronApplication, Page, TestInfo } from '@playwright/test';

const root = resolve(import.meta.dirname, '../../..');

/** Milliseconds; a start takes one to three seconds. */
const longestStart = 20_000;

export interface LaunchOptions {
  /** Arguments of the application, such as `--data`. */
  args?: string[];
  env?: Record<string, string>;
}

export interface Launched {
  app: ElectronApplication;
  page: Page;
  dataFolder: string;
}

function environment(dataFolder: string, extra: Record<string, string>): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  // In a development session this variable would make the window load the server instead of what was built.
  const { ELECTRON_RENDERER_URL: _server, ...env } = Object.fromEntries(inherited);
  return { ...env, QM_DATA: dataFolder, QM_TEST: '1', NODE_ENV: 'production', ...extra };
}

/** Where Electron is; `npm test` and `npm run e2e` say it, because they know which runtime they have chosen. */
function executablePath(): string {
  const path = process.env['ELECTRON_EXEC_PATH'];
  if (path === undefined) throw new Error('Run the window tests with `npm run e2e`, which provides Electron.');
  return path;
}

/** Arguments that start the built application; Chromium refuses to run as root with its own sandbox. */
export function startArguments(args: string[] = []): string[] {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, ...args];
}

export function newDataFolder(): string {
  return mkdtempSync(join(tmpdir(), 'quartermaster-'));
}

/**
 * Starts Electron. On a loaded machine without a graphics card Chromium now and
 * then never comes up, before any code of ours runs; such a start is repeated,
 * and only such a one: everything later counts.
 */
async function startElectron(args: string[], env: Record<string, string>): Promise<ElectronApplication> {
  const start = async (): Promise<ElectronApplication> =>
    _electron.launch({
      executablePath: executablePath(),
      args: startArguments(args),
      cwd: root,
      env,
      timeout: longestStart,
    });
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('electron.launch: Timeout')) throw error;
    return start();
  }
}

/** Starts the built application on a data folder and waits for its page. The caller closes it. */
export async function launch(dataFolder: string, { args = [], env = {} }: LaunchOptions = {}): Promise<Launched> {
  const app = await startElectron(args, environment(dataFolder, env));
  const said: string[] = [];
  app.process().stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
  try {
    const page = await app.firstWindow({ timeout: longestStart });
    await page.waitForLoadState('domcontentloaded', { timeout: longestStart });
    return { app, page, dataFolder };
  } catch (error) {
    // Without these lines a start that hangs says nothing but that time is up, and leaves the application behind.
    app.process().kill('SIGKILL');
    throw new Error(`The application opened no window. It said:\n${said.join('')}`, { cause: error });
  }
}

async function keepTrace(app: ElectronApplication, info: TestInfo, name: string): Promise<void> {
  const failed = info.status !== info.expectedStatus;
  await app
    .context()
    .tracing.stop(failed ? { path: info.outputPath(name) } : {})
    .catch(() => undefined);
}

interface Fixtures {
  /** What lies in `dataFolder`: nothing yet, or the first run and the sample data (the default of `quartermaster`). */
  begin: 'new' | 'ready';
  dataFolder: string;
  /** The application in its own data folder; when it is tried again, with a trace. */
  quartermaster: Launched;
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures out of the pattern.
  dataFolder: async ({}, use) => {
    const folder = newDataFolder();
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  begin: ['ready', { option: true }],
  quartermaster: async ({ dataFolder, begin }, use, info) => {
    if (begin === 'ready') cpSync(process.env['QM_E2E_READY'] ?? '', dataFolder, { recursive: true });
    const launched = await launch(dataFolder);
    // A trace takes as much of the processor as the application does.
    const traced = info.retry > 0 || process.env['QM_TRACE'] !== undefined;
    if (traced) await launched.app.context().tracing.start({ screenshots: true, snapshots: true });
    await use(launched);
    if (traced) await keepTrace(launched.app, info, 'electron-trace.zip');
    await launched.app.close();
  },
});

export { expect } from '@playwright/test';
