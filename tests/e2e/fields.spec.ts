import type { Page } from '@playwright/test';
import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

async function choose(page: Page, label: string, text: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(text);
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('[T2] an asset is registered with the fields of its category and shows them; a secret only when asked, in the journal', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await goTo(page, '/assets');
  await page.getByRole('button', { name: 'Register asset' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, 'Category', 'phone', 'Phones');
  await dialog.getByLabel('IMEI', { exact: true }).fill('1');
  await dialog.getByLabel('Unlock code', { exact: true }).fill('4711-zebra');
  await dialog.getByRole('button', { name: 'Register asset' }).click();
  await expect(dialog.getByText('Fifteen digits; the last one is a check digit.')).toBeVisible();
  await expect(dialog.getByLabel('IMEI', { exact: true })).toBeFocused();
  await dialog.getByLabel('IMEI', { exact: true }).fill('49-015420-323751-8');
  await dialog.getByRole('button', { name: 'Register asset' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('490154203237518')).toBeVisible();
  await expect(page.getByText('4711-zebra')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show Unlock code' }).click();
  await expect(page.getByText('4711-zebra')).toBeVisible();
  await page.getByRole('button', { name: 'Hide Unlock code' }).click();
  await expect(page.getByText('4711-zebra')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Journal' }).click();
  await expect(page.getByText('Secret shown').first()).toBeVisible();

  // Editing something else leaves the secret as it is, and says that there is one.
  await page.getByRole('tab', { name: 'Details' }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(dialog.getByLabel('Unlock code', { exact: true })).toHaveAttribute(
    'placeholder',
    'Set; type to replace',
  );
  await dialog.getByLabel('OS version').fill('Northern 14');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Northern 14')).toBeVisible();
  await page.getByRole('button', { name: 'Show Unlock code' }).click();
  await expect(page.getByText('4711-zebra')).toBeVisible();
});

test('[T3] a contract’s page is made of its own groups: term and cost with currency, person and choice', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await goTo(page, '/assets');
  await page.getByRole('button', { name: 'Register asset' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, 'Category', 'mobile', 'Mobile contracts and plans');
  await dialog.getByLabel('Plan').fill('Business L');
  await dialog.getByLabel('Term ends').fill('2027-03-31');
  await dialog.getByLabel('Notice (days)').fill('90');
  await dialog.getByRole('textbox', { name: 'Monthly cost' }).fill('24.9');
  await dialog.getByRole('combobox', { name: 'Monthly cost: Currency' }).click();
  await page.getByRole('option', { name: 'CHF' }).click();
  await dialog.getByRole('button', { name: 'Register asset' }).click();
  await expect(dialog).toHaveCount(0);
  const term = page.getByRole('region', { name: 'Term' });
  await expect(term).toContainText('90 days');
  await expect(term).toContainText('CHF 24.90');
  await expect(page.getByRole('region', { name: 'Contract', exact: true })).toContainText('Business L');
});

test('[T2] a fast entry gives what its units share to every one of them', async ({ quartermaster: { page } }) => {
  await setUp(page);
  await goTo(page, '/entry');
  await choose(page, 'Category', 'Lap', 'Laptops');
  await page.getByLabel('RAM (GB)').fill('much');
  await page.getByRole('button', { name: 'Start scanning' }).click();
  await expect(page.getByText('A number such as 12.5.')).toBeVisible();
  await page.getByLabel('RAM (GB)').fill('32');
  await page.getByRole('button', { name: 'Start scanning' }).click();
  const serial = page.getByRole('textbox', { name: 'Serial' });
  for (const text of ['FIELD-1', 'FIELD-2']) {
    await serial.pressSequentially(text, { delay: 110 });
    await serial.press('Enter');
    await expect(page.getByText(text).first()).toBeVisible();
  }
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/2 units registered/)).toBeVisible();
  await goTo(page, '/assets?search=FIELD-2');
  await page.getByRole('row').nth(1).dblclick();
  await expect(page.getByText('32 GB')).toBeVisible();
});
