import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

test('[V2] a scanner without hardware is set up, and what it reads reaches the desk', async ({
  quartermaster: { page },
}) => {
  await setUp(page, { sampleData: true });
  await goTo(page, '/settings?tab=devices');
  await page.getByRole('button', { name: 'Add device' }).click();
  const form = page.getByRole('dialog', { name: 'Add device' });
  await form.getByLabel('Name').fill('Counter scanner');
  await form.getByRole('combobox', { name: 'Connection' }).click();
  await page.getByRole('option', { name: 'Try without hardware (simulator)' }).click();
  await form.getByRole('button', { name: 'Listen to it' }).click();
  await expect(form.getByRole('status')).toContainText('49 54 2d 30 30 30 30 30 31 0d');
  await form.getByRole('button', { name: 'Take these settings' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('row', { name: /Counter scanner/ });
  await expect(row).toContainText('Ready');

  await row.getByRole('button', { name: 'Simulate a scan' }).click();
  await page.getByRole('dialog', { name: 'Counter scanner' }).getByLabel('Code to read').fill('IT-000001');
  await page.getByRole('dialog').getByRole('button', { name: 'Simulate a scan' }).click();
  await expect(page.getByRole('complementary', { name: 'Last scan' })).toContainText('IT-000001');

  await row.getByRole('button', { name: 'More for Counter scanner' }).click();
  await page.getByRole('menuitem', { name: 'Raw traffic' }).click();
  await expect(page.getByRole('dialog')).toContainText('49 54 2d 30 30 30 30 30 31');
});
