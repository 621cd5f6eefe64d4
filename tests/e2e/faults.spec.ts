import { spawn } from 'node:child_process';
import type { ElectronApplication } from '@playwright/test';
import { survives } from '#tests/faults/support/fault.ts';
import { setUp } from './support/desk-window.ts';
import { expect, startArguments, test } from './support/launch.ts';

const backendOf = (app: ElectronApplication) =>
  app.evaluate(
    ({ app: application }) =>
      application.getAppMetrics().find((each) => each.name === 'Quartermaster backend')?.pid ?? null,
  );

test('[O2] a second start brings the first window to the front and ends', async ({
  quartermaster: { app, page, dataFolder },
}) => {
  await setUp(page);
  await survives('two instances', 'a window', async () => {
    await app.evaluate(({ app: application }) => {
      application.once('second-instance', () => Reflect.set(globalThis, 'secondInstance', true));
    });
    const hostile = ['--data', '/nowhere', 'app://evil/', '--gpu-launcher=touch /tmp/planted'];
    const second = spawn(process.env['ELECTRON_EXEC_PATH'] ?? '', startArguments(['--data', dataFolder, ...hostile]), {
      stdio: 'ignore',
    });
    const code = await new Promise((resolve) => second.once('exit', resolve));
    expect(code).toBe(0);
    await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'secondInstance') as unknown)).toBe(true);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    await expect(page.getByText('Ready to scan')).toBeVisible();
    return 1;
  });
});

test('[O2] a backend that dies is started again and the page is told', async ({ quartermaster: { app, page } }) => {
  await survives('backend killed', 'a window', async () => {
    await page.evaluate(() => {
      window.addEventListener('message', (event) => {
        if (event.data === 'rpc:reconnect') Reflect.set(globalThis, 'told', true);
      });
    });
    await expect.poll(async () => backendOf(app)).not.toBeNull();
    const before = await backendOf(app);
    process.kill(before ?? 0, 'SIGKILL');
    await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'told') as unknown)).toBe(true);
    await expect.poll(async () => backendOf(app)).not.toBeNull();
    expect(await backendOf(app)).not.toBe(before);
    await setUp(page);
    return 1;
  });
});
