import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { administrator, goTo, setUp } from './support/desk-window.ts';
import { expect, launch, test } from './support/launch.ts';
import { takePicture } from './support/pictures.ts';

test('[O2] [S5] a backup is read back and tried, the keys are changed, and a damaged register is recovered', async ({
  quartermaster: { app, page },
  dataFolder,
}) => {
  await setUp(page);
  await goTo(page, '/settings?tab=backups');
  await expect(page.getByText('There is no backup yet')).toBeVisible();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText('The newest backup is whole and was read back')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Try a restore' }).click();
  await expect(page.getByRole('row', { name: /Trial of a restore.*Whole/ })).toBeVisible({ timeout: 30_000 });
  await takePicture(page, 'backups');

  await goTo(page, '/settings?tab=keys');
  const form = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Change the data key…' }).click();
  await form.getByLabel('Password', { exact: true }).fill(administrator.password);
  await takePicture(page, 'keys-change');
  await form.getByRole('button', { name: 'Change it' }).click();
  await expect(page.getByText('The data key was changed')).toBeVisible({ timeout: 30_000 });
  await takePicture(page, 'keys');
  await page.getByRole('button', { name: 'Make a new phrase…' }).click();
  await form.getByLabel('Password', { exact: true }).fill(administrator.password);
  await form.getByRole('button', { name: 'Make it' }).click();
  await expect(page.getByRole('list', { name: 'Recovery phrase' }).getByRole('listitem')).toHaveCount(8);
  await takePicture(page, 'keys-phrase');
  await page.getByLabel('I have kept it in a safe place').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await goTo(page, '/settings?tab=backups');
  // The one from before made room.
  await expect(page.getByRole('row', { name: /Backup.*Whole/ })).toHaveCount(2, { timeout: 30_000 });
  await app.close();

  const database = join(dataFolder, 'quartermaster.db');
  const content = readFileSync(database);
  content[2000] = (content[2000] ?? 0) ^ 1;
  writeFileSync(database, content);

  const again = await launch(dataFolder);
  const password = again.page.getByLabel('Password', { exact: true });
  await password.fill(administrator.password);
  await again.page.keyboard.press('Enter');
  await expect(again.page.getByRole('heading', { name: 'Recovery' })).toBeVisible();
  await expect(again.page.getByRole('radio')).toHaveCount(1);
  await takePicture(again.page, 'recovery');
  await again.page.getByLabel(`Password of ${administrator.username}`).fill(administrator.password);
  await again.page.getByRole('button', { name: 'Recover', exact: true }).click();
  await expect(again.page.getByText(/Recovered from the backup of/)).toBeVisible({ timeout: 30_000 });
  await password.fill(administrator.password);
  await again.page.keyboard.press('Enter');
  await expect(again.page.getByText('Ready to scan')).toBeVisible({ timeout: 30_000 });
  await again.app.close();
});
