import type { ElectronApplication, Page } from '@playwright/test';
import { goTo, scan, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

const lastScan = (page: Page) => page.getByRole('complementary', { name: 'Last scan' });
const onTheDesk = (page: Page) => page.getByRole('region', { name: 'Last scan' });
const scanned = (page: Page) => page.getByRole('list', { name: 'Scanned' }).getByRole('listitem');

type Modifier = 'control' | 'alt' | 'meta';
interface Key {
  keyCode: string;
  modifiers?: Modifier[];
}

const code = (text: string): Key[] => [...text].map((keyCode) => ({ keyCode }));
const held = (modifier: Modifier, ...keys: string[]): Key[] =>
  keys.map((keyCode) => ({ keyCode, modifiers: [modifier] }));
const enter: Key = { keyCode: 'Return' };

/** Sends keys without a pause, as a scanner does that sends more than its code. */
async function burst(app: ElectronApplication, keys: readonly Key[]): Promise<void> {
  await app.evaluate(({ BrowserWindow }, all) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    for (const { keyCode, modifiers = [] } of all) {
      const shift: 'shift'[] = /^[A-Z]$/.test(keyCode) && modifiers.length === 0 ? ['shift'] : [];
      const event = { keyCode, modifiers: [...modifiers, ...shift] };
      contents?.sendInputEvent({ type: 'keyDown', ...event });
      if (modifiers.length === 0) contents?.sendInputEvent({ type: 'char', ...event });
      contents?.sendInputEvent({ type: 'keyUp', ...event });
    }
  }, keys);
}

/** There is the one window still, on the page where it was, and its operator is signed in. */
async function refuseEscape(app: ElectronApplication, page: Page, address: string): Promise<void> {
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(new URL(page.url()).hash).toContain(address);
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

test('[V1] SCAN-002 SCAN-003 SCAN-005 control keys of a scanner open, save, print and close nothing, and spoil the code that they are in', async ({
  quartermaster: { app, page },
}) => {
  await setUp(page);
  await goTo(page, '/assets/1');
  await expect(page.getByRole('heading', { name: /IT-000001/ })).toBeVisible();
  await burst(app, [...code('IT-000004'), ...held('control', 'j')]);
  await expect(lastScan(page)).toContainText('IT-000004');
  await burst(app, [...code('IT-00'), ...held('control', 'o', 's', 'p', 'w', 'n'), ...code('0007'), enter]);
  await expect(page.getByText(/control keys/i).first()).toBeVisible();
  await burst(app, [...code('IT-00'), ...held('alt', 'F4'), ...held('meta', 'r'), ...code('0007'), enter]);
  await refuseEscape(app, page, '/assets/1');
  await expect(lastScan(page)).not.toContainText('IT-000007');
  await scan(app, 'IT-000009');
  await expect(lastScan(page)).toContainText('IT-000009');
});

test('[V1] SCAN-006 an escape within a code closes no form and scans nothing', async ({
  quartermaster: { app, page },
}) => {
  await setUp(page);
  await goTo(page, '/assets/1');
  await page.getByRole('button', { name: 'Edit' }).click();
  const form = page.getByRole('dialog', { name: 'Edit IT-000001' });
  await form.getByLabel('Cost', { exact: true }).fill('99.50');
  await burst(app, [...code('IT-0000'), { keyCode: 'Escape' }, ...code('07'), enter]);
  await scan(app, 'IT-000009');
  await expect(lastScan(page)).toContainText('IT-000009');
  await expect(form).toBeVisible();
  await expect(form.getByLabel('Cost', { exact: true })).toHaveValue('99.50');
});

test('[V1] SCAN-007 SCAN-017 SCAN-018 a code may end with a tabulator; nothing read, or spaces alone, is no scan', async ({
  quartermaster: { app, page },
}) => {
  await setUp(page);
  await scan(app, 'IT-000004', 'Tab');
  await expect(onTheDesk(page)).toContainText('IT-000004');
  await expect(scanned(page)).toHaveCount(1);
  await burst(app, [enter]);
  await burst(app, [...code('     '), enter]);
  await scan(app, 'IT-000009');
  await expect(onTheDesk(page)).toContainText('IT-000009');
  await expect(scanned(page)).toHaveCount(2);
});
