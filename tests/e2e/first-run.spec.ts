import { totpCode, totpStep } from '#backend/kernel/vault/totp.ts';
import { administrator, scan, setUp } from './support/desk-window.ts';
import { expect, launch, test } from './support/launch.ts';
import { takePicture } from './support/pictures.ts';

test.use({ begin: 'new' });

test('[O1] from nothing to the desk, and back in after a restart', async ({ quartermaster, dataFolder }) => {
  const { app, page } = quartermaster;
  await setUp(page);
  await page.getByRole('link', { name: 'Assets' }).click();
  await expect(page.getByRole('row', { name: /IT-000001/ })).toBeVisible();
  await app.close();

  const again = await launch(dataFolder);
  await expect(again.page.getByRole('button', { name: new RegExp(administrator.name) })).toBeVisible();
  await again.page.getByLabel('Password', { exact: true }).fill('not the password');
  await again.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(again.page.getByRole('alert')).toContainText('don’t fit together');
  await again.page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await again.page.keyboard.press('Enter');
  await expect(
    again.page.getByRole('heading', { name: 'Assets' }).or(again.page.getByText('Ready to scan')),
  ).toBeVisible();
  await again.app.close();
});

test('[O1] the recovery phrase must be kept before the wizard goes on', async ({ quartermaster: { page } }) => {
  await page.getByLabel('Full name').fill(administrator.name);
  await page.getByLabel('Username').fill(administrator.username);
  await page.getByLabel('Password', { exact: true }).fill('too short');
  await expect(page.getByText('3 more characters needed')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create the administrator' })).toBeDisabled();
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.getByRole('button', { name: 'Create the administrator' }).click();
  await expect(page.getByRole('list', { name: 'Recovery phrase' }).getByRole('listitem')).not.toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Continue' })).toBeDisabled();
});

test('[S4] a locked desk shows nothing of the page and opens by badge; a second factor is set up and then asked for', async ({
  quartermaster: { app, page },
}) => {
  await setUp(page);
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'The desk is locked' })).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ready to scan')).toBeVisible();

  await page.getByRole('button', { name: administrator.name }).click();
  await page.getByRole('menuitem', { name: 'Switch by badge' }).click();
  const form = page.getByRole('dialog', { name: 'Switch by badge' });
  await scan(app, 'BDG-0815');
  await expect(form.getByLabel('Badge')).toHaveValue('BDG-0815');
  await form.getByLabel('PIN').fill('739102');
  await form.getByLabel('Present password').fill(administrator.password);
  await takePicture(page, 'badge-set');
  await page.keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: 'Open by badge' }).click();
  await scan(app, 'BDG-0815');
  await expect(page.getByLabel('PIN')).toBeFocused();
  await page.keyboard.type('000003');
  await takePicture(page, 'locked-by-badge');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Badge and PIN don’t fit together')).toBeVisible();
  await expect(page.getByLabel('Badge')).toBeFocused();
  await scan(app, 'BDG-0815');
  await expect(page.getByLabel('PIN')).toBeFocused();
  await page.keyboard.type('739102');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ready to scan')).toBeVisible();

  await page.getByRole('button', { name: administrator.name }).click();
  await page.getByRole('menuitem', { name: 'Second factor' }).click();
  const dialog = page.getByRole('dialog', { name: 'Second factor' });
  await dialog.getByLabel('Present password').fill(administrator.password);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('img', { name: 'Picture for the authenticator' })).toBeVisible();
  await takePicture(page, 'second-factor-seed');
  const seed = (await dialog.locator('code').innerText()).replaceAll(/\s/g, '');
  const codeNow = () => totpCode(seed, totpStep(new Date().toISOString()));
  await dialog.getByLabel('Code that the authenticator shows').fill('000000');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('doesn’t hold');
  await dialog.getByLabel('Code that the authenticator shows').fill(codeNow());
  await page.keyboard.press('Enter');
  const codes = dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  await takePicture(page, 'second-factor-codes');
  const spare = await codes.first().innerText();
  await dialog.getByRole('button', { name: 'I have kept them' }).click();

  await page.getByRole('button', { name: administrator.name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.keyboard.press('Enter');
  await page.getByLabel(/Code of the authenticator/).fill(spare);
  await takePicture(page, 'second-factor-sign-in');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ready to scan')).toBeVisible();
});
