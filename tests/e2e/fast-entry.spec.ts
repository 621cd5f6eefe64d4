import type { ElectronApplication, Page } from '@playwright/test';
import { goTo, scan, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

/** Counts what the operator does: one for each scan, and one for keys that are pressed in one go. */
class Hands {
  done = 0;
  readonly #app: ElectronApplication;
  readonly #page: Page;

  constructor(app: ElectronApplication, page: Page) {
    this.#app = app;
    this.#page = page;
  }

  async scan(code: string): Promise<void> {
    this.done += 1;
    await scan(this.#app, code);
  }

  async press(...keys: string[]): Promise<void> {
    this.done += 1;
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /** Types as a person does; faster would be a scanner. */
  async type(text: string, ...keys: string[]): Promise<void> {
    this.done += 1;
    await this.#page.keyboard.type(text, { delay: 110 });
    for (const key of keys) await this.#page.keyboard.press(key, { delay: 110 });
  }
}

test('[I3] fifty units take at most 55 scans and groups of keys, and no mouse', async ({
  quartermaster: { app, page },
}) => {
  await setUp(page);
  await goTo(page, '/entry');
  await expect(page.getByRole('combobox', { name: 'Model' })).toBeFocused();
  const hands = new Hands(app, page);
  await hands.type('ThinkPad', 'Enter');
  await expect(page.getByRole('combobox', { name: 'Category' })).toHaveValue('Laptops');
  await hands.press('Control+Enter');
  await expect(page.getByText('Ready for the first unit')).toBeVisible();
  for (let unit = 1; unit <= 50; unit += 1) await hands.scan(`S/N:FE${String(unit).padStart(5, '0')}`);
  await expect(page.getByText('50 units', { exact: true })).toBeVisible({ timeout: 30_000 });
  await hands.press('Control+Enter');
  await expect(page.getByText(/50 units registered/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Print 50 labels' })).toBeVisible();
  expect(hands.done).toBeLessThanOrEqual(55);
});

test('[I3] duplicates and other numbers are refused, cartons sorted, the last one taken back, blocks mended', async ({
  quartermaster: { app, page },
}) => {
  await setUp(page);
  await goTo(page, '/entry');
  await page.getByRole('combobox', { name: 'Category' }).fill('Lap');
  await page.getByRole('option', { name: 'Laptops' }).click();
  await page.getByRole('button', { name: 'Start scanning' }).click();
  await page.getByRole('textbox', { name: 'Serial number by hand' }).focus();

  await scan(app, 'FE-0001');
  await expect(page.getByRole('row', { name: /FE-0001/ })).toContainText('IT-');
  await expect(page.getByRole('textbox', { name: 'Serial number by hand' })).toHaveValue('');
  await scan(app, 'SN:FE-0001');
  await expect(page.getByRole('alert')).toContainText('in this entry already');
  await scan(app, '490154203237518');
  await expect(page.getByRole('alert')).toContainText('is an IMEI');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Taken back')).toBeVisible();
  await expect(page.getByRole('row', { name: /FE-0001/ })).toHaveCount(0);

  await page.getByRole('switch', { name: 'Several codes per unit' }).check();
  await page.getByRole('textbox', { name: 'Serial number by hand' }).focus();
  for (const code of [
    '4006381333931',
    'P/N:SM-G991B',
    'S/N:R58N12ABCDE',
    '490154203237518',
    '00:1B:44:11:3A:B7',
    'ICCID:89014103211118510720',
  ])
    await scan(app, code);
  await expect(page.getByRole('region', { name: 'Carton being read' })).toContainText('89014103211118510720');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /R58N12ABCDE/ })).toContainText('490154203237518');

  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Name\tSerial\nFirst\tPB-1001\nSecond\tR58N12ABCDE\n');
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
  });
  const grid = page.getByRole('dialog');
  await expect(grid.getByRole('textbox', { name: 'Serial number, row 2' })).toHaveAttribute('aria-invalid', 'true');
  await expect(grid.getByRole('button', { name: 'Add 2 units' })).toBeDisabled();
  await grid.getByRole('textbox', { name: 'Serial number, row 2' }).fill('PB-1002');
  await grid.getByRole('button', { name: 'Add 2 units' }).click();
  await expect(page.getByText('3 units', { exact: true })).toBeVisible();

  await page.reload();
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.keyboard.press('Enter');
  await goTo(page, '/entry');
  await expect(page.getByText('3 units', { exact: true })).toBeVisible();
});
