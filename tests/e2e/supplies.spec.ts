import type { Page } from '@playwright/test';
import { goTo, scan, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { takePicture } from './support/pictures.ts';

const result = (page: Page) => page.getByRole('region', { name: 'Last scan' });

async function choose(page: Page, label: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click();
  await page.getByRole('option').first().click();
}

/** A reader that says the same within a third of a second says it once: nobody types a quantity that fast. */
async function pastBounce(page: Page): Promise<void> {
  const from = await page.evaluate(() => performance.now());
  await page.waitForFunction((since) => performance.now() - since > 400, from);
}

test('[K2] [V4] an article is received, issued by scan with a quantity, undone, and bought again', async ({
  quartermaster: { app, page },
}) => {
  test.slow();
  await setUp(page);
  await goTo(page, '/supplies');
  await expect(page.getByText('No articles yet')).toBeVisible();
  await page.getByRole('button', { name: 'Add article' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('USB-C cable');
  await form.getByLabel('Barcode').focus();
  await scan(app, 'CABLE-1');
  await expect(form.getByLabel('Barcode')).toHaveValue('CABLE-1');
  await form.getByLabel('Reorder level').fill('5');
  await form.getByLabel('Reorder quantity').fill('10');
  await form.getByRole('button', { name: 'Add article' }).click();
  await expect(page.getByRole('heading', { name: 'USB-C cable' })).toBeVisible();

  await page.getByRole('button', { name: 'Receive' }).click();
  await page.getByRole('dialog').getByLabel('Quantity').fill('8');
  await choose(page, 'Into');
  await page.getByRole('dialog').getByRole('button', { name: 'Receive' }).click();
  await expect(page.getByRole('region', { name: 'Where it lies' })).toContainText('8');

  await goTo(page, '/desk');
  await scan(app, 'CABLE-1');
  await expect(result(page)).toContainText('8 there (piece)');
  await scan(app, 'BDG7001');
  await expect(page.getByRole('region', { name: 'Whom or where' })).toContainText('Alice Novák');
  await scan(app, 'CABLE-1');
  await expect(result(page)).toContainText('1 × USB-C cable');
  await expect(result(page)).toContainText('7 left');
  await pastBounce(page);
  await page.getByLabel('Quantity').fill('3');
  await scan(app, 'CABLE-1');
  await expect(result(page)).toContainText('3 × USB-C cable');
  await expect(result(page)).toContainText('4 left · Time to buy more');
  await expect(page.getByLabel('Quantity')).toHaveValue('1');
  await page.keyboard.press('Control+z');
  await expect(result(page)).toContainText('Undone');
  await pastBounce(page);
  await scan(app, 'CABLE-1');
  await expect(result(page)).toContainText('6 left');
  await pastBounce(page);
  await page.getByLabel('Quantity').fill('2');
  await scan(app, 'CABLE-1');
  await expect(result(page)).toContainText('4 left');

  // Its label, from its own page and from the list.
  await goTo(page, '/supplies');
  const row = page.getByRole('row', { name: /USB-C cable/ });
  await row.getByRole('checkbox').check();
  await page.getByRole('group', { name: 'Selected articles' }).getByRole('button', { name: 'Print label' }).click();
  await expect(page.getByText('1 article', { exact: true })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Preview of the label' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Template' })).toHaveValue('50 × 25 mm, article');
  await takePicture(page, 'labels-article');

  await goTo(page, '/supplies?tab=reorder');
  await expect(page.getByRole('row', { name: /USB-C cable/ })).toContainText('10');
  await page.getByRole('button', { name: 'Start a requisition of 1 line' }).click();
  await expect(page.getByRole('heading', { name: 'New requisition' })).toBeVisible();
  await expect(page.locator('input[value^="USB-C cable"]')).toBeVisible();
});
