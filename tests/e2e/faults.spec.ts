import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { Vault } from '#backend/kernel/vault/vault.ts';
import { examine } from '#tests/faults/support/examine.ts';
import { survives, times } from '#tests/faults/support/fault.ts';
import { administrator, goTo, setUp } from './support/desk-window.ts';
import { expect, launch, startArguments, test } from './support/launch.ts';

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

/** Kills the process of the page and waits until the window has loaded it anew and asks for the password. */
async function killPage(app: ElectronApplication): Promise<void> {
  const pid = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.once('render-process-gone', () =>
      contents.once('did-finish-load', () => Reflect.set(globalThis, 'cameBack', true)),
    );
    return contents?.getOSProcessId() ?? 0;
  });
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'cameBack') as unknown)).toBe(true);
  // Asked of the application, because the test's own end of the page died with it.
  const asks = "document.querySelector('input[type=password]') !== null";
  await expect
    .poll(() =>
      app.evaluate(
        ({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script),
        asks,
      ),
    )
    .toBe(true);
}

/** Opens the form for a new asset and fills it. */
async function fillForm(page: Page, name: string): Promise<Locator> {
  await goTo(page, '/assets');
  await page.getByRole('button', { name: 'Register asset' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Model' }).fill('T14');
  await page.getByRole('option', { name: /ThinkPad T14/ }).click();
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  return dialog.getByRole('button', { name: 'Register asset' });
}

test('[O2] a killed page comes back: what was acknowledged is there, what was pressed is there once or not, what was typed is not', async ({
  dataFolder,
}) => {
  cpSync(process.env['QM_E2E_READY'] ?? '', dataFolder, { recursive: true });
  const rounds = times(2, 12);
  test.setTimeout(60_000 + rounds * 60_000);
  for (let round = 0; round < rounds; round += 1) {
    const presses = round % 2 === 0;
    await survives('page killed', presses ? 'a command' : 'a form', async () => {
      const { app, page } = await launch(dataFolder);
      await setUp(page);
      await (await fillForm(page, `Acknowledged ${round}`)).click();
      await expect(page.getByRole('dialog')).toHaveCount(0);
      const button = await fillForm(page, presses ? `Pressed ${round}` : `Typed ${round}`);
      if (presses) await button.click({ noWaitAfter: true });
      await killPage(app);
      await app.close();
      const vault = Vault.read(join(dataFolder, 'vault.json'), systemSurroundings);
      const { dataKey } = await vault.openByPassword(administrator.username, administrator.password);
      return (
        examine(dataFolder, dataKey, [], (sqlite) => {
          const countOf = sqlite.prepare<[string], number>('SELECT count(*) FROM asset WHERE name = ?').pluck();
          expect(countOf.get(`Acknowledged ${round}`)).toBe(1);
          expect(countOf.get(`Pressed ${round}`)).toBeLessThanOrEqual(1);
          expect(countOf.get(`Typed ${round}`)).toBe(0);
        }) + 1
      );
    });
  }
});
