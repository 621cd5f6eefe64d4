import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { goTo, scan } from './support/desk-window.ts';
import { expect, launch, test } from './support/launch.ts';

const seed = join(import.meta.dirname, 'support', 'seed-purchase.ts');

test('[P6] ten units are received by the scanner alone, and a duplicate is refused', async ({ dataFolder }) => {
  const number = execFileSync(process.execPath, [seed, dataFolder], { encoding: 'utf8' });
  const { app, page } = await launch(dataFolder);
  await page.getByRole('button', { name: 'Alex Keeper alex' }).click();
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ready to scan')).toBeVisible({ timeout: 30_000 });
  await goTo(page, '/acquire?tab=receiving');
  await expect(page.getByRole('row', { name: new RegExp(number) })).toBeVisible();

  await scan(app, number);
  await page.getByRole('button', { name: 'Start receiving' }).click();
  await expect(page.getByText('Ready for the first unit')).toBeVisible();
  for (let unit = 1; unit <= 10; unit += 1) await scan(app, `S/N:PF2R${String(unit).padStart(4, '0')}`);
  await expect(page.getByText('10 here, 0 before, of 10')).toBeVisible({ timeout: 20_000 });
  await scan(app, 'PF2R0003');
  await expect(page.getByRole('alert')).toContainText('in this delivery already');
  await scan(app, '490154203237518');
  await expect(page.getByRole('alert')).toContainText('is an IMEI');

  await page.getByRole('button', { name: 'Judge PF2R0010' }).click();
  await page.getByText('Fail, back', { exact: true }).click();
  await page.getByLabel('What is wrong').fill('Lid is cracked');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /PF2R0010/ })).toContainText('Lid is cracked');

  await page.getByRole('button', { name: 'All fine' }).click();
  await page.getByRole('button', { name: 'Take 9 units into the register' }).click();
  await expect(page.getByText(/9 units registered: IT-/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/What failed goes back under RMA-/)).toBeVisible();

  await goTo(page, '/assets?search=PF2R0001');
  await expect(page.getByRole('row', { name: /PF2R0001/ })).toContainText('ThinkPad');
  await app.close();
});
