import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerDialogs, goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

test('[I5] a list is held against the register, and its groups are worked through', async ({
  quartermaster: { app, page, dataFolder },
}) => {
  test.setTimeout(90_000);
  await setUp(page);
  const list = join(dataFolder, 'mdm.csv');
  writeFileSync(list, 'Asset tag,Name\nIT-000001,Renamed laptop\nIT-000002,\nMDM-77,Unknown tablet\n');
  await answerDialogs(app, list);
  await goTo(page, '/reports?tab=reconciliation');
  await expect(page.getByText('No list has been reconciled yet')).toBeVisible();
  await page.getByRole('button', { name: 'Choose a list' }).click();
  await expect(page.getByRole('combobox', { name: 'Meaning of “Asset tag”' })).toHaveValue('Tag');
  await page.getByRole('button', { name: 'Reconcile', exact: true }).click();

  await expect(page.getByRole('button', { name: /1\s*Missing here/ })).toBeVisible({ timeout: 30_000 });
  const different = page.getByRole('table', { name: 'Different' });
  await expect(different).toContainText('Renamed laptop');
  await page.getByRole('button', { name: 'Take over into the register' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take over into the register' }).click();
  await expect(different).toContainText('Taken over');
  await page.getByRole('button', { name: /1\s*Matched/ }).click();
  await page.getByRole('button', { name: 'Mark as seen' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as seen' }).click();
  await expect(page.getByRole('table', { name: 'Matched' })).toContainText('Seen');

  await page.getByRole('button', { name: 'All reconciliations' }).click();
  await expect(page.getByRole('table', { name: 'Earlier reconciliations' })).toContainText('mdm.csv');
  await goTo(page, '/assets');
  await page.getByRole('combobox', { name: 'Last seen' }).click();
  await page.getByRole('option', { name: 'Never seen since registration' }).click();
  await expect(page).toHaveURL(/neverSeen=true/);
  await expect(page.getByRole('row', { name: /IT-000002/ })).toHaveCount(0);
});
