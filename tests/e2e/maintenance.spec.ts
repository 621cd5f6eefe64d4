import type { Page } from '@playwright/test';
import { addDays } from '#shared/primitives/days.ts';
import { goTo, scan, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';

const answer = (page: Page) => page.getByRole('region', { name: 'Scanning' }).getByRole('status');

test('[M1] a due order is found and worked off by scanning, and another is dragged to a better day', async ({
  quartermaster: { app, page },
}) => {
  test.setTimeout(180_000);
  await setUp(page);
  await goTo(page, '/maintenance');
  const due = page.getByRole('row', { name: /Clean the printers/ }).first();
  await expect(due).toBeVisible();
  await expect(page.getByRole('button', { name: /overdue/ })).toContainText('1');
  await takePicture(page, 'maintenance-orders');
  const tag = /IT-\d+/.exec((await due.textContent()) ?? '')?.[0] ?? '';

  await scan(app, tag);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${tag} · Clean the printers`);
  // A reader that says the same again at once is not meant, so it is scanned until it is.
  await expect(async () => {
    await scan(app, tag);
    await expect(answer(page)).toContainText(/work has begun|is the right one/, { timeout: 1000 });
  }).toPass();
  for (const task of ['Clean rollers and glass', 'Empty the waste toner box'])
    await page
      .getByRole('radiogroup', { name: `Answer: ${task}` })
      .getByText('OK', { exact: true })
      .click();
  await takePicture(page, 'maintenance-order');
  await page.getByRole('button', { name: 'End work order' }).click();
  const form = page.getByRole('dialog', { name: 'End work order' });
  await form.getByRole('textbox', { name: 'What was found' }).fill('The rollers are worn, order new ones');
  await takePicture(page, 'maintenance-complete');
  await form.getByRole('button', { name: 'End work order' }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'What was found' })).toContainText('The rollers are worn');

  // What is due at the start of a month is moved by a day, within the weeks that are shown.
  await goTo(page, '/maintenance');
  const later = page.getByRole('row', { name: /Check the servers/ }).first();
  await later.dblclick();
  const planned = await page.getByLabel('Planned for').inputValue();
  await goTo(page, '/maintenance?tab=calendar');
  const month = new Date(`${planned}T00:00:00Z`);
  const ahead =
    (month.getUTCFullYear() - new Date().getUTCFullYear()) * 12 + month.getUTCMonth() - new Date().getUTCMonth();
  for (let step = 0; step < ahead; step += 1) await page.getByRole('button', { name: 'After' }).click();
  const isMonday = month.getUTCDay() === 1;
  const cell = (day: string) =>
    page.getByRole('region', {
      name: new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }).format(
        new Date(`${day}T00:00:00Z`),
      ),
    });
  const target = cell(addDays(planned, isMonday ? 1 : -1));
  const entry = cell(planned)
    .getByRole('button', { name: /Check the servers/ })
    .first();
  const named = (await entry.textContent()) ?? '';
  await takePicture(page, 'maintenance-calendar');
  await entry.dragTo(target);
  await expect(target.getByRole('button', { name: named })).toBeVisible();
  await takePicture(page, 'maintenance-dragged');

  await goTo(page, '/maintenance?tab=plans');
  await takePicture(page, 'maintenance-plans');
  await page.getByRole('button', { name: 'New plan' }).click();
  await page.getByRole('button', { name: 'Add task' }).click();
  await takePicture(page, 'maintenance-plan-form');
  await page.keyboard.press('Escape');
  await resize(app, 1920, 1080);
  await goTo(page, '/maintenance?tab=calendar');
  await takePicture(page, 'maintenance-calendar-wide');
});
