import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

test('[X2] a filter is built by keyboard, said in words, and kept as a view with its columns', async ({
  quartermaster: { page },
}) => {
  test.setTimeout(120_000);
  await setUp(page, { sampleData: true });
  await goTo(page, '/assets');
  const list = page.getByRole('grid', { name: 'Assets' });
  await expect(list.getByRole('row', { name: /IT-000001/ })).toBeVisible();

  await page.keyboard.press('Control+Shift+F');
  const builder = page.getByRole('dialog', { name: 'Filter by every field' });
  await builder.getByRole('combobox', { name: 'Field', exact: true }).fill('Serial');
  await page.getByRole('option', { name: 'Serial number' }).first().click();
  await builder.getByRole('combobox', { name: 'Value of Serial number' }).fill('56WL');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  const chips = page.getByRole('list', { name: 'What is filtered' });
  await expect(chips).toContainText('Serial number contains 56WL');
  await expect(list.getByRole('row', { name: /56WL/ }).first()).toBeVisible();
  const found = await page.getByRole('status').filter({ hasText: 'assets' }).textContent();

  await page.getByRole('button', { name: 'Columns' }).click();
  const chooser = page.getByRole('dialog', { name: 'Columns' });
  await chooser.getByRole('list', { name: 'Shown, in this order' }).getByRole('checkbox', { name: 'Cost' }).click();
  await chooser.getByLabel('Find a column').fill('Manufacturer');
  await chooser.getByRole('checkbox', { name: 'Manufacturer' }).first().click();
  await chooser.getByRole('button', { name: 'Move Manufacturer towards the start' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Name', exact: true }).click();

  await page.getByRole('button', { name: 'View: none' }).click();
  await page.getByRole('menuitem', { name: 'Keep as a new view' }).click();
  await page.getByLabel('Name of the view').fill('Lenovo');
  await page.getByLabel('Share with everybody').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'View: Lenovo' })).toHaveText('Lenovo');

  await page.getByRole('button', { name: 'Remove filter: Serial number contains 56WL' }).click();
  await expect(page.getByRole('button', { name: 'View: Lenovo' })).toHaveText('Lenovo (changed)');
  await page.getByRole('button', { name: 'View: Lenovo' }).click();
  await page.getByRole('menuitem', { name: 'Open the list with this view' }).click();
  await page.getByRole('button', { name: 'View: Lenovo' }).click();
  await expect(page.getByRole('menuitem', { name: 'No longer open the list with it' })).toBeVisible();
  await page.keyboard.press('Escape');
  await goTo(page, '/people');
  await expect(page.getByRole('grid', { name: 'People' })).toBeVisible();
  await goTo(page, '/assets');
  await expect(chips).toContainText('Serial number contains 56WL');
  await expect(page.getByRole('status').filter({ hasText: 'assets' })).toHaveText(found ?? '');
  await expect(list.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  const headings = await list.getByRole('columnheader').allInnerTexts();
  expect(headings.filter((text) => text.trim() !== '').slice(-2)).toEqual(['Manufacturer', 'Category']);
});
