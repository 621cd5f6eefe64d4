import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { answerDialogs, goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

test('[X1] a pack is written and found genuine afterwards', async ({ quartermaster: { app, page }, dataFolder }) => {
  test.setTimeout(120_000);
  const path = join(dataFolder, 'pack.xlsx');
  await setUp(page);
  await answerDialogs(app, path);
  await goTo(page, '/reports');
  await page.getByRole('button', { name: 'Make the audit pack' }).click();
  await expect(page.getByText('pack.xlsx is written')).toBeVisible({ timeout: 60_000 });
  expect(existsSync(path)).toBe(true);
  await page.getByRole('tab', { name: 'Verify a pack' }).click();
  await page.getByRole('button', { name: 'Choose a pack' }).click();
  await expect(page.getByText('The pack is genuine and unaltered')).toBeVisible({ timeout: 60_000 });
});

test('[S6] the journal is found complete and unaltered', async ({ quartermaster: { page } }) => {
  await setUp(page);
  await goTo(page, '/reports?tab=journal');
  await page.getByRole('button', { name: 'Verify the journal' }).click();
  await expect(page.getByText('The journal is complete and unaltered')).toBeVisible({ timeout: 30_000 });
});
