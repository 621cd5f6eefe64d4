import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { takePicture } from './support/pictures.ts';

test('[S4] an own role is made, given away, and what one person should not hold is written down', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await goTo(page, '/settings?tab=roles');
  await page.getByRole('button', { name: 'Add own role' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name of the role').fill('Goods in');
  await form.getByLabel('What it is for').fill('Takes deliveries at the dock');
  await form.getByLabel('receive deliveries').check();
  await takePicture(page, 'role-form');
  await form.getByRole('button', { name: 'Add own role' }).click();
  await expect(page.getByRole('columnheader', { name: /Goods in/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /receive deliveries/ }).getByRole('img')).toHaveCount(3);
  await takePicture(page, 'roles');

  await goTo(page, '/settings?tab=operators');
  await expect(page.getByText('4 conflicts, allowed')).toBeVisible();
  await page.getByRole('button', { name: 'Add operator' }).click();
  await form.getByLabel('Full name').fill('Bea Buyer');
  await form.getByLabel('Username').fill('bea');
  await form.getByLabel('Desk operator').uncheck();
  await form.getByLabel('Procurement').check();
  await form.getByLabel('Goods in').check();
  await form.getByLabel('Password', { exact: true }).fill('seventeen green bottles');
  const add = form.getByRole('button', { name: 'Add operator' });
  await expect(add).toBeDisabled();
  await form.getByLabel('Ordering and receiving what was ordered').fill('Finance looks through all orders each month');
  await takePicture(page, 'operator-conflict');
  await form.getByLabel('Matching invoices and receiving the goods').fill('Finance pays, and sees every match');
  await add.click();
  await expect(page.getByRole('row', { name: /Bea Buyer/ })).toContainText('2 conflicts, allowed');
  await takePicture(page, 'operators');

  await page.getByRole('button', { name: 'Review access' }).click();
  const needed = form.getByRole('radiogroup', { name: 'Bea Buyer: Goods in' });
  await needed.getByText('Withdraw').click();
  await takePicture(page, 'access-review');
  await form.getByRole('button', { name: 'Keep the review' }).click();
  const review = page.getByRole('table', { name: 'Access reviews' }).getByRole('row').nth(1);
  await expect(review).toContainText('Still held: Bea Buyer (Goods in)');
  await takePicture(page, 'access-reviews');
});
