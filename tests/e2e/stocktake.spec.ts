import type { ElectronApplication, Page } from '@playwright/test';
import { administrator, goTo, scan, setUp } from './support/desk-window.ts';
import { expect, launch, test } from './support/launch.ts';

const last = (page: Page) => page.getByRole('region', { name: 'Last scan' });

/** Registers an asset of which nobody says where it is. */
async function registerWithoutPlace(page: Page, tag: string): Promise<void> {
  await goTo(page, `/assets?newTag=${tag}`);
  const form = page.getByRole('dialog');
  await form.getByRole('combobox', { name: 'Category' }).fill('Lap');
  await page.getByRole('option', { name: 'Laptops' }).click();
  await form.getByRole('button', { name: 'Register asset' }).click();
  await expect(form).toHaveCount(0);
}

/** Plans the two shelves of the store and begins to count. */
async function begin(page: Page, { blind = false } = {}): Promise<void> {
  await goTo(page, '/stocktakes');
  await page.getByRole('button', { name: 'Plan a stocktake' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('The store');
  for (const shelf of ['Shelf A', 'Shelf B']) {
    await form.getByRole('combobox', { name: 'Places' }).fill(shelf);
    await page.getByRole('option', { name: new RegExp(shelf) }).click();
  }
  if (blind) await form.getByRole('switch', { name: 'Count blind' }).check();
  await expect(form.getByText(/assets are expected at 2 places/)).toBeVisible();
  await form.getByRole('button', { name: 'Plan a stocktake' }).click();
  await page.getByRole('button', { name: 'Begin to count' }).click();
  await expect(page.getByText('Ready to count')).toBeVisible();
}

async function count(app: ElectronApplication, page: Page, code: string, verdict: string): Promise<void> {
  await scan(app, code);
  await expect(last(page)).toContainText(verdict);
  await expect(last(page)).toContainText(verdict === 'Counting here' ? 'Shelf' : code);
}

test('[K3] a room with every result is counted, killed in the middle, gone on with, decided and closed', async ({
  dataFolder,
}) => {
  test.setTimeout(180_000);
  const first = await launch(dataFolder);
  await setUp(first.page);
  await registerWithoutPlace(first.page, 'NOWHERE-1');
  await begin(first.page);
  await count(first.app, first.page, 'IT-000001', 'Place first');
  await count(first.app, first.page, 'PRG-STORE-A', 'Counting here');
  await count(first.app, first.page, 'IT-000001', 'Found');
  await count(first.app, first.page, 'IT-000002', 'Wrong place');
  await count(first.app, first.page, 'IT-000003', 'Unexpected');
  await expect(last(first.page)).toContainText('The register says');
  const killed = new Promise((resolve) => first.app.process().once('exit', resolve));
  first.app.process().kill('SIGKILL');
  await killed;

  const { app, page } = await launch(dataFolder);
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.keyboard.press('Enter');
  await goTo(page, '/stocktakes');
  await page.getByRole('link', { name: 'The store' }).click();
  // Place and sightings are as they were: the next scan counts at the same shelf.
  await expect(page.getByRole('region', { name: 'Place that is counted' })).toContainText('Shelf A');
  await page.getByText('Seen last').click();
  await expect(page.getByRole('list', { name: 'Seen last' }).getByRole('listitem')).toHaveCount(3);
  await count(app, page, 'IT-000001', 'Counted already');
  await count(app, page, 'NOWHERE-1', 'No place on record');
  await count(app, page, 'NOPE-1', 'Unknown code');
  await count(app, page, 'IT-000004', 'Found');
  const tally = page.getByRole('group', { name: /Results of 68/ });
  await expect(tally).toContainText('2 / 68');

  await page.getByRole('button', { name: 'End counting' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End counting' }).click();
  const lines = page.getByRole('grid', { name: 'Lines of the stocktake' });
  await expect(lines).toContainText('Missing');
  const decide = async (results: string[], decision: string, note = '') => {
    await page.getByRole('button', { name: /^Result/ }).click();
    const filter = page.getByRole('dialog', { name: 'Result' });
    await expect(filter).toBeVisible();
    for (const box of await filter.getByRole('checkbox').all()) await box.uncheck();
    for (const result of results) await filter.getByRole('checkbox', { name: result }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: 'Select all loaded rows' }).check();
    await page.getByRole('button', { name: /^Decide/ }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('combobox', { name: 'Cause' }).click();
    await page.getByRole('option', { name: 'Moved without a record' }).click();
    await form.getByRole('radio', { name: decision }).check();
    if (note !== '') await form.getByLabel('Note').fill(note);
    await form.getByRole('button', { name: 'Decide' }).click();
    await expect(form).toHaveCount(0);
  };
  await decide(['Wrong place', 'Unexpected', 'No place on record'], 'Move the record');
  await decide(['Missing'], 'Mark missing');
  await decide(['Unknown code'], 'Leave as it is', 'a label of somebody else');
  await page.getByRole('button', { name: 'Close the stocktake' }).click();
  await expect(page.getByText('Closed', { exact: true })).toBeVisible({ timeout: 20_000 });
  await goTo(page, '/assets/2');
  await expect(page.getByText('Shelf A').first()).toBeVisible();
  await goTo(page, '/stocktakes');
  await expect(page.getByRole('region', { name: 'Accuracy of the register' })).toContainText('2 / 68');
  await app.close();
});

test('[K3] counted blind, the window shows neither list nor numbers nor whether it is right', async ({
  quartermaster: { app, page },
}) => {
  await setUp(page);
  await begin(page, { blind: true });
  await count(app, page, 'PRG-STORE-A', 'Counting here');
  await count(app, page, 'IT-000003', 'Counted');
  await expect(last(page)).not.toContainText('register says');
  await expect(page.getByText('Not seen yet')).toHaveCount(0);
  await expect(page.getByRole('group', { name: /Results of/ })).toHaveCount(0);
});

test('[K1] [K3] the card COUNT leads from a place at the desk to where it is counted', async ({
  quartermaster: { app, page },
}) => {
  await setUp(page);
  await begin(page);
  await goTo(page, '/desk');
  await scan(app, '%QM-TIMES-5');
  await expect(last(page)).toContainText('5 × what is scanned next');
  await expect(page.getByLabel('Quantity')).toHaveValue('5');
  await scan(app, 'PRG-STORE-A');
  await expect(last(page)).toContainText('Now scan what is brought there.');
  await scan(app, '%QM-COUNT');
  await expect(page.getByRole('region', { name: 'Place that is counted' })).toContainText('Shelf A');
  await count(app, page, 'IT-000001', 'Found');
});

test('[K3] an RFID sweep counts what stands in front of the reader at the place', async ({
  quartermaster: { app, page },
}) => {
  test.setTimeout(180_000);
  await setUp(page);
  const reader = 'UHF reader (UHFReader18)';
  await goTo(page, '/settings?tab=devices');
  await page.getByRole('button', { name: 'Try without hardware' }).click();
  await page.getByRole('menuitem', { name: reader }).click();
  await expect(page.getByRole('row', { name: reader })).toContainText('Ready');
  await page.getByRole('button', { name: 'Work the simulator' }).click();
  await page.getByLabel('Tags in front of the reader').fill('E28011700000020A12345678\nE28011700000020A12345679');
  await page.getByRole('button', { name: 'Lay these tags down' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await begin(page);
  await count(app, page, 'PRG-STORE-A', 'Counting here');
  await page.getByRole('button', { name: /Sweep with Simulated: UHF/ }).click();
  const sweep = page.getByRole('region', { name: 'RFID sweep' });
  await expect(sweep).toContainText('2 tags');
  await expect(sweep).toContainText('Unknown code 2');
  await expect(page.getByRole('group', { name: /Results of 68/ })).toContainText('2Unknown code');
  await page.getByRole('button', { name: 'End the sweep' }).click();
  await count(app, page, 'IT-000001', 'Found');
});
