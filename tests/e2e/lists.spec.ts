import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

test('[X2] a filter is built by keyboard, said in words, and kept as a view with its columns', async ({
  quartermaster: { page },
}) => {
  test.setTimeout(120_000);
  await setUp(page);
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

test('[X2] chosen assets are edited together: seen before, done, and taken back', async ({
  quartermaster: { page },
}) => {
  test.setTimeout(120_000);
  await setUp(page);
  await goTo(page, '/assets?search=ThinkPad');
  const list = page.getByRole('grid', { name: 'Assets' });
  await expect(list.getByRole('row', { name: /IT-000001/ })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all loaded rows' }).check();
  await page.getByRole('button', { name: 'Edit together' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Field', exact: true }).fill('Order');
  await page.getByRole('option', { name: 'Order number' }).click();
  await dialog.getByRole('textbox', { name: /Order number/ }).fill('PO-2026-77');
  await dialog.getByRole('button', { name: 'See what changes' }).click();
  await expect(dialog.getByRole('table').first()).toContainText('PO-2026-77');
  await dialog.getByRole('button', { name: /^Change \d+ assets?$/ }).click();
  await expect(dialog.getByRole('status').filter({ hasText: 'left as they are' })).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await goTo(page, '/assets?search=PO-2026-77');
  await expect(list.getByRole('row', { name: /IT-000001/ })).toBeVisible();

  await page.getByRole('checkbox', { name: 'Select all loaded rows' }).check();
  await page.getByRole('button', { name: 'Edit together' }).click();
  await dialog.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(dialog.getByRole('row', { name: /Order number/ })).toContainText('Undone', { timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('No asset matches')).toBeVisible();
});

test('[X2] a view of one’s own stands apart from those that everybody has', async ({ quartermaster: { page } }) => {
  await setUp(page);
  const keep = async (name: string, shared: boolean) => {
    await page.getByRole('button', { name: /^View: / }).click();
    await page.getByRole('menuitem', { name: 'Keep as a new view' }).click();
    await page.getByLabel('Name of the view').fill(name);
    if (shared) await page.getByLabel('Share with everybody').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('button', { name: `View: ${name}` })).toBeVisible();
  };
  await goTo(page, '/assets?search=ThinkPad');
  await keep('Mine', false);
  await goTo(page, '/assets?search=Dell');
  await keep('Ours', true);
  await page.getByRole('button', { name: 'View: Ours' }).click();
  await expect(page.getByRole('menu')).toContainText(/My views\s*Mine\s*Shared with everybody\s*Ours/);
  await page.getByRole('menuitem', { name: 'Mine' }).click();
  await expect(page.getByLabel('Search tag, serial, name')).toHaveValue('ThinkPad');
  await page.getByRole('button', { name: 'View: Mine' }).click();
  await page.getByRole('menuitem', { name: 'Delete view' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete view' }).click();
  await expect(page.getByRole('button', { name: 'View: none' })).toBeVisible();
});
