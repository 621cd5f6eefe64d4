import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { goTo, signIn } from './support/desk-window.ts';
import { expect, launch, test } from './support/launch.ts';
import { takePicture } from './support/pictures.ts';

const seed = join(import.meta.dirname, 'support', 'seed-lending.ts');

const form = (page: Page) => page.getByRole('dialog', { name: /^Reserve/ });
const marked = (page: Page) => page.locator('[role="gridcell"][data-marked]');

async function reserveFor(page: Page, name: string): Promise<void> {
  await form(page).getByRole('combobox', { name: 'For whom' }).fill(name);
  await page.getByRole('option', { name: new RegExp(name) }).click();
  await form(page).getByRole('button', { name: 'Reserve' }).click();
  await expect(form(page)).toHaveCount(0);
}

test('[K2] the calendar reserves by keyboard and by dragging, and shows both', async ({ dataFolder }) => {
  execFileSync(process.execPath, [seed, dataFolder]);
  const { app, page } = await launch(dataFolder);
  await signIn(page, 'Alex Keeper alex');
  await goTo(page, '/loans?tab=calendar');
  // The second week of the two is to come, whatever day it is.
  const row = page.getByRole('grid').getByRole('row', { name: /IT-000001/ });
  const days = row.getByRole('gridcell');
  await days.nth(8).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(marked(page)).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(marked(page)).toHaveCount(0);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await reserveFor(page, 'Alice');
  await expect(row.getByTitle(/Alice Novák/)).toBeVisible();
  for (const day of [8, 9]) await expect(days.nth(day)).toHaveAccessibleName(/Alice Novák/);
  await expect(days.nth(7)).toHaveAccessibleName(/free/);

  const [from, to] = [await days.nth(11).boundingBox(), await days.nth(12).boundingBox()];
  if (from === null || to === null) throw new Error('the days are not there');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 4 });
  await expect(marked(page)).toHaveCount(2);
  await page.mouse.up();
  await reserveFor(page, 'Ben');
  await expect(row.getByTitle(/Ben/)).toBeVisible();
  await takePicture(page, 'calendar');

  // On what is taken Enter opens it, and Escape leaves it as it is.
  await days.nth(12).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /Ben/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(row.getByTitle(/Ben/)).toBeVisible();
  await app.close();
});
