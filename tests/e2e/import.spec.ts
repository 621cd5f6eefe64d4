import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { read as parse, utils } from 'xlsx';
import { answerDialogs, answerNewNames, goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures/import');

/** Chooses in a select that is found by typing. */
async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Opens a file that the test wrote, as the dialog of the system would. */
async function openFile({ app, page }: { app: Parameters<typeof answerDialogs>[0]; page: Page }, path: string) {
  await answerDialogs(app, path);
  await goTo(page, '/desk');
  await goTo(page, '/import');
  await page.getByRole('button', { name: 'Choose a file' }).click();
}

const checked = (page: Page) => expect(page.getByText('Nothing has been written yet')).toBeVisible({ timeout: 30_000 });
const result = (page: Page, text: string) =>
  expect(page.getByRole('status').filter({ hasText: text })).toBeVisible({ timeout: 60_000 });

test.describe('into an empty register', () => {
  test.use({ begin: 'new' });

  test('[I4] a spreadsheet becomes assets, with every problem shown before', async ({
    quartermaster: { app, page },
  }) => {
    test.setTimeout(120_000);
    await setUp(page, { sampleData: false });
    await answerDialogs(app, resolve(fixtures, 'assets-sample.csv'));
    await goTo(page, '/import');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    await expect(page.getByRole('combobox', { name: 'Where “Asset Tag” goes' })).toHaveValue('Tag');
    await expect(page.getByRole('combobox', { name: 'Where “Purchase Cost” goes' })).toHaveValue('Cost');
    await page.getByRole('button', { name: 'Check the file' }).click();
    await expect(page.getByText('Nothing has been written yet')).toBeVisible({ timeout: 30_000 });
    const start = page.getByRole('button', { name: /^Import [\d,]+ rows?$/ });
    await expect(start).toBeDisabled();
    await expect(page.getByText('Say first what the new places and categories are.')).toBeVisible();
    await answerNewNames(page);
    await start.click();
    await expect(page.getByRole('status').filter({ hasText: 'rows imported' })).toBeVisible({ timeout: 60_000 });
    await page.getByRole('link', { name: 'Open the assets' }).click();
    await page.getByLabel('Search tag, serial, name').fill('ICC-2065556');
    await expect(page.getByRole('row', { name: /ICC-2065556/ })).toBeVisible();
  });
});

test('[I4] a file that is no spreadsheet is refused with what to do', async ({ quartermaster: { app, page } }) => {
  await setUp(page);
  await answerDialogs(app, process.execPath);
  await goTo(page, '/import');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await expect(page.getByRole('alert')).toContainText(/not a text file|not a spreadsheet|too large/);
});

test('[I4] headings below a title, cells mended in the preview, new places named, rejects in a workbook, and all undone', async ({
  quartermaster: { app, page, dataFolder },
}) => {
  test.setTimeout(120_000);
  await setUp(page);
  const file = join(dataFolder, 'harbour.csv');
  const lines = [
    'Register of the harbour,,,,,',
    'What,Number,Serial no,Bought,Kind,Room',
    'Crane computer,HW-1,SN-1,2026-01-31,Laptops,Quay 1',
    'Lock computer,HW-2,SN-2,2026-02-31,Laptops,Quay 1',
    'Buoy computer,HW-3,6.37E+15,2026-03-01,Buoys,Quay 1',
    'Spare computer,HW-4,SN-4,2026-03-02,Buoys,Stores',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  await openFile({ app, page }, file);
  const row = page.getByRole('textbox', { name: 'Headings in row' });
  await expect(row).toHaveValue('2');
  await row.fill('1');
  await row.press('Enter');
  await expect(page.getByRole('rowheader', { name: 'Register of the harbour' })).toBeVisible();
  await row.fill('2');
  await row.press('Enter');
  await choose(page, 'Where “What” goes', 'Name');
  await choose(page, 'Where “Number” goes', 'Tag');
  await expect(page.getByRole('combobox', { name: 'Where “Bought” goes' })).toHaveValue('Keep beside the fields');
  await choose(page, 'Where “Bought” goes', 'Purchased on');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await checked(page);

  const problems = page.getByRole('table', { name: 'Rows that can’t be imported' });
  await expect(problems.getByRole('row')).toHaveCount(3);
  await expect(problems.getByRole('row', { name: /^5 Serial no/ })).toBeVisible();
  await problems.getByRole('textbox', { name: 'Bought in row 4' }).fill('2026-02-28');
  await problems.getByRole('textbox', { name: 'Serial no in row 5' }).focus();
  await page.getByRole('button', { name: 'Check again with 1 mended cell' }).click();
  await expect(problems.getByRole('row')).toHaveCount(2);

  const start = page.getByRole('button', { name: 'Import 3 rows' });
  await expect(start).toBeDisabled();
  await choose(page, 'What “Quay 1” is', 'Building');
  await choose(page, 'What “Quay 1” stands in', 'Prague');
  await choose(page, 'What “Stores” is', 'Prague › Head office › Ground floor › IT store');
  await choose(page, 'What “Buoys” is', 'Network');
  await start.click();
  await result(page, '3 rows imported, 1 left out.');
  await expect(page.getByRole('button', { name: 'Show the rows left out' })).toBeVisible();
  const [rejects = ''] = readdirSync(join(dataFolder, 'rejects'));
  const sheet = parse(readFileSync(join(dataFolder, 'rejects', rejects))).Sheets['Rejects'];
  const [headings = [], left = []] = utils.sheet_to_json<string[]>(sheet ?? {}, { header: 1 });
  expect(headings).toEqual([
    'What',
    'Number',
    'Serial no',
    'Bought',
    'Kind',
    'Room',
    'Row in file',
    'Why it was left out',
  ]);
  expect(left.slice(0, 7)).toEqual(['Buoy computer', 'HW-3', '6.37E+15', '2026-03-01', 'Buoys', 'Quay 1', '5']);
  expect(left[7]).toContain('Serial no: ');

  await goTo(page, '/assets?search=computer');
  await expect(page.getByRole('row', { name: /HW-1/ })).toContainText('Quay 1');
  await expect(page.getByRole('row', { name: /HW-4/ })).toContainText('IT store');
  await expect(page.getByRole('row', { name: /HW-3/ })).toHaveCount(0);
  await goTo(page, '/places');
  await expect(page.getByText('Quay 1')).toBeVisible();

  await goTo(page, '/import');
  await page.getByRole('button', { name: 'Undo the import of harbour.csv' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('3');
  await dialog.getByRole('button', { name: 'Undo this import' }).click();
  await expect(page.getByRole('row', { name: /harbour.csv/ })).toContainText('Undone', { timeout: 30_000 });
  await goTo(page, '/assets?search=HW-1');
  await expect(page.getByText('No asset matches')).toBeVisible();
  await goTo(page, '/places');
  await expect(page.getByText('Quay 1')).toHaveCount(0);
});

test('[I4] a file changes what is registered, shown row by row before, and is not undone over later work', async ({
  quartermaster: { app, page, dataFolder },
}) => {
  test.setTimeout(120_000);
  await setUp(page);
  const file = join(dataFolder, 'changes.csv');
  writeFileSync(
    file,
    'Asset tag,Notes,Order number\nIT-000001,Lid replaced,PO-77\nIT-000002,,PO-77\nNEW-1,Fresh,PO-77\n',
  );
  await openFile({ app, page }, file);
  const modes = page.getByRole('radiogroup', { name: 'What the rows do' });
  await modes.getByText('Change', { exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Recognise what is registered by' })).toBeVisible();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await checked(page);
  await expect(page.getByRole('table', { name: 'Rows that can’t be imported' })).toContainText('NEW-1');
  const outcomes = page.getByRole('table', { name: 'What would happen, row by row' });
  await expect(outcomes.getByRole('row', { name: /IT-000001/ })).toContainText('Lid replaced');
  await expect(outcomes.getByRole('row', { name: /IT-000002/ })).not.toContainText('Notes');

  await page.getByRole('button', { name: 'Back to the columns' }).click();
  await modes.getByText('Add and change', { exact: true }).click();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await checked(page);
  await page.getByRole('radiogroup', { name: 'What would happen, row by row' }).getByText(/^New/).click();
  await expect(outcomes).toContainText('NEW-1');
  await page.getByRole('button', { name: 'Import 3 rows' }).click();
  await result(page, '1 added, 2 changed, 0 left out.');

  await goTo(page, '/assets/1');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('dialog').getByLabel('Notes').fill('Lid replaced, twice');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Lid replaced, twice')).toBeVisible();
  await goTo(page, '/import');
  await page.getByRole('button', { name: 'Undo the import of changes.csv' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toContainText('can’t be undone any more');
  await expect(dialog).toContainText('IT-000001');
  await expect(dialog.getByRole('button', { name: 'Undo this import' })).toBeDisabled();
});

test('[I4] dates that can be read two ways are asked for once, and nothing is written when one row is wrong', async ({
  quartermaster: { app, page, dataFolder },
}) => {
  test.setTimeout(120_000);
  await setUp(page);
  const file = join(dataFolder, 'dates.csv');
  writeFileSync(file, 'Asset tag,Category,Purchase date\nD-1,Laptops,03/04/2025\nD-2,Laptops,13/13/2025\n');
  await openFile({ app, page }, file);
  const question = page.getByRole('radiogroup', { name: 'How are the dates in “Purchase date” written?' });
  await expect(page.getByRole('button', { name: 'Check the file' })).toBeDisabled();
  await question.getByLabel('Day first (31.12.)').check();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await checked(page);
  await expect(page.getByRole('table', { name: /^The first/ })).toContainText('2025-04-03');
  await page.getByLabel('Import nothing until the file is mended').check();
  await expect(page.getByRole('button', { name: /^Import 1 row$/ })).toBeDisabled();
  await page.getByLabel('Import the others and write the one left out to a file').check();
  await page.getByRole('button', { name: /^Import 1 row$/ }).click();
  await result(page, '1 rows imported, 1 left out.');
});

test('[I4] [L4] [X2] a list of a scanner becomes installations, seen in the catalogue and on the page of the asset', async ({
  quartermaster: { app, page, dataFolder },
}) => {
  test.setTimeout(120_000);
  await setUp(page);
  const path = join(dataFolder, 'scan.csv');
  const rows = [
    'Editor,Acme,1.2,IT-000001',
    'Browser,Globex,120.0.1,IT-000001',
    'Editor,Acme,1.3,IT-000002',
    'Mail,,,NOPE',
  ];
  writeFileSync(path, ['Software,Publisher,Version,Asset tag', ...rows].join('\n'));
  await answerDialogs(app, path);
  await goTo(page, '/import');
  await page.getByText('Installations', { exact: true }).click();
  await takePicture(page, 'import-entities');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await expect(page.getByRole('combobox', { name: 'Where “Software” goes' })).toHaveValue('Software *');
  await takePicture(page, 'import-installations-columns');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await checked(page);
  await expect(page.getByText('No asset is registered as “NOPE”.').first()).toBeVisible();
  await takePicture(page, 'import-installations-preview');
  await page.getByRole('button', { name: 'Import 3 rows' }).click();
  await result(page, '3 rows imported, 1 left out.');
  await page.getByRole('link', { name: 'Open the software' }).click();
  await expect(page.getByRole('row', { name: /Browser.*IT-000001/ })).toBeVisible();
  await takePicture(page, 'software-list');
  await resize(app, 1920, 1080);
  await takePicture(page, 'software-list-1920');
  await resize(app, 1280, 800);
  await page.getByRole('textbox', { name: 'Search software, publisher, tag or asset' }).fill('globex');
  await expect(page.getByText('1 installation', { exact: true })).toBeVisible();
  await goTo(page, '/assets/1');
  await page.getByRole('tab', { name: 'Software' }).click();
  await expect(page.getByRole('row', { name: /Editor/ })).toContainText('1.2');
  await takePicture(page, 'asset-software');
});
