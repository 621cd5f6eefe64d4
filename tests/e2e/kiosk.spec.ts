import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { administrator, goTo, scan, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

const answer = (page: Page) => page.getByRole('region', { name: 'Answer' });

async function startKiosk(page: Page): Promise<void> {
  await goTo(page, '/kiosk');
  await page.getByRole('combobox', { name: 'Categories that are lent' }).click();
  await page.getByRole('option', { name: 'Laptops' }).click();
  await page.keyboard.press('Escape');
  // People of the sample have something overdue.
  await page.getByLabel('Who has something overdue gets nothing more').uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Start the kiosk' }).click();
  await expect(page.getByRole('heading', { name: 'Scan your badge' })).toBeVisible();
}

test('[K1] the kiosk lends by badge and item, lets nobody out without the password, and keeps what waits', async ({
  quartermaster: { app, page },
}) => {
  test.slow();
  await setUp(page);
  await startKiosk(page);
  await scan(app, 'IT-000001');
  await expect(answer(page)).toContainText('Scan your badge first');
  await scan(app, 'BDG7001');
  await expect(answer(page)).toContainText('Hello Alice Novák');
  await scan(app, 'IT-000001');
  await expect(answer(page)).toContainText('Borrowed');
  await expect(answer(page)).toContainText('Bring it back by');
  await scan(app, 'NOBODY-KNOWS');
  await expect(answer(page)).toContainText('The desk has been told');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('heading', { name: 'Scan your badge' })).toBeVisible();

  // Neither an address nor a key leads out of it.
  await goTo(page, '/assets');
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Scan your badge' })).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await page.getByRole('button', { name: 'Leave the kiosk' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password', { exact: true }).fill('not the right one');
  await dialog.getByRole('button', { name: 'Leave the kiosk' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Scan your badge' })).toBeVisible();

  await page.getByRole('button', { name: 'Leave the kiosk' }).click();
  await dialog.getByLabel('Password', { exact: true }).fill(administrator.password);
  await dialog.getByRole('button', { name: 'Leave the kiosk' }).click();
  await expect(page.getByRole('navigation', { name: 'Parts of the window' })).toBeVisible({ timeout: 30_000 });
  await goTo(page, '/kiosk?tab=waiting');
  await expect(page.getByRole('row', { name: /NOBODY-KNOWS/ })).toContainText('Alice Novák');
  await page.getByRole('checkbox', { name: /NOBODY-KNOWS/ }).check();
  await page.getByRole('button', { name: 'Settle 1 case' }).click();
  await page.getByRole('dialog').getByLabel('What came of it').fill('A parcel label');
  await page.getByRole('dialog').getByRole('button', { name: 'Settle' }).click();
  await expect(page.getByText('Nothing waits')).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`[O4] the kiosk meets WCAG 2.2 AA in ${scheme}`, async ({ quartermaster: { app, page } }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await setUp(page);
    await startKiosk(page);
    const found: Record<string, string[]> = {};
    const look = async (what: string) => {
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode(true)
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      found[what] = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
    };
    await look('welcome');
    for (const [code, said] of [
      ['BDG7001', 'Hello'],
      ['IT-000001', 'Borrowed'],
      ['NOPE-1', 'Not possible here'],
    ] as const) {
      await scan(app, code);
      await expect(answer(page)).toContainText(said);
      await look(said);
    }
    expect(Object.values(found).flat()).toEqual([]);
  });
}
