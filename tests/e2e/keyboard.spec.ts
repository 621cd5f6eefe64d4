import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chapterOfPage } from '#shared/features/handbook/chapters.ts';
import { administrator, answerDialogs, goTo, scan, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

/** Slower than any scanner, so that it is typing and nothing else. Milliseconds between two keys. */
const typing = { delay: 60 };

/** What has the focus, by the name that is read aloud, and whether it can be seen and is not covered. */
async function focused(page: Page): Promise<{ name: string; role: string; seen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return { name: '', role: '', seen: true };
    const labelled = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const name =
      element.getAttribute('aria-label') ??
      [...labelled.map((id) => document.getElementById(id)), ...labels].map((each) => each?.textContent).join(' ');
    const box = element.getBoundingClientRect();
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const seen =
      box.width <= 1 ||
      box.bottom > innerHeight ||
      box.top < 0 ||
      hit === null ||
      element.contains(hit) ||
      hit.contains(element) ||
      labels.some((each) => each.contains(hit));
    const role = element.getAttribute('role') ?? element.tagName.toLowerCase();
    return {
      role,
      name: (name.trim() === '' ? (element.textContent ?? '') : name).replaceAll(/\s+/g, ' ').trim(),
      seen,
    };
  });
}

/** Goes along with one key until this has the focus. Everything on the way must be seen where it is (WCAG 2.2, 2.4.11). */
async function goToName(page: Page, name: string, { key = 'Tab', role = '' } = {}): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press(key);
    // What is opened by a key may still be coming in.
    await expect.poll(async () => focused(page), `what has the focus is seen`).toMatchObject({ seen: true });
    const there = await focused(page);
    if (there.name === name && (role === '' || there.role === role)) return;
    passed.push(there.name);
  }
  throw new Error(`${name} was not reached by ${key}; passed: ${passed.join(' | ')}`);
}

/** Says in the search box for everything what is wanted, and takes it. */
async function choose(page: Page, words: string, label: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Tag, serial, name, person, place or page')).toBeFocused();
  await page.keyboard.type(words, typing);
  const wanted = page.getByRole('dialog').locator('[data-action]', { hasText: label }).first();
  await expect(wanted).toBeVisible();
  for (let step = 0; step < 30 && (await wanted.getAttribute('data-selected')) === null; step += 1)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByPlaceholder('Tag, serial, name, person, place or page')).toHaveCount(0);
}

test('[O4] the whole main job is done by keys and a scanner alone', async ({
  quartermaster: { app, page },
  dataFolder,
}) => {
  test.setTimeout(180_000);
  const pack = join(dataFolder, 'pack.xlsx');
  await answerDialogs(app, pack);

  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await page.keyboard.type(administrator.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ready to scan')).toBeVisible({ timeout: 30_000 });

  await page.keyboard.press('Alt+1');
  await expect(page.getByText('Ready to scan')).toBeVisible();
  const result = page.getByRole('region', { name: 'Last scan' });
  await scan(app, 'BDG7001');
  await expect(page.getByRole('region', { name: 'Whom or where' })).toContainText('Alice Novák');
  await scan(app, 'IT-000001');
  await expect(result).toContainText('Checked out');
  await choose(page, 'alice nov', /^Alice Novák/);
  await expect(page.getByRole('heading', { name: 'Alice Novák' })).toBeVisible();
  await expect(page.getByText('IT-000001').first()).toBeVisible();

  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('region', { name: 'Whom or where' })).toContainText('Alice Novák');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nobody chosen')).toBeVisible();
  await scan(app, 'IT-000001');
  await expect(result).toContainText('Checked in');

  await choose(page, 'label printers', 'Settings › Label printers');
  await goToName(page, 'Try without hardware');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /Simulated ZPL/ })).toBeVisible();

  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('row', { name: /IT-000001/ })).toBeVisible();
  await goToName(page, 'Assets', { role: 'grid' });
  for (const key of ['Home', 'Space', 'ArrowDown', 'Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await expect(page.getByRole('group', { name: 'Selected assets' })).toContainText('3');
  await goToName(page, 'Print 3 labels', { key: 'Shift+Tab' });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: 'Preview of the label' })).toBeVisible();
  await goToName(page, 'Print 3 labels');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: 'Queue' })).toContainText('3 of 3', { timeout: 20_000 });

  await choose(page, 'make the audit', 'Make the audit pack');
  await expect(page.getByRole('button', { name: 'Make the audit pack' })).toBeVisible();
  await goToName(page, 'Make the audit pack');
  await page.keyboard.press('Enter');
  await expect(page.getByText('pack.xlsx is written')).toBeVisible({ timeout: 60_000 });
  expect(existsSync(pack)).toBe(true);
  await choose(page, 'verify a pack', 'Verify a pack');
  await goToName(page, 'Choose a pack');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The pack is genuine and unaltered')).toBeVisible({ timeout: 60_000 });
});

/** Each part of the window, and a form, where F1 must not lose what was typed. */
const parts = [
  '/desk',
  '/dashboard',
  '/assets',
  '/reminders',
  '/acquire',
  '/deploy',
  '/licences',
  '/loans',
  '/kiosk',
  '/supplies',
  '/maintenance',
  '/support',
  '/updates',
  '/recovery',
  '/stocktakes',
  '/incidents',
  '/security',
  '/tracking',
  '/movements',
  '/retire',
  '/people',
  '/places',
  '/catalogue',
  '/import',
  '/labels',
  '/reports',
  '/costs',
  '/settings',
];

test('[O4] F1 explains the page, ? shows the keys, and the box finds everything that can be begun or opened', async ({
  quartermaster: { page },
}) => {
  test.setTimeout(180_000);
  await setUp(page);
  for (const path of parts) {
    await goTo(page, path);
    await expect(page.getByRole('heading', { level: 1 }).or(page.getByText('Ready to scan')).first()).toBeVisible();
    await page.keyboard.press('F1');
    const explained = page.getByRole('dialog');
    await expect(explained.getByRole('link', { name: 'Open in the handbook' })).toHaveAttribute(
      'href',
      `#/handbook/${chapterOfPage(path)}`,
    );
    await page.keyboard.press('Escape');
    await expect(explained).toHaveCount(0);
  }

  await goTo(page, '/desk');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await choose(page, 'register asset', 'Register asset');
  const form = page.getByRole('dialog', { name: 'Register an asset' });
  await expect(form).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  for (const [words, label, address] of [
    ['nobody on the 2nd', 'Nobody on the 2nd floor', /#\/support\/tickets\/\d+/],
    ['office suite', 'Office suite 2024', /#\/licences\/\d+/],
    ['reports journal', 'Reports › Journal', /#\/reports\?tab=journal/],
    ['vltava', 'Vltava Recycling', /#\/(?:retire\/lots|suppliers)\/\d+/],
  ] as const) {
    await choose(page, words, label);
    await expect.poll(() => page.evaluate(() => window.location.hash)).toMatch(address);
  }
});
