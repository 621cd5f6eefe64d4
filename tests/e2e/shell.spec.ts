import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, launch, newDataFolder, test } from './support/launch.ts';

test.use({ begin: 'new' });

const home = 'app://qm/';

/** A server that no page may reach: it counts who asks. */
async function listen(): Promise<{ url: string; asked: string[]; close: () => void }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('secret');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() };
}

const windowCount = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

/** Lets everything that a page has set off reach the main process and come back. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))));
}

test('[S5] E-02 the page has nothing of Node', async ({ quartermaster: { page } }) => {
  const kinds = await page.evaluate(() =>
    ['require', 'process', 'Buffer', 'module', 'global', '__dirname'].map(
      (name) => typeof Reflect.get(globalThis, name),
    ),
  );
  expect(new Set(kinds)).toEqual(new Set(['undefined']));
});

test('[S5] E-04 every window is sandboxed, isolated and without Node', async ({ quartermaster: { app } }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> };
      return contents.getLastWebPreferences();
    }),
  );
  expect(preferences.length).toBeGreaterThan(0);
  for (const each of preferences) {
    expect(each).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    // Left out by Electron where they are off.
    expect(each['nodeIntegrationInWorker'] ?? false).toBe(false);
    expect(each['navigateOnDragDrop'] ?? false).toBe(false);
  }
});

test('[S5] E-05 every permission but copying is denied', async ({ quartermaster: { app, page } }) => {
  const answers = await page.evaluate(async () => {
    const outcome = async (ask: () => unknown) => {
      try {
        await ask();
        return 'granted';
      } catch {
        return 'denied';
      }
    };
    const devices = navigator as unknown as Record<
      'hid' | 'usb' | 'serial',
      Record<string, (filter: object) => unknown>
    >;
    return {
      geolocation: await outcome(() => new Promise((ok, no) => navigator.geolocation.getCurrentPosition(ok, no))),
      media: await outcome(() => navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
      display: await outcome(() => navigator.mediaDevices.getDisplayMedia()),
      midi: await outcome(() => navigator.requestMIDIAccess()),
      clipboard: await outcome(() => navigator.clipboard.readText()),
      serial: await outcome(() => devices.serial['requestPort']?.({})),
      usb: await outcome(() => devices.usb['requestDevice']?.({ filters: [] })),
      hidDevices: await outcome(async () => {
        const chosen = (await devices.hid['requestDevice']?.({ filters: [] })) as unknown[];
        if (chosen.length === 0) throw new Error('none');
      }),
      notifications: (await Notification.requestPermission()) === 'granted' ? 'granted' : 'denied',
    };
  });
  expect(new Set(Object.values(answers))).toEqual(new Set(['denied']));
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  const states = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'camera',
      'microphone',
      'notifications',
      'midi',
      'clipboard-read',
      'window-management',
    ];
    return Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
    );
  });
  expect(states).not.toContain('granted');
});

test('[S5] E-07 the policy stops foreign and inline code, and says so', async ({ quartermaster: { page } }) => {
  const foreign = await listen();
  const blocked = await page.evaluate(async (url) => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'globalThis.planted = true';
    document.body.append(script);
    const image = document.createElement('img');
    image.src = `${url}/image`;
    document.body.append(image);
    const frame = document.createElement('iframe');
    frame.src = `${url}/frame`;
    document.body.append(frame);
    const link = document.createElement('a');
    link.href = 'javascript:globalThis.planted = true';
    document.body.append(link);
    link.click();
    const form = document.createElement('form');
    form.action = `${url}/form`;
    form.method = 'post';
    document.body.append(form);
    form.submit();
    const box = document.createElement('div');
    box.insertAdjacentHTML('beforeend', '<img src="nowhere.png" onerror="globalThis.planted = true">');
    document.body.append(box);
    // Later, because the inspector lets its own evaluation pass the policy.
    const attempts = [() => (0, eval)('1') as unknown, () => new Function('return 1')() as unknown];
    const evaluated = await new Promise<string[]>((resolve) =>
      setTimeout(() => {
        const outcomes = attempts.map((attempt) => {
          try {
            attempt();
            return 'ran';
          } catch {
            return 'stopped';
          }
        });
        resolve(outcomes);
      }),
    );
    const fetched = await fetch(`${url}/fetch`).then(
      () => 'fetched',
      () => 'stopped',
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { violations, evaluated, fetched, planted: Reflect.get(globalThis, 'planted') as unknown };
  }, foreign.url);
  expect(blocked.planted).toBeUndefined();
  expect(blocked.evaluated).toEqual(['stopped', 'stopped']);
  expect(blocked.fetched).toBe('stopped');
  expect(blocked.violations).toEqual(
    expect.arrayContaining([
      'script-src-elem',
      'script-src-attr',
      'img-src',
      'frame-src',
      'form-action',
      'connect-src',
    ]),
  );
  expect(foreign.asked).toEqual([]);
  expect(page.url()).toContain(home);
  foreign.close();
});

test('[S5] E-09 the window never leaves the application', async ({ quartermaster: { app, page } }) => {
  const foreign = await listen();
  const targets = [foreign.url, 'file:///etc/hostname', 'app://qm.evil/', 'app://evil/', 'data:text/html,x'];
  for (const target of targets) {
    await page.evaluate((url) => {
      try {
        location.href = url;
      } catch {
        // Some are refused by the engine itself.
      }
    }, target);
    await settle(page);
    expect(page.url().startsWith(home), target).toBe(true);
    await page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      document.body.append(link);
      link.dispatchEvent(new MouseEvent('click', { bubbles: true, button: 0 }));
      link.dispatchEvent(new MouseEvent('auxclick', { bubbles: true, button: 1 }));
      const refresh = document.createElement('meta');
      refresh.httpEquiv = 'refresh';
      refresh.content = `0; url=${url}`;
      document.head.append(refresh);
    }, target);
    await settle(page);
    expect(page.url().startsWith(home), target).toBe(true);
  }
  expect(foreign.asked).toEqual([]);
  expect(await windowCount(app)).toBe(1);
  foreign.close();
});

test('[S5] E-09 a page that blanks itself comes back', async ({ quartermaster: { page } }) => {
  await page.evaluate(() => {
    Reflect.set(globalThis, 'before', true);
    location.href = 'about:blank';
  });
  await expect
    .poll(() => page.evaluate(() => [location.href, Reflect.get(globalThis, 'before') as unknown]).catch(() => []))
    .toEqual([expect.stringContaining(home), undefined]);
});

test('[S5] E-10 no page opens another window', async ({ quartermaster: { app, page } }) => {
  const opened = await page.evaluate((url) => {
    const link = document.createElement('a');
    link.href = url;
    link.target = '_blank';
    document.body.append(link);
    link.click();
    link.dispatchEvent(new MouseEvent('click', { shiftKey: true, bubbles: true }));
    return [window.open(url), window.open('about:blank'), window.open('https://example.org/')].map(
      (each) => each === null,
    );
  }, home);
  expect(opened).toEqual([true, true, true]);
  await settle(page);
  expect(await windowCount(app)).toBe(1);
});

test('[S5] E-08 a webview tag is an unknown tag', async ({ quartermaster: { app, page } }) => {
  await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'app://qm/');
    document.body.append(view);
  });
  await settle(page);
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('[S5] E-14 the protocol serves files of the page and nothing else', async ({ quartermaster: { app, page } }) => {
  const paths = [
    '../main/index.js',
    '..%2fmain%2findex.js',
    '%2e%2e%2fmain%2findex.js',
    '%252e%252e%252fmain%252findex.js',
    '..%5cmain%5cindex.js',
    'index.html%00.js',
    '/index.html',
    '/etc/hostname',
    'C:/windows/win.ini',
    'C%3a/index.html',
    'assets/',
    '.built',
    'nowhere.js',
    '%',
  ];
  // Asked through the session, where nothing but the handler itself stands in between.
  const asked = await app.evaluate(async ({ session }, list) => {
    const status = async (url: string, method = 'GET') => (await session.defaultSession.fetch(url, { method })).status;
    return {
      page: await status('app://qm/'),
      traversals: await Promise.all(list.map((path) => status(`app://qm/${path}`))),
      stranger: await status('app://evil/index.html'),
      post: await status('app://qm/', 'POST'),
    };
  }, paths);
  expect(asked.page).toBe(200);
  expect(asked.traversals).toEqual(paths.map(() => 404));
  expect(asked.stranger).toBe(404);
  expect(asked.post).toBe(405);
  const headers = await page.evaluate(async () => Object.fromEntries((await fetch('/index.html')).headers.entries()));
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['content-security-policy']).toContain("script-src 'self'");
});

test('[S5] E-19 a page starts no download', async ({ quartermaster: { app, page } }) => {
  const states = app.evaluate(
    ({ session }) =>
      new Promise((resolve) => {
        session.defaultSession.once('will-download', (event) => {
          resolve(event.defaultPrevented);
        });
      }),
  );
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'x.txt';
    document.body.append(link);
    link.click();
  });
  expect(await states).toBe(true);
});

test('[S5] E-20 files of the machine are not shown', async ({ quartermaster: { app, page } }) => {
  // The end of the load of its own page would be taken for that of the file.
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible();
  await page.waitForLoadState('load');
  const outcome = await app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    try {
      await window?.loadURL('file:///etc/hostname');
      return 'loaded';
    } catch {
      return 'stopped';
    }
  });
  expect(outcome).toBe('stopped');
});

test('[O2] two data folders are two applications', async ({ quartermaster: { app } }) => {
  const other = await launch(newDataFolder());
  expect(await windowCount(other.app)).toBe(1);
  expect(await windowCount(app)).toBe(1);
  await other.app.close();
});

test('[O2] the window opens where it was closed, unless no display is there', async ({ dataFolder }) => {
  const first = await launch(dataFolder);
  const bounds = { x: 40, y: 30, width: 1100, height: 720 };
  await first.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds);
  await first.app.close();
  const kept: unknown = JSON.parse(readFileSync(join(dataFolder, 'window.json'), 'utf8'));
  expect(kept).toMatchObject({ width: 1100, height: 720, maximised: false });

  const measure = (app: ElectronApplication) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  const second = await launch(dataFolder);
  expect(await measure(second.app)).toMatchObject({ width: 1100, height: 720 });
  await second.app.close();

  writeFileSync(join(dataFolder, 'window.json'), JSON.stringify({ ...bounds, x: 90_000, y: -9000 }));
  const third = await launch(dataFolder);
  const placed = await measure(third.app);
  expect(placed?.x).toBeLessThan(10_000);
  expect(placed?.y).toBeGreaterThanOrEqual(0);
  await third.app.close();
});

test('[O2] after three deaths in a minute the window says so and can start again', async ({ quartermaster }) => {
  const { app, page, dataFolder } = quartermaster;
  const backend = () =>
    app.evaluate(
      ({ app: application }) =>
        application.getAppMetrics().find((each) => each.name === 'Quartermaster backend')?.pid ?? null,
    );
  const seen = new Set<number>();
  while (seen.size < 3) {
    await expect.poll(async () => (await backend()) ?? 0).not.toBe(0);
    const pid = await backend();
    if (pid === null || seen.has(pid)) continue;
    seen.add(pid);
    process.kill(pid, 'SIGKILL');
    await expect.poll(backend).not.toBe(pid);
  }
  await expect(page.getByRole('heading')).toHaveText("Quartermaster can't reach its data");
  const reference = await page.locator('strong').innerText();
  expect(readFileSync(join(dataFolder, 'logs', 'shell.log'), 'utf8')).toContain(reference);
  await page.getByRole('link', { name: 'Restart' }).click();
  await expect.poll(() => page.url()).not.toContain('failure');
  await expect.poll(backend).not.toBeNull();
});

test('[S5] E-13 IPC-002 IPC-003 IPC-005 IPC-006 only the page itself can connect', async ({
  quartermaster: { page, dataFolder },
}) => {
  // A message without a port is the only malformed one that the preload lets a page send.
  await page.evaluate(() => {
    window.postMessage('rpc:connect', '/');
  });
  const log = join(dataFolder, 'logs', 'shell.log');
  await expect.poll(() => existsSync(log) && readFileSync(log, 'utf8').includes('connection-refused')).toBe(true);
});

test('[S5] E-13 nobody else gets a port: no other frame, no other address, not two at once, and there is no other channel', async ({
  quartermaster: { app, dataFolder },
}) => {
  const log = join(dataFolder, 'logs', 'shell.log');
  const refusals = () =>
    existsSync(log)
      ? readFileSync(log, 'utf8')
          .split('\n')
          .filter((line) => line.includes('connection-refused')).length
      : 0;
  const before = refusals();
  const { channels, forged } = await app.evaluate(({ ipcMain, MessageChannelMain }) => {
    const frames = [
      null,
      { parent: {}, url: 'app://qm/' },
      { parent: null, url: 'about:blank' },
      { parent: null, url: 'app://qm.evil/' },
      { parent: null, url: 'app://user@qm/' },
      { parent: null, url: 'https://qm/' },
      { parent: null, url: 'file:///app/qm/' },
    ];
    for (const senderFrame of frames)
      ipcMain.emit('rpc:connect', { senderFrame, ports: [new MessageChannelMain().port2] });
    const both = [new MessageChannelMain().port2, new MessageChannelMain().port2];
    ipcMain.emit('rpc:connect', { senderFrame: { parent: null, url: 'app://qm/' }, ports: both });
    return { channels: ipcMain.eventNames().map(String), forged: frames.length + 1 };
  });
  // The first one is Electron's own.
  expect(channels).toEqual(['error', 'rpc:connect']);
  await expect.poll(refusals).toBe(before + forged);
});

test('[S5] E-23 what is no request, or has no end, closes its port and harms nobody', async ({
  quartermaster: { app, page },
}) => {
  const backend = () =>
    app.evaluate(
      ({ app: application }) =>
        application.getAppMetrics().find((each) => each.name === 'Quartermaster backend')?.pid ?? null,
    );
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible();
  await expect.poll(backend).not.toBeNull();
  const before = await backend();
  const closed = await page.evaluate(async () => {
    const hostile: unknown[] = [
      'no request',
      '{"i":1}',
      '{"i":"1","p":{"u":"https://evil.example/"}}',
      '{"i":"1","p":{"u":"/../auth/status"}}',
      { i: '1', p: null },
      new Uint8Array([0xff, 0x00]),
      JSON.stringify({ i: '1', p: { u: '/auth/status', b: 'x'.repeat(5 * 1024 * 1024) } }),
    ];
    return Promise.all(
      hostile.map(
        async (message) =>
          new Promise((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('close', () => resolve('closed'));
            port1.addEventListener('message', ({ data }) => resolve(data));
            port1.start();
            window.postMessage('rpc:connect', '*', [port2]);
            port1.postMessage(message);
          }),
      ),
    );
  });
  expect(closed).toEqual(closed.map(() => 'closed'));
  expect(await backend()).toBe(before);
});
