import type { Page } from '@playwright/test';
import { dayOfText, dayPattern } from '#shared/primitives/typed-day.ts';
import { addDays } from '#shared/primitives/days.ts';
import { administrator, goTo, scan, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';

const answer = (page: Page) => page.getByRole('region', { name: 'Scanning' }).getByRole('status');

test('[M1] [M2] [M4] a due order is worked off by scanning, another dragged to a better day, and a recovery drill is run', async ({
  quartermaster: { app, page },
}) => {
  test.setTimeout(240_000);
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
  const planned = dayOfText(await page.getByLabel('Planned for').inputValue(), dayPattern('en-US')) ?? '';
  await goTo(page, '/maintenance?tab=calendar');
  const month = new Date(`${planned}T00:00:00Z`);
  const ahead =
    (month.getUTCFullYear() - new Date().getUTCFullYear()) * 12 + month.getUTCMonth() - new Date().getUTCMonth();
  for (let step = 0; step < ahead; step += 1) await page.getByRole('button', { name: 'After', exact: true }).click();
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
  await page.keyboard.press('Escape');

  // Several orders are given to somebody at once.
  await goTo(page, '/maintenance');
  const boxes = page.getByRole('row', { name: /Clean the printers/ }).getByRole('checkbox');
  await boxes.nth(0).click();
  await boxes.nth(1).click();
  await page.getByRole('combobox', { name: 'Assign to' }).click();
  await page.getByRole('option', { name: administrator.name }).click();
  await expect(page.getByText('2 work orders selected')).toHaveCount(0);

  // Each number of compliance opens the list behind it.
  await goTo(page, '/updates');
  await takePicture(page, 'updates-compliance');
  await page.getByRole('button', { name: /^Archive Manager, Behind on security/ }).click();
  await expect(page.getByRole('row', { name: /22\.01.*missing: 23\.01/ }).first()).toBeVisible();
  await takePicture(page, 'updates-installed');

  // A plan is run with the stopwatch, and held against what was promised.
  await goTo(page, '/recovery');
  await expect(page.getByRole('row', { name: /Configuration and volumes/ })).toContainText('Failing');
  await takePicture(page, 'recovery-protected');
  await goTo(page, '/recovery/plans/1');
  await page.getByRole('button', { name: 'Run a drill' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
  for (const name of ['Fetch the tapes', 'Start the spare server', 'Restore the shares', 'Check and let people in']) {
    const step = page.getByRole('listitem', { name });
    await step.getByRole('button', { name: 'Done' }).click();
    await expect(step.getByRole('button', { name: 'Done' })).toHaveCount(0);
    if (name === 'Start the spare server') await takePicture(page, 'recovery-drill');
  }
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: 'What was learnt' })
    .fill('The vault key hangs elsewhere');
  await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
  await expect(page.getByText('Passed', { exact: true })).toBeVisible();
  await expect(page.getByText('The vault key hangs elsewhere')).toBeVisible();
  await takePicture(page, 'recovery-drill-ended');
  await resize(app, 1920, 1080);
  await goTo(page, '/maintenance?tab=calendar');
  await takePicture(page, 'maintenance-calendar-wide');
});
