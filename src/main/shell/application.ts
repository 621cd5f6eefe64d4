import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, powerMonitor } from 'electron';
import { developmentUrl } from './addresses.ts';
import { applicationArguments } from './arguments.ts';
import { BackendProcess } from './backend-process.ts';
import { failureUrl } from './failure-page.ts';
import { logInto, report } from './log.ts';
import { installMenu } from './menu.ts';
import { forbidNavigation } from './navigation.ts';
import { packAmong } from './opened-packs.ts';
import { acceptPorts } from './ports.ts';
import { declareScheme, serveScheme } from './protocol.ts';
import { restrictSessions } from './session-rules.ts';
import { isFirstInstance } from './single-instance.ts';
import { firstPicture, loadPage, openWindow } from './window.ts';
import type { WindowSurroundings } from './window.ts';

/** Chromium's own files lie in a folder of their own, so that a backup of the data folder can leave them out. */
function takeFolder(dataFolder: string): void {
  mkdirSync(join(dataFolder, 'chromium'), { recursive: true, mode: 0o700 });
  app.setPath('userData', dataFolder);
  app.setPath('sessionData', join(dataFolder, 'chromium'));
  logInto(dataFolder);
}

function eachWindow(act: (window: BrowserWindow) => void): void {
  for (const window of BrowserWindow.getAllWindows()) if (!window.isDestroyed()) act(window);
}

function superviseBackend(surroundings: WindowSurroundings): BackendProcess {
  const start = {
    kind: 'start' as const,
    dataFolder: surroundings.dataFolder,
    version: app.getVersion(),
    packaged: app.isPackaged,
    locale: app.getLocale() || 'en',
  };
  return new BackendProcess(surroundings.built, start, {
    restarted: () => {
      eachWindow((window) => {
        window.webContents.send('rpc:reconnect');
      });
    },
    gaveUp: (reference) => {
      eachWindow((window) => void window.loadURL(failureUrl(reference)).catch(() => undefined));
    },
  });
}

/** The backend may be in the middle of a write, so the application waits for it before it goes. */
function stopBeforeQuit(backend: BackendProcess): void {
  let done = false;
  let asked = false;
  app.on('will-quit', (event) => {
    if (done) return;
    event.preventDefault();
    if (asked) return;
    asked = true;
    void backend.stop().finally(() => {
      done = true;
      app.quit();
    });
  });
}

/** Hands on the packs that the application is opened with: now, while it runs, and by the Finder. */
function showPacks(backend: BackendProcess, args: readonly string[]): void {
  const show = (path: string | null) => {
    if (path !== null) backend.tell({ kind: 'open-pack', path });
  };
  show(packAmong(args, process.cwd()));
  app.on('second-instance', (_event, argv, folder) => {
    show(packAmong(applicationArguments(argv, app.isPackaged, app.getAppPath()), folder));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    show(packAmong([path], '/'));
  });
}

/** Binds windows, their place in the task bar and notifications to the installed application. */
function sayWhoWeAre(): void {
  if (process.platform === 'win32') app.setAppUserModelId('org.quartermaster.desk');
}

/**
 * Opens the application: everything that must be said before Electron is ready, then the window, and once that asks for
 * the password, the backend: it is there before one is typed, and starting both at once makes one wait for the form.
 */
export async function openApplication(dataFolder: string, built: string, args: readonly string[]): Promise<void> {
  sayWhoWeAre();
  const development = developmentUrl(app.isPackaged, process.env);
  const surroundings: WindowSurroundings = { dataFolder, built, development };
  // Chromium can't sandbox its processes for root and dies when told to; every window still asks for its own sandbox.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  takeFolder(dataFolder);
  if (!isFirstInstance()) {
    app.quit();
    return;
  }
  declareScheme();
  restrictSessions(development);
  const backend = superviseBackend(surroundings);
  showPacks(backend, args);
  const restart = () => {
    backend.revive();
    eachWindow((window) => {
      loadPage(window, surroundings);
    });
  };
  forbidNavigation(restart, development);
  acceptPorts((port) => {
    backend.connect(port);
  }, development);
  app.on('window-all-closed', () => {
    app.quit();
  });
  stopBeforeQuit(backend);

  await app.whenReady();
  serveScheme(join(built, 'renderer'));
  const window = openWindow(surroundings);
  installMenu(dataFolder);
  await firstPicture(window);
  backend.start();
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow(surroundings);
  });
  const lock = () => {
    backend.tell({ kind: 'system-lock' });
  };
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('suspend', lock);
  app.on('child-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') report('process-gone', { type: details.type, reason: details.reason });
  });
}
