import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { answerDialogs, goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

test('[X1] a pack is written and found genuine afterwards', async ({ quartermaster: { app, page }, dataFolder }) => {
  test.setTimeout(120_000);
  const path = join(dataFolder, 'pack.xlsx');
  await setUp(page);
  await answerDialogs(app, path);
  await goTo(page, '/reports?tab=pack');
  await page.getByRole('button', { name: 'Make the audit pack' }).click();
  await expect(page.getByText('pack.xlsx is written')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('table', { name: 'Packs handed out' })).toContainText('pack.xlsx');
  expect(existsSync(path)).toBe(true);
  await page.getByRole('tab', { name: 'Verify a pack' }).click();
  await page.getByRole('button', { name: 'Choose a pack' }).click();
  await expect(page.getByText('The pack is genuine and unaltered')).toBeVisible({ timeout: 60_000 });

  // The same workbook by the name that opens the application, double-clicked while another page is open.
  const opened = join(dataFolder, 'October.qmpack');
  copyFileSync(path, opened);
  await goTo(page, '/desk');
  await app.evaluate(
    ({ app: electron }, [folder, named]) => electron.emit('second-instance', {}, ['quartermaster', folder, named], '/'),
    [process.cwd(), opened] as const,
  );
  await page.getByRole('button', { name: 'Check this pack' }).press('Enter');
  await expect(page.getByText('The pack is genuine and unaltered')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('October.qmpack was opened')).toHaveCount(0);
});

test('[X2] a ready report is restricted, written, kept under a name and planned', async ({
  quartermaster: { app, page },
  dataFolder,
}) => {
  const path = join(dataFolder, 'warranties.xlsx');
  await setUp(page);
  await goTo(page, '/reports');
  const preview = page.getByRole('region', { name: /^Beginning of/ });
  await expect(preview).toContainText('Prague');
  await page.getByRole('button', { name: 'Warranties' }).click();
  await expect(preview).toContainText('Days left');
  await answerDialogs(app, path);
  await page.getByRole('button', { name: 'Write', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Excel workbook' }).click();
  await expect.poll(() => existsSync(path), { timeout: 30_000 }).toBe(true);
  await page.getByRole('button', { name: 'Keep report' }).click();
  const form = page.getByRole('dialog', { name: 'Keep report' });
  await form.getByLabel('Name of the report').fill('Warranties for the board');
  await form.getByRole('combobox', { name: 'Written by itself' }).click();
  await page.getByRole('option', { name: 'Every month' }).click();
  await answerDialogs(app, dataFolder);
  await form.getByRole('button', { name: 'Choose' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Warranties for the board' })).toBeVisible();
  await page.getByRole('button', { name: 'Write now' }).click();
  await expect(page.getByText(/^Written .* rows$/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Show in folder').first()).toBeVisible();
});

test('[S6] the journal is found complete and unaltered', async ({ quartermaster: { page } }) => {
  await setUp(page);
  await goTo(page, '/reports?tab=journal');
  await page.getByRole('button', { name: 'Verify the journal' }).click();
  await expect(page.getByText('The journal is complete and unaltered')).toBeVisible({ timeout: 30_000 });
});
