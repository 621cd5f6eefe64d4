import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerDialogs, goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

test('[X2] a list is exported as it is seen, to CSV and to PDF on a sheet that is remembered', async ({
  quartermaster: { app, page, dataFolder },
}) => {
  test.setTimeout(120_000);
  await setUp(page);
  await goTo(page, '/assets?search=ThinkPad');
  await expect(page.getByRole('row', { name: /IT-000001/ })).toBeVisible();
  await page.getByRole('button', { name: 'Columns' }).click();
  const shown = page.getByRole('dialog', { name: 'Columns' }).getByRole('list', { name: 'Shown, in this order' });
  await shown.getByRole('button', { name: 'Move Status towards the start' }).click();
  await shown.getByRole('checkbox', { name: 'Cost' }).click();
  await page.keyboard.press('Escape');

  const csv = join(dataFolder, 'seen.csv');
  await answerDialogs(app, csv);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  await expect.poll(() => existsSync(csv), { timeout: 30_000 }).toBe(true);
  const [headings = '', first = ''] = readFileSync(csv, 'utf8').replace('\uFEFF', '').split('\r\n');
  expect(headings).toBe('"Tag","Status","Name","Custodian","Place","Serial number","Category"');
  expect(first).toMatch(/^"IT-000001","In (stock|use)",".*ThinkPad/);

  const pdf = join(dataFolder, 'seen.pdf');
  await answerDialogs(app, pdf);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'PDF' }).click();
  const dialog = page.getByRole('dialog', { name: 'Print the list to PDF' });
  await dialog.getByRole('combobox', { name: 'Sheet' }).click();
  await page.getByRole('option', { name: 'A3' }).click();
  await dialog.getByText('Portrait').click();
  await dialog.getByRole('button', { name: 'Write PDF' }).click();
  await expect.poll(() => existsSync(pdf), { timeout: 30_000 }).toBe(true);
  expect(readFileSync(pdf).toString('latin1')).toContain('/MediaBox [0 0 841.89 1190.55]');

  await goTo(page, '/people');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'PDF' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Sheet' })).toHaveValue('A3');
  await expect(dialog.getByRole('radio', { name: 'Portrait' })).toBeChecked();
});

test('[X2] movements are found by kind and day, and exported as they are seen', async ({
  quartermaster: { app, page, dataFolder },
}) => {
  test.setTimeout(120_000);
  await setUp(page);
  await goTo(page, '/movements');
  const list = page.getByRole('grid', { name: 'Movements' });
  await expect(list.getByRole('row').nth(1)).toBeVisible();
  await page.getByRole('button', { name: 'Movement', exact: true }).click();
  await page.getByRole('dialog', { name: 'Movement' }).getByLabel('Checked out').check();
  await page.keyboard.press('Escape');
  await expect(list.getByRole('row').nth(1)).toContainText('Checked out');
  await page.getByRole('textbox', { name: 'Search tag, asset, from and to' }).fill('IT-0000');
  // What is exported is what is seen, so it is waited for.
  await expect(list.getByRole('row', { name: /IT-0001/ })).toHaveCount(0);
  const csv = join(dataFolder, 'movements.csv');
  await answerDialogs(app, csv);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  await expect.poll(() => existsSync(csv), { timeout: 30_000 }).toBe(true);
  const [headings = '', ...lines] = readFileSync(csv, 'utf8').replace('\uFEFF', '').trim().split('\r\n');
  expect(headings).toBe('"When","Tag","Asset","Movement","From","To","Reason","Operator","How"');
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.every((line) => line.includes('"Checked out"') && line.includes('IT-0000'))).toBe(true);
});
