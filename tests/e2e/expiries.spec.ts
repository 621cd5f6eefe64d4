import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

test('[T3] what expires is found on one page, by day and kind, and leads to its asset', async ({
  quartermaster: { page },
}) => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await setUp(page);
  await goTo(page, '/assets');
  await page.getByRole('button', { name: 'Register asset' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Category' }).fill('TLS');
  await page.getByRole('option', { name: 'TLS certificates' }).click();
  await dialog.getByLabel('Tag').fill('CERT-1');
  await dialog.getByLabel('Name', { exact: true }).fill('www.example.com');
  await dialog.getByLabel('Expires').fill(inDays(40));
  await dialog.getByLabel('Notice (days)').fill('14');
  await dialog.getByRole('button', { name: 'Register asset' }).click();
  await expect(dialog).toHaveCount(0);

  await page.getByRole('navigation').getByRole('link', { name: 'Reminders' }).click();
  // Its last day of notice is near; the whole of its life stands beside it.
  await expect(page.getByRole('grid', { name: 'Reminders' }).getByRole('row', { name: /CERT-1/ })).toContainText(
    'in 26 days',
  );
  await page.getByText('Everything that ends', { exact: true }).click();
  const grid = page.getByRole('grid', { name: 'What expires' });
  const row = grid.getByRole('row', { name: /CERT-1/ });
  await expect(row).toContainText('Decide now');
  await expect(row).toContainText('14 days');
  await page.getByText('30 days', { exact: true }).click();
  await expect(row).toHaveCount(0);
  await page.getByText('A year', { exact: true }).click();
  await page.getByRole('button', { name: 'Kind' }).click();
  await page.getByLabel('Network').check();
  await page.keyboard.press('Escape');
  await expect(grid.getByRole('row')).toHaveCount(2);
  await row.dblclick();
  await expect(page.getByRole('heading', { name: /CERT-1/ })).toBeVisible();
});
