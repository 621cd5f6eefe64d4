import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Order } from '#shared/features/procurement/order.ts';
import { administrator, answerDialogs, goTo } from './support/desk-window.ts';
import { expect, launch, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';
import { letInSecondOperator } from './support/second-operator.ts';

const seed = join(import.meta.dirname, 'support', 'seed-acquisition.ts');

async function enter(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Parts of the window' })).toBeVisible({ timeout: 30_000 });
}

/** Pastes as a person does who copied a block of cells in a spreadsheet. */
async function paste(app: ElectronApplication, text: string): Promise<void> {
  await app.evaluate(async ({ clipboard, BrowserWindow }, block) => {
    await clipboard.writeText(block);
    BrowserWindow.getAllWindows()[0]?.webContents.paste();
  }, text);
}

test('[P1] [P4] [P5] the plan is pasted, who decides is reminded, and an order that two change shows both versions', async ({
  dataFolder,
}) => {
  test.setTimeout(180_000);
  const seeded = JSON.parse(execFileSync(process.execPath, [seed, dataFolder], { encoding: 'utf8' })) as {
    waiting: number;
    changed: number;
  };

  await test.step('[P4] who has to decide sees the reminder on every page, and the way there', async () => {
    const { app, page } = await launch(dataFolder);
    await enter(page, 'Ann Approver ann');
    const notice = page.getByRole('alert').filter({ hasText: 'Reminder: a purchase waits for your decision' });
    await expect(notice).toBeVisible();
    await expect(page.getByRole('link', { name: /waits for your decision, 1 for too long/ })).toBeVisible();
    await takePicture(page, 'approval-reminder-notice');
    await notice.getByRole('link').click();
    await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeVisible();
    await app.close();
  });

  const { app, page } = await launch(dataFolder);
  await enter(page, 'Bea Buyer bea');

  await test.step('[P4] those who decide are reminded by a mail that is saved', async () => {
    await goTo(page, `/acquire/requisitions/${seeded.waiting}`);
    await page.getByRole('button', { name: 'Remind', exact: true }).click();
    const form = page.getByRole('dialog', { name: /^Remind those who decide/ });
    await expect(form.getByLabel('Text')).toHaveValue(/waits for your decision/);
    await takePicture(page, 'approval-reminder-mail');
    const path = join(dataFolder, 'reminder.eml');
    await answerDialogs(app, path);
    await form.getByRole('button', { name: 'Save as a mail' }).click();
    await expect(form).toHaveCount(0);
    await expect.poll(() => existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain('X-Unsent: 1');
  });

  await test.step('[P1] a block of a spreadsheet is pasted into the plan, and what is no number stays with its reason', async () => {
    await goTo(page, '/acquire?tab=planning');
    const sheet = page.getByRole('group', { name: 'People who are going to join' });
    const cell = (row: number, column: number) => sheet.locator(`input[data-row="${row}"][data-column="${column}"]`);
    await cell(0, 0).click();
    await paste(app, '7\t8\n9\tmany');
    await expect(page.getByText('3 numbers planned.')).toBeVisible();
    await expect(cell(0, 1)).toHaveValue('8');
    await expect(cell(1, 0)).toHaveValue('9');
    await expect(cell(1, 1)).toHaveValue('many');
    await expect(cell(1, 1)).toHaveAttribute('aria-invalid', 'true');
    await takePicture(page, 'headcount-pasted');
    await cell(1, 1).focus();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(cell(1, 0)).not.toHaveValue('9');
  });

  await test.step('[P5] both versions of an order are shown when another operator changed it, and nothing is lost', async () => {
    await goTo(page, `/acquire/orders/${seeded.changed}`);
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    const form = page.getByRole('dialog', { name: /^PO-/ });
    await form.getByLabel('Terms', { exact: true }).fill('Mine: thirty days');
    await form.getByLabel('Reason of the change').fill('Agreed by telephone');
    const other = await letInSecondOperator(page, 'alex');
    const stored = (await other('procurement/getOrder', { id: seeded.changed })) as Order;
    await other('procurement/changeOrder', {
      id: stored.id,
      version: stored.version,
      reason: 'They want another gate',
      deliveryPlaceId: null,
      deliveryAddress: 'Gate 9',
      terms: stored.terms,
      expectedOn: stored.expectedOn,
      freightMinor: 2_500,
      lines: stored.lines.map((line) => ({
        id: line.id,
        categoryId: line.category.id,
        modelId: line.model?.id ?? null,
        description: line.description,
        quantity: line.quantity,
        unitPriceMinor: line.unitPriceMinor ?? 0,
        taxBasisPoints: line.taxBasisPoints,
      })),
    });
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    const both = form.getByRole('region', { name: 'Somebody else changed this order meanwhile' });
    await expect(both.getByRole('row', { name: /^Terms/ })).toContainText('Mine: thirty days');
    await expect(both.getByRole('row', { name: /^Delivery address/ })).toContainText('Gate 9');
    await takePicture(page, 'order-conflict');
    await form.getByRole('button', { name: 'Save mine' }).click();
    await expect(form).toHaveCount(0);
    await expect(page.getByText('Mine: thirty days').first()).toBeVisible();
  });

  await test.step('[P5] invoices are searched and narrowed like every list of purchasing', async () => {
    await goTo(page, '/acquire?tab=invoices');
    const list = page.getByRole('grid', { name: 'Invoices' });
    await expect(list).toContainText('RE-2291');
    await takePicture(page, 'invoices');
    await page.getByRole('textbox', { name: /Search by number/ }).fill('nothing of this name');
    await expect(list).not.toContainText('RE-2291');
    await expect(page.getByText('Nothing fits')).toBeVisible();
    await goTo(page, '/acquire?tab=contracts');
    await expect(page.getByRole('grid', { name: 'Contracts' })).toContainText('Support of the laptops on site');
    await resize(app, 1920, 1080);
    await takePicture(page, 'contracts-wide');
  });
  await app.close();
});
