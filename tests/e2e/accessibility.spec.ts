import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { goTo, scan, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

/** Address of every page, and what is there once it has loaded. */
const pages: readonly (readonly [string, string])[] = [
  ['/desk', 'Last scan'],
  ['/assets', 'IT-000001'],
  ['/assets/1', 'Where and who'],
  ['/people', 'Alice Novák'],
  ['/people/1', 'Employee number'],
  ['/places?id=2', 'Full path'],
  ['/stocktakes', 'No stocktake yet'],
  ['/catalogue', 'Warranty, months'],
  ['/catalogue?tab=suppliers', 'Suppliers'],
  ['/catalogue?tab=categories', 'Laptops'],
  ['/catalogue?tab=categories&category=2', 'Its assets get tags as everywhere.'],
  ['/expiries', 'Renews by itself'],
  ['/tracking', 'No reader of tags is set up'],
  ['/tracking?tab=map', 'No tracker set up'],
  ['/import', 'Earlier imports'],
  ['/labels', 'A sample'],
  ['/reports', 'Make the audit pack'],
  ['/reports?tab=verify', 'Choose a pack'],
  ['/reports?tab=journal', 'Checked out'],
  ['/reports?tab=reconciliation', 'Choose a list'],
  ['/settings', 'Name of the organisation'],
  ['/settings?tab=operators', 'Last sign-in'],
  ['/settings?tab=printers', 'Add printer'],
  ['/settings?tab=devices', 'Try without hardware'],
  ['/settings?tab=appearance', 'Rows of lists'],
  ['/settings?tab=about', 'Data folder'],
];

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .options({ rules: { 'target-size': { enabled: true } } })
    .analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

for (const scheme of ['light', 'dark'] as const) {
  test(`[O4] every page meets WCAG 2.2 AA in ${scheme}`, async ({ quartermaster: { app, page } }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const found: Record<string, string[]> = {};
    await expect(page.getByLabel('Full name')).toBeVisible();
    found['first run'] = await violations(page);
    await setUp(page, { sampleData: true });
    for (const [path, sign] of pages) {
      await goTo(page, path);
      await expect(
        page
          .getByText(sign)
          .first()
          .or(page.getByRole('region', { name: sign }).first())
          .first(),
      ).toBeVisible();
      found[path] = await violations(page);
    }
    await goTo(page, '/desk');
    for (const code of ['BDG7001', 'IT-000001', 'IT-000003', 'NOPE-1']) {
      await scan(app, code);
      await expect(page.getByRole('region', { name: 'Last scan' })).toContainText(code === 'BDG7001' ? 'Alice' : code);
      found[`desk after ${code}`] = await violations(page);
    }
    await goTo(page, '/assets?newTag=AX-1');
    await expect(page.getByRole('dialog')).toBeVisible();
    found['asset form'] = await violations(page);
    const bad = Object.entries(found).filter(([, list]) => list.length > 0);
    expect(Object.fromEntries(bad)).toEqual({});
  });
}
