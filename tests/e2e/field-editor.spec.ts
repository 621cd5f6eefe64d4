import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

test('[T2] a field is added, asked for, ordered, changed with what it meets shown before, and archived', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await goTo(page, '/catalogue?tab=categories');
  await page.getByRole('list', { name: 'Categories' }).getByRole('button', { name: 'Laptops' }).click();
  const fields = page.getByRole('table', { name: 'Fields' });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Add field' }).click();
  await dialog.getByLabel('Name').fill('Contract years');
  await dialog.getByLabel('Group').fill('Contract');
  await dialog.getByLabel('Help').fill('As the contract says it');
  await dialog.getByRole('button', { name: 'Add field' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(fields.getByRole('row', { name: /Contract years/ })).toBeVisible();
  await page.getByRole('button', { name: 'Move Contract years up' }).click();
  await expect(fields.getByRole('row').last()).not.toContainText('Contract years');

  const register = async (text: string, tag: string) => {
    await goTo(page, '/assets');
    await page.getByRole('button', { name: 'Register asset' }).click();
    await dialog.getByLabel('Tag').fill(tag);
    await dialog.getByRole('combobox', { name: 'Category' }).fill('Lap');
    await page.getByRole('option', { name: 'Laptops', exact: true }).click();
    await expect(dialog.getByText('As the contract says it')).toBeVisible();
    await dialog.getByLabel('Contract years').fill(text);
    await dialog.getByRole('button', { name: 'Register asset' }).click();
    await expect(dialog).toHaveCount(0);
  };
  await register('3', 'FIELD-1');
  await register('two', 'FIELD-2');

  await goTo(page, '/catalogue?tab=categories');
  await page.getByRole('list', { name: 'Categories' }).getByRole('button', { name: 'Laptops' }).click();
  await page.getByRole('button', { name: 'Edit Contract years' }).click();
  await dialog.getByRole('combobox', { name: 'Type' }).click();
  await page.getByRole('option', { name: 'Number', exact: true }).click();
  await dialog.getByLabel('Must be filled in').check();
  const preview = dialog.getByRole('status');
  await expect(preview).toContainText('FIELD-2 “two”');
  await expect(preview).toContainText('have none yet');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(fields.getByRole('row', { name: /Contract years/ })).toContainText('Number');

  await goTo(page, '/assets?search=FIELD-2');
  await page.getByRole('row').nth(1).dblclick();
  const contract = page.getByRole('region', { name: 'Contract', exact: true });
  await expect(contract).toContainText('two (does not fit the field any more)');
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(dialog.getByText('Kept as it was: “two”.')).toBeVisible();
  await dialog.getByLabel('Contract years').fill('2');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(contract).not.toContainText('two');

  await goTo(page, '/catalogue?tab=categories');
  await page.getByRole('list', { name: 'Categories' }).getByRole('button', { name: 'Laptops' }).click();
  await page.getByRole('button', { name: 'Archive Contract years' }).click();
  await expect(fields.getByRole('row', { name: /Contract years/ })).toHaveCount(0);
  await page.getByLabel('Show archived ones').last().check();
  await page.getByRole('button', { name: 'Restore Contract years' }).click();
  await expect(page.getByRole('button', { name: 'Archive Contract years' })).toBeVisible();
});
