import { resolve } from 'node:path';
import { answerDialogs, goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures/import');

test('[I4] a spreadsheet becomes assets, with every problem shown before', async ({ quartermaster: { app, page } }) => {
  test.setTimeout(120_000);
  await setUp(page, { sampleData: false });
  await answerDialogs(app, resolve(fixtures, 'assets-sample.csv'));
  await goTo(page, '/import');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await expect(page.getByRole('combobox', { name: 'Where “Asset Tag” goes' })).toHaveValue('Tag');
  await expect(page.getByRole('combobox', { name: 'Where “Purchase Cost” goes' })).toHaveValue('Cost');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByText('Nothing has been written yet')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: /^Import [\d,]+ rows?$/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'rows imported' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Open the assets' }).click();
  await page.getByLabel('Search tag, serial, name').fill('ICC-2065556');
  await expect(page.getByRole('row', { name: /ICC-2065556/ })).toBeVisible();
});

test('[I4] a file that is no spreadsheet is refused with what to do', async ({ quartermaster: { app, page } }) => {
  await setUp(page, { sampleData: false });
  await answerDialogs(app, process.execPath);
  await goTo(page, '/import');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await expect(page.getByRole('alert')).toContainText(/not a text file|not a spreadsheet|too large/);
});
