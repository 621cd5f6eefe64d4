import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { read as parse, utils } from 'xlsx';
import { administrator, answerDialogs, goTo, scan, signIn } from './support/desk-window.ts';
import { expect, launch, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';

const seed = join(import.meta.dirname, 'support', 'seed-counting.ts');

const lines = (page: Page) => page.getByRole('grid', { name: 'Lines of the stocktake' });

/** Leaves the page to somebody else. */
async function handOver(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('button', { name: from }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: to }).click();
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.keyboard.press('Enter');
  await expect(lines(page)).toBeVisible({ timeout: 30_000 });
}

/** Shows only lines with these results. */
async function show(page: Page, ...results: string[]): Promise<void> {
  await page.getByRole('button', { name: /^Result/ }).click();
  const filter = page.getByRole('dialog', { name: 'Result' });
  await expect(filter).toBeVisible();
  for (const box of await filter.getByRole('checkbox').all()) await box.uncheck();
  for (const result of results) await filter.getByRole('checkbox', { name: result }).check();
  await page.keyboard.press('Escape');
}

async function decide(page: Page, cause: string, decision: string, note: string): Promise<void> {
  const form = page.getByRole('dialog');
  await form.getByRole('combobox', { name: 'Cause' }).click();
  await page.getByRole('option', { name: cause, exact: true }).click();
  await form.getByRole('radio', { name: decision }).check();
  if (note !== '') await form.getByLabel('Note').fill(note);
  await takePicture(page, `closing-decide-${decision.toLowerCase().replaceAll(' ', '-')}`);
  await form.getByRole('button', { name: 'Decide' }).click();
  await expect(form).toHaveCount(0);
}

async function decideShown(page: Page, cause: string, decision: string, note = ''): Promise<void> {
  await page.getByRole('checkbox', { name: 'Select all loaded rows' }).check();
  await page.getByRole('button', { name: /^Decide/ }).click();
  await decide(page, cause, decision, note);
}

test('[K3] what differs is decided in every way, agreed to by a second person, closed, and reported for signature', async ({
  dataFolder,
}) => {
  test.setTimeout(240_000);
  const id = execFileSync(process.execPath, [seed, dataFolder], { encoding: 'utf8' });
  const address = `/stocktakes/${id}`;
  const { app, page } = await launch(dataFolder);
  await signIn(page, 'Alex Keeper');
  await goTo(page, address);
  await expect(page.getByText('Ready to count')).toBeVisible();
  for (const [code, verdict] of [
    ['PRG-STORE-A', 'Counting here'],
    ['IT-000001', 'Found'],
    ['IT-000002', 'Wrong place'],
    ['NOWHERE-1', 'No place on record'],
    ['STRAY-1', 'Unknown code'],
  ] as const) {
    await scan(app, code);
    await expect(page.getByRole('region', { name: 'Last scan' })).toContainText(verdict);
  }
  await page.getByRole('button', { name: 'End counting' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End counting' }).click();
  await expect(lines(page)).toContainText('Missing');

  await show(page, 'Wrong place', 'No place on record');
  await expect(lines(page).getByRole('row', { name: /Missing/ })).toHaveCount(0);
  await decideShown(page, 'Moved without a record', 'Move the record');
  await show(page, 'Unknown code');
  await expect(lines(page).getByRole('row', { name: /STRAY-1/ })).toBeVisible();
  await decideShown(page, 'Never registered', 'Register it');
  await show(page, 'Missing');
  await lines(page)
    .getByRole('row', { name: /IT-000004/ })
    .dblclick();
  await decide(page, 'Stolen', 'Open an incident', 'The shelf was forced');
  await page.getByRole('switch', { name: 'Only undecided' }).check();
  await expect(lines(page).getByRole('row', { name: /IT-000004/ })).toHaveCount(0);
  await decideShown(page, 'Lost', 'Mark missing');
  await page.getByRole('switch', { name: 'Only undecided' }).uncheck();
  const close = page.getByRole('button', { name: 'Close the stocktake' });
  await expect(close).toBeDisabled();
  await takePicture(page, 'closing-decided');

  // Whoever counts and decides is not asked to agree to it.
  await expect(page.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0);
  await handOver(page, 'Alex Keeper', 'Ann Approver');
  await expect(close).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Select all loaded rows' }).check();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await takePicture(page, 'closing-approve');
  await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(page.getByText('Everything is settled')).toBeVisible();
  await takePicture(page, 'closing-approved');

  await handOver(page, 'Ann Approver', 'Alex Keeper');
  await close.click();
  await expect(page.getByText('Closed', { exact: true })).toBeVisible({ timeout: 20_000 });
  await takePicture(page, 'closing-closed');
  await resize(app, 1920, 1080);
  await takePicture(page, 'closing-closed-wide');

  for (const [item, format] of [
    ['PDF to print and sign', 'pdf'],
    ['Excel workbook', 'xlsx'],
  ] as const) {
    const path = join(dataFolder, `report.${format}`);
    await answerDialogs(app, path);
    await page.getByRole('button', { name: 'Report' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await expect.poll(() => existsSync(path), { timeout: 30_000 }).toBe(true);
  }
  expect(readFileSync(join(dataFolder, 'report.pdf')).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  const sheets = Object.entries(parse(readFileSync(join(dataFolder, 'report.xlsx'))).Sheets);
  const cells = sheets.flatMap(([, sheet]) => utils.sheet_to_json<unknown[]>(sheet, { header: 1 })).map(String);
  for (const [about, said] of [
    ['IT-000002', 'move record'],
    ['IT-000004', 'open incident'],
    ['IT-000005', 'mark missing'],
    ['STRAY-1', 'register'],
  ] as const) {
    const row = cells.find((each) => each.includes(about) && each.includes(said));
    expect(row, about).toContain('Ann Approver');
  }

  // What was decided is done: moved, missing, and stolen with its incident.
  await goTo(page, '/assets/2');
  await expect(page.getByText('Shelf A').first()).toBeVisible();
  await goTo(page, '/incidents');
  await expect(page.getByRole('row', { name: /IT-000004/ })).toContainText('Stolen');
  await goTo(page, address);
  await lines(page).getByRole('link', { name: 'IT-000005' }).click();
  await expect(page.getByRole('main')).toContainText('Missing');
  await app.close();
});
