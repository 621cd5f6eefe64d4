import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { takePicture } from './support/pictures.ts';

test('[T4] relations are added, shown as graph and list, undone, and warn when the asset is lost', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await goTo(page, '/assets/1');
  await page.getByRole('tab', { name: 'Relations' }).click();
  await expect(page.getByText('Not related to any other asset yet')).toBeVisible();

  const relate = async (phrase: string, tag: string) => {
    await page.getByRole('button', { name: 'Add relation' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Relation' }).click();
    await page.getByRole('option', { name: phrase, exact: true }).click();
    await dialog.getByRole('combobox', { name: 'Asset' }).fill(tag);
    await page.getByRole('option', { name: new RegExp(tag) }).click();
    await dialog.getByRole('button', { name: 'Add relation' }).click();
    await expect(dialog).toHaveCount(0);
  };
  await relate('runs', 'IT-000002');
  await relate('connected to', 'IT-000003');
  await relate('backs up to', 'IT-000004');
  const graph = page.getByRole('group', { name: 'Graph of relations' });
  await expect(graph.getByRole('link')).toHaveCount(3);
  await takePicture(page, 'relations');
  const list = page.getByRole('table', { name: 'Relations as a list' });
  await expect(list.getByRole('row', { name: /runs IT-000002/ })).toBeVisible();
  await expect(page.getByRole('table', { name: 'What depends on this' }).getByRole('row')).toHaveCount(3);

  await list.getByRole('button', { name: 'Remove: connected to IT-000003' }).click();
  await expect(graph.getByRole('link')).toHaveCount(2);
  await page
    .getByRole('alert')
    .filter({ hasText: 'IT-000003 is removed' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(graph.getByRole('link')).toHaveCount(3);

  await page.getByRole('button', { name: 'Change status' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'New status' }).click();
  await page.getByRole('option', { name: 'Stolen' }).click();
  await expect(dialog.getByRole('alert')).toContainText('2 assets depend on it');
  await dialog.getByLabel('Reason').fill('Gone from the room');
  await expect(dialog.getByRole('button', { name: 'Change status' })).toBeDisabled();
  await dialog.getByLabel('I have seen what depends on it').check();
  await dialog.getByRole('button', { name: 'Change status' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Stolen').first()).toBeVisible();

  await graph.getByRole('link', { name: /runs IT-000002/ }).press('Enter');
  await expect(page.getByRole('heading', { name: /IT-000002/ })).toBeVisible();
});
