import type { Page } from '@playwright/test';
import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

/** Goes through the wizard with a simulated scanner, up to where it is named. */
async function addSimulatedScanner(page: Page, name: string, use?: string): Promise<void> {
  await page.getByRole('button', { name: 'Add device' }).click();
  const form = page.getByRole('dialog', { name: 'Add device' });
  await form.getByRole('combobox', { name: 'Connection' }).click();
  await page.getByRole('option', { name: 'Try without hardware (simulator)' }).click();
  await form.getByRole('button', { name: 'Continue' }).click();
  await expect(form.getByRole('status')).toContainText('49 54 2d 30 30 30 30 30 31 0d');
  await expect(form.getByRole('status')).toContainText('This looks like: Barcode scanner. Read: IT-000001');
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
  await setUp(page, { sampleData: true });
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

test('[V6] a device is tried without hardware, its plug is pulled and put back', async ({
  quartermaster: { page },
}) => {
  await setUp(page, { sampleData: true });
  await goTo(page, '/settings?tab=devices');
  await page.getByRole('button', { name: 'Try without hardware' }).click();
  await page.getByRole('menuitem', { name: 'UHF reader (LLRP)' }).click();
  const row = page.getByRole('row', { name: /Simulated: UHF reader \(LLRP\)/ });
  await expect(row).toContainText('Ready');
  await row.getByRole('button', { name: 'Work the simulator' }).click();
  await page.getByRole('button', { name: 'Pull the plug' }).click();
  await expect(row).toContainText('Not connected');
  await row.getByRole('button', { name: 'Work the simulator' }).click();
  await page.getByRole('button', { name: 'Plug in again' }).click();
  await expect(row).toContainText('Ready');
});
