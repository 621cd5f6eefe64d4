import type { Page } from '@playwright/test';
import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';

/** Goes through the wizard with a simulated scanner, up to where it is named. */
async function addSimulatedScanner(page: Page, name: string, use?: string): Promise<void> {
  await page.getByRole('button', { name: 'Add device' }).click();
  const form = page.getByRole('dialog', { name: 'Add device' });
  await form.getByRole('combobox', { name: 'Connection' }).click();
  await page.getByRole('option', { name: 'Try without hardware (simulator)' }).click();
  await form.getByRole('button', { name: 'Continue' }).click();
  await expect(form.getByRole('status')).toContainText('49 54 2d 30 30 30 30 30 31 0d');
  await expect(form.getByRole('status')).toContainText('This looks like: Barcode scanner. Read: IT-000001');
  await takePicture(page, 'device-wizard');
  await form.getByRole('button', { name: 'Take these settings' }).click();
  await form.getByLabel('Name').fill(name);
  if (use !== undefined) {
    await form.getByRole('combobox', { name: 'Used for' }).click();
    await page.getByRole('option', { name: use }).click();
  }
  await form.getByRole('button', { name: 'Save' }).click();
}

async function simulateScan(page: Page, name: string, code: string): Promise<void> {
  await page.getByRole('row', { name }).getByRole('button', { name: 'Work the simulator' }).click();
  await page.getByRole('dialog', { name }).getByLabel('Code to read').fill(code);
  await page.getByRole('dialog', { name }).getByRole('button', { name: 'Simulate a scan' }).click();
}

test('[V2] a scanner is set up by a test scan, and what it reads reaches the desk', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await goTo(page, '/settings?tab=devices');
  await addSimulatedScanner(page, 'Counter scanner');
  const row = page.getByRole('row', { name: /Counter scanner/ });
  await expect(row).toContainText('Ready');
  await expect(row).toContainText('Desk, session A');

  await simulateScan(page, 'Counter scanner', 'IT-000001');
  await expect(page.getByRole('complementary', { name: 'Last scan' })).toContainText('IT-000001');

  await row.getByRole('button', { name: 'More for Counter scanner' }).click();
  await page.getByRole('menuitem', { name: 'Raw traffic' }).click();
  const log = page.getByRole('dialog');
  await expect(log).toContainText('49 54 2d 30 30 30 30 30 31');
  await expect(log).toContainText('IT-000001·');
  await log.getByRole('button', { name: 'Pause' }).click();
  await expect(log.getByRole('status')).toContainText('Paused');
});

/** What can go wrong with a simulated device, and what the list then says to do about it. */
const faults = [
  ['UHF reader (LLRP)', 'Held by another program', 'Let it go there; it goes on by itself.'],
  ['Barcode scanner', 'Port in use by another program', 'Close that; it goes on by itself.'],
  ['Smart card reader (PC/SC)', 'Smart card service not running', 'Start it; the reader goes on by itself.'],
] as const;

test('[V6] [V1] [V3] devices are tried without hardware: plug pulled, faults that say what to do, a person who types', async ({
  quartermaster: { app, page },
}) => {
  test.setTimeout(180_000);
  await setUp(page);
  await goTo(page, '/settings?tab=devices');
  const rowOf = (kind: string) => page.getByRole('row', { name: `Simulated: ${kind}` });
  const work = async (kind: string) => {
    await rowOf(kind).getByRole('button', { name: 'Work the simulator' }).click();
    return page.getByRole('dialog', { name: `Simulated: ${kind}` });
  };
  for (const [kind, fault, hint] of faults) {
    await page.getByRole('button', { name: 'Try without hardware' }).click();
    await page.getByRole('menuitem', { name: kind }).click();
    await expect(rowOf(kind)).toContainText('Ready');
    const simulator = await work(kind);
    await simulator.getByLabel(fault).check();
    if (kind === 'Barcode scanner') await takePicture(page, 'simulator-faults');
    await simulator.getByRole('button', { name: 'Close' }).click();
    await expect(rowOf(kind)).toContainText(hint);
  }
  await takePicture(page, 'devices-states');
  await resize(app, 1920, 1080);
  await takePicture(page, 'devices-states-wide');
  await resize(app, 1280, 800);
  for (const [kind, fault] of faults) {
    const simulator = await work(kind);
    await simulator.getByLabel(fault).uncheck();
    await simulator.getByRole('button', { name: 'Close' }).click();
    await expect(rowOf(kind)).toContainText('Ready');
  }

  const reader = 'UHF reader (LLRP)';
  await (await work(reader)).getByRole('button', { name: 'Pull the plug' }).click();
  await expect(rowOf(reader)).toContainText('Not connected');
  await (await work(reader)).getByRole('button', { name: 'Plug in again' }).click();
  await expect(rowOf(reader)).toContainText('Ready');

  // What a person types is no scan; a scanner that stalls in the middle is one.
  const trial = page.getByRole('region', { name: 'Keyboard scanners' });
  const simulate = trial.getByRole('button', { name: 'Simulate a scan' });
  await trial.getByLabel('A person types it').check();
  await simulate.click();
  await expect(simulate).toBeEnabled({ timeout: 20_000 });
  await expect(page.getByRole('complementary', { name: 'Last scan' })).toHaveCount(0);
  await trial.getByLabel('A person types it').uncheck();
  await trial.getByLabel('A stall of 60 ms in the middle').check();
  await simulate.click();
  await expect(page.getByRole('complementary', { name: 'Last scan' })).toContainText('IT-000001');

  // A reader of smart cards says what this computer lacks, in the wizard and in the list.
  await page.getByRole('button', { name: 'Add device' }).click();
  const form = page.getByRole('dialog', { name: 'Add device' });
  await form.getByRole('combobox', { name: 'Kind of device' }).click();
  await page.getByRole('option', { name: 'Smart card reader (PC/SC)' }).click();
  await expect(form.getByRole('combobox', { name: 'Connection' })).toHaveValue('Smart card service of this computer');
  await expect(form).toContainText('which is not installed with this application');
  await form.getByRole('button', { name: 'Continue' }).click();
  await form.getByRole('button', { name: 'Continue' }).click();
  await form.getByLabel('Name').fill('Badges');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Badges/ })).toContainText('Not installed');
});
