import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';

test('[X5] what is due is told once a day, put off, dealt with, and leads to where it is done', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  const digest = page.getByRole('region', { name: 'Today’s reminders' });
  await expect(digest).toContainText('overdue');
  await takePicture(page, 'digest');
  await digest.getByRole('link', { name: 'Look at them' }).click();
  await expect(digest).toHaveCount(0);
  const grid = page.getByRole('grid', { name: 'Reminders' });
  const rows = grid.getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  await takePicture(page, 'reminders');
  const before = await rows.count();
  await rows
    .nth(1)
    .getByRole('button', { name: /^Put off/ })
    .click();
  await page.getByRole('menuitem', { name: 'For a week' }).click();
  await expect(rows).toHaveCount(before - 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(before);

  await goTo(page, '/settings?tab=reminders');
  await expect(page.getByRole('table', { name: 'When and to whom' })).toBeVisible();
  await takePicture(page, 'reminder-settings');
  await goTo(page, '/reports?tab=depreciation');
  await page.getByRole('button', { name: 'Set a policy' }).click();
  const policy = page.getByRole('dialog');
  await policy.getByRole('combobox', { name: 'Depreciation' }).click();
  await page.getByRole('option', { name: 'Declining balance' }).click();
  await expect(policy.getByText('Goes over to the straight line')).toBeVisible();
  await takePicture(page, 'depreciation-policy');
  await page.keyboard.press('Escape');
});

test('[K7] [X4] each number of the overview opens what it counts, as does each sum of the costs', async ({
  quartermaster: { app, page },
}) => {
  await setUp(page);
  await goTo(page, '/dashboard');
  const categories = page.getByRole('list', { name: 'By category' });
  await expect(categories.getByRole('link').first()).toBeVisible();
  await expect(page.getByRole('list', { name: 'Licences' }).getByRole('link').first()).toBeVisible();
  await expect(page.getByRole('list', { name: 'Spent in the last twelve months' })).toBeVisible();
  await takePicture(page, 'overview');
  await page.getByRole('list', { name: 'Licences' }).scrollIntoViewIfNeeded();
  await takePicture(page, 'overview-below');
  await resize(app, 1920, 1080);
  await takePicture(page, 'overview-large');
  await resize(app, 1280, 800);

  const first = categories.getByRole('link').first();
  const count = (await first.locator('span').nth(1).textContent()) ?? '';
  await first.click();
  await expect(page.getByText(new RegExp(`^${count} asset`))).toBeVisible();

  for (const [list, name, listed] of [
    ['Maintenance', 'overdue', 'work order'],
    ['Licences', 'As many', 'product'],
  ] as const) {
    await goTo(page, '/dashboard');
    const link = page
      .getByRole('list', { name: list })
      .getByRole('link', { name: new RegExp(name, 'i') })
      .first();
    const [shown = ''] = /\d+/.exec((await link.textContent()) ?? '') ?? [];
    await link.click();
    await expect(page.getByText(new RegExp(`^${shown} ${listed}s?`))).toBeVisible();
  }

  await goTo(page, '/dashboard');
  await page.getByRole('button', { name: 'Arrange' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'By status' }).uncheck();
  await dialog.getByRole('button', { name: 'Age further up' }).click();
  await takePicture(page, 'arrange');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'By status' })).toHaveCount(0);

  await goTo(page, '/costs?from=2020-01&columns=year');
  const table = page.getByRole('table', { name: 'Spending in EUR' });
  const sum = table.locator('tfoot').getByRole('button').last();
  await expect(sum).toBeVisible();
  await takePicture(page, 'costs');
  await sum.click();
  await expect(page.getByRole('dialog').getByText(/payments$/)).toBeVisible();
  await takePicture(page, 'costs-payments');
  await page.keyboard.press('Escape');
  await goTo(page, '/costs?tab=ownership');
  await expect(page.getByRole('grid', { name: 'Cost of ownership' }).getByRole('row').nth(1)).toBeVisible();
  await takePicture(page, 'costs-ownership');
  await goTo(page, '/costs?tab=replacements');
  await expect(
    page
      .getByRole('grid', { name: /^To be replaced/ })
      .getByRole('row')
      .nth(1),
  ).toBeVisible();
  await takePicture(page, 'costs-replacements');
});
