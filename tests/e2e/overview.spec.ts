import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { takePicture } from './support/pictures.ts';

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
});
