import type { Page } from '@playwright/test';
import { goTo, scan, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

const result = (page: Page) => page.getByRole('region', { name: 'Last scan' });

test('[K1] badge then asset hands over, undo takes it back, the asset alone comes back', async ({
  quartermaster: { app, page },
}) => {
  await setUp(page);
  await scan(app, 'BDG7001');
  await expect(page.getByRole('region', { name: 'Whom or where' })).toContainText('Alice Novák');
  await scan(app, 'IT-000001');
  await expect(result(page)).toContainText('Checked out');
  await expect(result(page)).toContainText('to Alice Novák');
  await page.keyboard.press('Control+z');
  await expect(result(page)).toContainText('Undone');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nobody chosen')).toBeVisible();
  await scan(app, 'IT-000002');
  await expect(result(page)).toContainText('Checked in');
  await expect(page.getByRole('list', { name: 'Scanned' }).getByRole('listitem')).toHaveCount(4);
});

test('[K1] what somebody else holds is handed over only after the button was held', async ({
  quartermaster: { app, page },
}) => {
  await setUp(page);
  await scan(app, 'BDG7001');
  await expect(page.getByRole('region', { name: 'Whom or where' })).toContainText('Alice Novák');
  await scan(app, 'IT-000003');
  await expect(result(page)).toContainText('Karin Lindqvist has IT-000003');
  await page.getByRole('button', { name: 'Hold two seconds to go on' }).click({ delay: 2300 });
  await expect(result(page)).toContainText('Checked out');
});

test('[K1] [X5] what is due is told where it moves nothing that is being pressed', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  const pressed = [page.getByLabel('Type a code'), page.getByRole('button', { name: /^Undo/ }), result(page)];
  const notice = page.getByRole('region', { name: 'Today’s reminders' });
  await expect(notice).toHaveCount(0);
  const before = await Promise.all(pressed.map((each) => each.boundingBox()));
  await expect(notice.getByRole('link', { name: 'Look at them' })).toBeVisible();
  expect(await Promise.all(pressed.map((each) => each.boundingBox()))).toEqual(before);
});

test('[S2] a stolen asset raises an alarm on its next scan, on whatever page', async ({
  quartermaster: { app, page },
}) => {
  await setUp(page);
  await goTo(page, '/assets/10');
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByRole('combobox', { name: 'New status' }).click();
  await page.getByRole('option', { name: 'Stolen' }).click();
  await page.getByLabel('Reason').fill('Taken from the van');
  await page.getByRole('dialog').getByRole('button', { name: 'Change status' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await scan(app, 'IT-000010');
  await expect(page.getByRole('complementary', { name: 'Last scan' })).toContainText('reported stolen');
});

test('[V1] a scan types into no field and submits no form (SCAN-001)', async ({ quartermaster: { app, page } }) => {
  await setUp(page);
  await goTo(page, '/assets/1');
  await page.getByRole('button', { name: 'Edit' }).click();
  const cost = page.getByLabel('Cost', { exact: true });
  await cost.fill('99.50');
  await scan(app, 'IT-000004');
  await scan(app, 'IT-000007');
  await expect(page.getByRole('complementary', { name: 'Last scan' })).toContainText('IT-000007');
  await expect(cost).toHaveValue('99.50');
  await expect(page.getByRole('dialog', { name: 'Edit IT-000001' })).toBeVisible();

  const serial = page.getByLabel('Serial number');
  await serial.focus();
  await scan(app, 'SN-778899');
  await expect(serial).toHaveValue('SN-778899');
});

test('[V1] an unknown code offers to register it with the tag filled in', async ({ quartermaster: { app, page } }) => {
  await setUp(page);
  await scan(app, 'NEW-4711');
  await expect(result(page)).toContainText('Unknown code');
  await page.getByRole('button', { name: 'Register with this tag' }).click();
  await expect(page.getByRole('dialog').getByLabel('Tag', { exact: true })).toHaveValue('NEW-4711');
  await page.getByRole('dialog').getByRole('combobox', { name: 'Category' }).click();
  await page.getByRole('option', { name: 'Laptops' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Register asset' }).click();
  await expect(page.getByRole('heading', { name: /NEW-4711/ })).toBeVisible();
});

test('[V1] a scanner with a prefix never mistakes typing, and takes its prefix back out of a field', async ({
  quartermaster: { app, page },
}) => {
  await setUp(page);
  await goTo(page, '/settings?tab=appearance');
  await page.getByText('With a prefix', { exact: true }).click();
  const prefix = page.getByLabel('Prefix', { exact: true });
  await prefix.fill('%');
  await prefix.blur();
  await prefix.focus();
  await scan(app, '%IT-000004');
  await expect(page.getByRole('complementary', { name: 'Last scan' })).toContainText('IT-000004');
  await expect(prefix).toHaveValue('%');
  await goTo(page, '/desk');
  await scan(app, 'IT-000007');
  await expect(result(page)).not.toContainText('IT-000007');
});
