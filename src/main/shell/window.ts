import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { WebPreferences } from 'electron';
import { isOwnPage, pageUrl } from './addresses.ts';
import { report } from './log.ts';
import { fitToDisplays, minimum, readWindowState, writeWindowState } from './window-state.ts';

export interface WindowSurroundings {
  dataFolder: string;
  /** The folder of the built application: `out`. */
  built: string;
  development: string | null;
}

/** Everything that keeps a page away from the machine, spelt out although most of it is the default. */
export function pagePreferences(): WebPreferences {
  return {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    spellcheck: false,
    devTools: !app.isPackaged,
  };
}

export function loadPage(window: BrowserWindow, { development }: WindowSurroundings): void {
  void window.loadURL(development ?? pageUrl).catch((error: unknown) => {
    report('page-not-loaded', { message: String(error) });
  });
}

function keepState(window: BrowserWindow, dataFolder: string): void {
  window.on('close', () => {
    writeWindowState(dataFolder, { ...window.getNormalBounds(), maximised: window.isMaximized() });
  });
}

/** Milliseconds between two loads of a page that dies while it loads. */
const loadedAgainEvery = 10_000;

/** A page that dies is loaded again at once; one that goes on dying, time and again but not without a pause. */
function recoverPage(window: BrowserWindow, surroundings: WindowSurroundings): void {
  let notBefore = 0;
  window.webContents.on('render-process-gone', (_event, details) => {
    report('page-gone', { reason: details.reason, code: details.exitCode });
    if (details.reason === 'clean-exit') return;
    const wait = Math.max(0, notBefore - performance.now());
    notBefore = performance.now() + wait + loadedAgainEvery;
    void setTimeout(wait).then(() => {
      if (!window.isDestroyed()) loadPage(window, surroundings);
    });
  });
}

/** Electron asks nobody before a page goes to `about:blank`, so that is put right afterwards. */
function keepOnPage(window: BrowserWindow, surroundings: WindowSurroundings): void {
  window.webContents.on('did-navigate', (_event, url) => {
    if (isOwnPage(url, surroundings.development)) return;
    report('page-left', { protocol: new URL(url).protocol });
    loadPage(window, surroundings);
  });
}

/** Until a window shows something, or a second has passed without. */
export async function firstPicture(window: BrowserWindow): Promise<void> {
  await Promise.race([once(window, 'ready-to-show'), setTimeout(1000)]);
}

/** The one place where a window with a page is made. */
export function openWindow(surroundings: WindowSurroundings): BrowserWindow {
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const { maximised, ...bounds } = fitToDisplays(readWindowState(surroundings.dataFolder), areas);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: minimum.width,
    minHeight: minimum.height,
    show: false,
    title: 'Quartermaster',
    // Windows and macOS take it from the application itself.
    ...(process.platform === 'linux' ? { icon: join(surroundings.built, 'renderer', 'icon.png') } : {}),
    // The colour behind the page while it loads: that of the theme, so that nothing flashes.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#ffffff',
    webPreferences: { ...pagePreferences(), preload: join(surroundings.built, 'preload', 'index.cjs') },
  });
  window.once('ready-to-show', () => {
    if (maximised) window.maximize();
    window.show();
  });
  keepState(window, surroundings.dataFolder);
  recoverPage(window, surroundings);
  keepOnPage(window, surroundings);
  loadPage(window, surroundings);
  return window;
}
