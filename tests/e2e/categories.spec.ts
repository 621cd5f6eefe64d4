import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { takePicture } from './support/pictures.ts';

test('[T2] categories are added, renamed, given tags of their own, merged with their assets, and brought back', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await goTo(page, '/catalogue?tab=categories');
  const tree = page.getByRole('list', { name: 'Categories' });
  await tree.getByRole('button', { name: 'Laptops' }).click();
  const detail = page.getByRole('region', { name: 'Laptops', exact: true });
  await expect(detail).toContainText('Computers › Laptops');

  const dialog = page.getByRole('dialog');
  await tree.getByRole('button', { name: 'Computers' }).click();
  await page.getByRole('button', { name: 'Add inside' }).click();
  await dialog.getByLabel('Name').fill('Notebooks');
  await expect(dialog.getByLabel('Code')).toHaveValue('NOT');
  await dialog.getByRole('button', { name: 'Add category' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Notebooks', exact: true })).toContainText('Computers › Notebooks');

  await page.getByRole('button', { name: 'Give it tags of its own' }).click();
  await expect(page.getByText('The next asset gets')).toContainText('NOT-');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Back to tags as everywhere' })).toBeVisible();

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await dialog.getByLabel('Name').fill('Portable computers');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(tree.getByRole('button', { name: 'Portable computers' })).toBeVisible();

  await tree.getByRole('button', { name: 'Laptops' }).click();
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  const refusal = page.getByRole('alert').filter({ hasText: 'Merge it into another category' });
  await refusal.getByRole('button').click();
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'Into' }).fill('Portable');
  await page.getByRole('option', { name: 'Portable computers' }).click();
  await expect(dialog.getByRole('status')).toContainText('These go along');
  await expect(dialog.getByRole('status')).toContainText('Screen goes along as Screen');
  await expect(dialog.getByRole('button', { name: 'Merge' })).toBeDisabled();
  await dialog.getByLabel('Put everything of Laptops into Portable computers').check();
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(tree.getByRole('button', { name: 'Laptops' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Portable computers', exact: true })).toBeVisible();

  await page.getByLabel('Show archived ones').check();
  await tree.getByRole('button', { name: 'Laptops' }).click();
  await expect(page.getByText('Merged into Portable computers')).toBeVisible();
  await takePicture(page, 'category-merged');
  await page.getByRole('button', { name: 'Undo the merge' }).click();
  await expect(dialog.getByText('Assets, models, narrower categories')).toBeVisible();
  await takePicture(page, 'category-undo-merge');
  await dialog.getByRole('button', { name: 'Undo the merge' }).click();
  await expect(page.getByRole('button', { name: 'Add inside' })).toBeVisible();
});
