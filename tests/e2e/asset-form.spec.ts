import type { Asset } from '#shared/features/assets/model.ts';
import { administrator, goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { letInSecondOperator } from './support/second-operator.ts';
import { takePicture } from './support/pictures.ts';

test('[I2] FORM-025: a model fills the form, depreciation included, and two presses of the button register one asset', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await goTo(page, '/assets');
  await page.getByRole('button', { name: 'Register asset' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Model' }).fill('T14');
  await page.getByRole('option', { name: /ThinkPad T14/ }).click();
  await expect(dialog.getByRole('combobox', { name: 'Category' })).toHaveValue('Laptops');
  await expect(dialog.getByRole('combobox', { name: 'Manufacturer' })).toHaveValue('Lenovo');
  await expect(dialog.getByRole('combobox', { name: 'Depreciation' })).toHaveValue('Straight line');
  await expect(dialog.getByLabel('Useful life, months')).toHaveValue('48');
  await expect(dialog.getByLabel('Residual value', { exact: true })).toHaveValue('10');
  await takePicture(page, 'asset-form-model');
  await dialog.getByLabel('Name', { exact: true }).fill('Pressed twice');
  await dialog.getByRole('button', { name: 'Register asset' }).dblclick({ delay: 5 });
  await expect(dialog).toHaveCount(0);
  await goTo(page, '/assets?search=Pressed%20twice');
  await expect(page.getByRole('status').filter({ hasText: /^1 asset$/ })).toBeVisible();
});

test('[O4] FORM-020: a warranty that ends before the purchase is refused at its field; the page tells the book value; FORM-026: nothing of two operators is lost', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await goTo(page, '/assets/1');
  await expect(page.getByText('Straight line over 48 months, residual value 10%')).toBeVisible();
  // Bought for 1,299.00 on 2023-03-14: after twelve months a quarter of nine tenths is written off.
  await page.getByLabel('Day of the book value').fill('2024-03-14');
  await page.getByLabel('Day of the book value').press('Tab');
  await expect(page.getByRole('status', { name: 'Book value' })).toHaveText('€1,006.73');
  await takePicture(page, 'asset-book-value');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Purchased on').fill('2026-02-01');
  await dialog.getByLabel('Warranty until').fill('2026-01-01');
  await dialog.getByLabel('Warranty until').press('Tab');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('The warranty can’t end before the day of purchase.')).toBeVisible();

  await dialog.getByLabel('Warranty until').fill('2029-01-01');
  await dialog.getByLabel('Warranty until').press('Tab');
  await dialog.getByLabel('Name', { exact: true }).fill('Mine');
  const other = await letInSecondOperator(page, administrator.username);
  const { category, supplier, costCentre, ...asset } = (await other('assets/get', { id: 1 })) as Asset;
  const details = { categoryId: category.id, supplierId: supplier?.id ?? null, costCentreId: costCentre?.id ?? null };
  await other('assets/update', { ...asset, ...details, fields: {}, name: 'Theirs', notes: 'From the other desk' });
  // The page behind the form follows at once, the form does not.
  await expect(page.getByRole('heading', { name: 'IT-000001 · Theirs', includeHidden: true })).toBeAttached();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const conflict = dialog.getByRole('alert').filter({ hasText: 'Alex Keeper changed this' });
  await expect(conflict).toContainText('Name: saved by them is “Theirs”.');
  await expect(dialog.getByLabel('Notes')).toHaveValue('From the other desk');
  await takePicture(page, 'asset-conflict');
  await conflict.getByRole('button', { name: 'Take theirs for Name' }).click();
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Theirs');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Straight line over 48 months')).toBeVisible();
  await expect(page.getByText('From the other desk')).toBeVisible();
});
