import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { read as parse, utils } from 'xlsx';
import { answerDialogs, goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';

/** The list of a store as it leaves a spreadsheet: a title, German headings, a bin in each row, and what people mistype. */
const list = [
  'Lagerbestand Verbrauchsmaterial;;;;;;;;',
  'Artikel;Strichcode;Art;Einheit;Mindestbestand;Bestellmenge;Lieferant;Lagerplatz;Bestand',
  'Toner schwarz;TN-2420;Verbrauchsmaterial;Stück;4;2;Harbour Trading;Fach 1;6',
  'Toner schwarz;TN-2420;Verbrauchsmaterial;Stück;4;2;Harbour Trading;Fach 2;3',
  'Netzwerkkabel 2 m;NK-2;Zubehör;Stück;20;50;;Fach 2;18',
  'Batterien AA;BAT-AA;Verbrauchsmaterial;Packung;zehn;10;;Fach 1;40',
  'Dockingstation;DOCK-1;Zubehör;Stück;2;1;;Fach 3;-1',
  'Reinigungstücher;;Verbrauchsmaterial;Packung;3;0;;Fach 3;7',
  'Mausmatte;MM-1;Zubehör;Stück;;;;;5',
  'Klebeband;KB-1;Verbrauchsmaterial;Rolle;2;6;;Fach 1;9',
  ';KX-1;Zubehör;Stück;1;1;;Fach 1;2',
  'Klebeband;KB-1;Verbrauchsmaterial;Rolle;2;6;;Fach 1;4',
];

async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('[I4] [K2] the stock of a store is imported with its bins and levels, every wrong cell named, and taken back', async ({
  quartermaster: { app, page, dataFolder },
}) => {
  test.setTimeout(180_000);
  await setUp(page);
  const path = join(dataFolder, 'lager.csv');
  writeFileSync(path, `${list.join('\r\n')}\r\n`);
  await answerDialogs(app, path);
  await goTo(page, '/import');
  await page.getByText('Supplies', { exact: true }).last().click();
  await page.getByRole('button', { name: 'Choose a file' }).click();
  for (const [heading, field] of [
    ['Artikel', 'Name *'],
    ['Mindestbestand', 'Reorder level'],
    ['Lagerplatz', 'Place'],
    ['Bestand', 'Quantity'],
  ] as const)
    await expect(page.getByRole('combobox', { name: `Where “${heading}” goes` })).toHaveValue(field);
  await takePicture(page, 'supplies-import-columns');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByText('Nothing has been written yet')).toBeVisible({ timeout: 30_000 });
  const problems = page.getByRole('table', { name: 'Rows that can’t be imported' });
  await takePicture(page, 'supplies-import-problems');
  await resize(app, 1920, 1080);
  await takePicture(page, 'supplies-import-problems-wide');
  await resize(app, 1280, 800);
  for (const name of [
    /^6 Mindestbestand/,
    /^7 Bestand/,
    /^8 Bestellmenge/,
    /^9 Bestand/,
    /^10 Artikel/,
    /^11 Artikel/,
    /^12 Artikel/,
  ])
    await expect(problems.getByRole('row', { name })).toBeVisible();
  await problems.getByRole('textbox', { name: 'Mindestbestand in row 6' }).fill('10');
  await problems.getByRole('textbox', { name: 'Bestellmenge in row 8' }).fill('5');
  await problems.getByRole('textbox', { name: 'Bestand in row 9' }).focus();
  await page.getByRole('button', { name: /^Check again with 2 mended cells/ }).click();
  await expect(problems.getByRole('row', { name: /^6 / })).toHaveCount(0);
  for (const fach of ['Fach 1', 'Fach 2', 'Fach 3']) {
    await choose(page, `What “${fach}” is`, 'Bin');
  }
  await takePicture(page, 'supplies-import-names');
  await page.getByRole('button', { name: /^Import 5 rows/ }).click();
  await expect(page.getByRole('status').filter({ hasText: '5 rows imported' })).toBeVisible({ timeout: 60_000 });
  await takePicture(page, 'supplies-import-result');
  const [rejects = ''] = readdirSync(join(dataFolder, 'rejects'));
  const sheet = parse(readFileSync(join(dataFolder, 'rejects', rejects))).Sheets['Rejects'];
  const left = utils.sheet_to_json<string[]>(sheet ?? {}, { header: 1 }).slice(1);
  expect(left.map((row) => row[0])).toEqual(expect.arrayContaining(['Dockingstation', 'Mausmatte']));

  await page.getByRole('link', { name: 'Open the supplies' }).click();
  const toner = page.getByRole('row', { name: /Toner schwarz/ });
  await expect(toner).toContainText('9');
  await expect(page.getByRole('row', { name: /Netzwerkkabel/ })).toContainText('18');
  await takePicture(page, 'supplies-import-articles');
  await goTo(page, '/supplies?tab=reorder');
  await expect(page.getByRole('row', { name: /Netzwerkkabel/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Toner schwarz/ })).toHaveCount(0);

  await goTo(page, '/import');
  await page.getByRole('button', { name: 'Undo the import of lager.csv' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click();
  await expect(page.getByRole('row', { name: /lager.csv/ })).toContainText('Undone', { timeout: 30_000 });
  await goTo(page, '/supplies');
  await expect(page.getByText('No articles yet')).toBeVisible();
  await goTo(page, '/places');
  await expect(page.getByText('Fach 1')).toHaveCount(0);
});
