import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

test('[I2] FORM-025: two presses of the button register one asset', async ({ quartermaster: { page } }) => {
  await setUp(page);
  await goTo(page, '/assets');
  await page.getByRole('button', { name: 'Register asset' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Category' }).fill('Lap');
  await page.getByRole('option', { name: 'Laptops' }).click();
  await dialog.getByLabel('Name', { exact: true }).fill('Pressed twice');
  await dialog.getByRole('button', { name: 'Register asset' }).dblclick({ delay: 5 });
  await expect(dialog).toHaveCount(0);
  await goTo(page, '/assets?search=Pressed%20twice');
  await expect(page.getByRole('status').filter({ hasText: /^1 asset$/ })).toBeVisible();
});

test('[O4] FORM-020: a warranty that ends before the purchase is refused at its field', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await goTo(page, '/assets/1');
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Purchased on').fill('2026-02-01');
  await dialog.getByLabel('Warranty until').fill('2026-01-01');
  await dialog.getByLabel('Warranty until').press('Tab');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('The warranty can’t end before the day of purchase.')).toBeVisible();
});
