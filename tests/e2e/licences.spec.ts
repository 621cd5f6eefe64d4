import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';

test('[L2] [L5] [L6] [L7] an over-installed product is found and cured, ten seats are reclaimed, a renewal is decided', async ({
  quartermaster: { app, page },
}) => {
  test.setTimeout(180_000);
  await resize(app, 1280, 800);
  await setUp(page);
  await goTo(page, '/licences');
  const short = page.getByRole('row', { name: /PDF Workshop/ });
  await expect(short).toContainText('3 short');
  await takePicture(page, 'licence-positions');
  await resize(app, 1920, 1080);
  await takePicture(page, 'licence-positions-wide');
  await resize(app, 1280, 800);

  await short.click();
  await page.keyboard.press('Enter');
  const lines = page.getByRole('list', { name: 'Arithmetic' });
  await lines.getByRole('button', { name: /Needed by 8 installations/ }).click();
  await expect(page.getByRole('list', { name: 'What it counts' })).toContainText('PDF Workshop 11.0');
  await takePicture(page, 'licence-product');
  await page.getByRole('button', { name: 'New entitlement' }).click();
  const form = page.getByRole('dialog', { name: 'New entitlement' });
  await form.getByLabel('Licence or order number').fill('PDF-8');
  await form.getByLabel('Quantity').fill('3');
  await takePicture(page, 'licence-entitlement');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Covered', { exact: true })).toBeVisible();

  await goTo(page, '/licences?tab=compliance');
  await page.getByRole('button', { name: /Without a right/ }).click();
  await expect(page.getByRole('table', { name: 'Findings' })).not.toContainText('PDF Workshop');
  await page.getByRole('button', { name: 'Keep as a report' }).click();
  await expect(page.getByText(/Report 1 of/)).toBeVisible();
  await takePicture(page, 'licence-compliance');

  await goTo(page, '/licences?tab=reclaim');
  const seats = page.getByRole('grid', { name: 'Reclaim' });
  await expect(seats.getByRole('row', { name: /Drawing Studio/ }).nth(9)).toBeVisible();
  await takePicture(page, 'licence-reclaim');
  const before = await seats.getByRole('row').count();
  for (let index = 0; index < 10; index += 1)
    await seats
      .getByRole('checkbox')
      .nth(index + 1)
      .click();
  await page.getByRole('button', { name: 'Take back' }).click();
  const harvest = page.getByRole('dialog', { name: 'Take 10 seats back' });
  await harvest.getByLabel('Days in which the holder may object').fill('0');
  await harvest.getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText('10 seats released')).toBeVisible();
  await expect(seats.getByRole('row')).toHaveCount(before - 10);

  await goTo(page, '/licences?tab=renewals');
  const calendar = page.getByRole('table', { name: 'Terms that end' });
  await takePicture(page, 'licence-renewals');
  await calendar.getByRole('button', { name: 'Decide on DS-88214' }).click();
  const decision = page.getByRole('dialog', { name: /Drawing Studio/ });
  await decision.getByLabel('Quantity').fill('12');
  await decision.getByLabel('Reason').fill('Half of the seats were not used');
  await takePicture(page, 'licence-decide');
  await decision.getByRole('button', { name: 'Decide' }).click();
  await expect(calendar).not.toContainText('DS-88214');
  await page.getByLabel('If we dropped').fill('10');
  await expect(page.getByText(/less than without the drop/)).toBeVisible();

  await goTo(page, '/licences?tab=recognition');
  await page.getByRole('button', { name: 'New rule for Contoso Update Helper' }).click();
  const rule = page.getByRole('dialog', { name: 'New rule' });
  await rule.getByLabel('Name').fill('*Update Helper');
  await expect(rule.getByText(/Describes 1 name, on 16 devices/)).toBeVisible();
  await takePicture(page, 'licence-rule');
  await rule.getByLabel(/Ignore/).click();
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('table', { name: 'Rules' })).toContainText('*Update Helper');
  await takePicture(page, 'licence-recognition');
});
