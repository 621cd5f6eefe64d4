import type { Locator, Page } from '@playwright/test';
import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

/** Address of a page, and some of what it must offer in its menus and panels, beside every button of its head. */
const pages: readonly (readonly [string, readonly string[]])[] = [
  ['/assets', ['Register asset']],
  ['/assets/1', ['Reserve', 'Report an incident', 'Take out of service', 'Print label', 'Depreciation', 'Journal']],
  ['/people', ['Add person']],
  ['/people/1', []],
  ['/places?id=2', []],
  ['/stocktakes', []],
  ['/incidents', ['Report an incident']],
  ['/incidents/3', []],
  ['/retire/lots/1', []],
  ['/support', ['New ticket']],
  ['/support/tickets/2', []],
  ['/updates/campaigns/1', []],
  ['/recovery/items/1', []],
  ['/recovery/plans/1', []],
  ['/maintenance?tab=plans', ['New plan']],
  ['/maintenance/orders/1', []],
  ['/supplies', ['Add article']],
  ['/catalogue', ['Add model']],
  ['/catalogue?tab=suppliers', ['Add supplier']],
  ['/licences/6', []],
  ['/deploy/profiles/new', []],
  ['/training', ['New course']],
  ['/reminders', []],
  ['/expiries', []],
  ['/movements', []],
  ['/handbook', []],
  ['/dashboard', []],
  ['/kiosk', []],
  ['/acquire', ['New requisition']],
  ['/acquire?tab=contracts', ['New contract']],
  ['/settings?tab=operators', ['Operators › Add operator']],
  ['/settings?tab=printers', ['Label printers › Add printer']],
];

const placeholder = 'Tag, serial, name, person, place or page';

async function open(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder(placeholder), `the box has the focus at ${page.url()}`).toBeFocused();
  return page.getByRole('dialog').locator('[data-action]');
}

const named = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true }).first();

/** What stands in the head of a page and can be pressed right away, by the name that is read aloud. */
const headOf = (page: Page) =>
  page
    .locator('main header button:enabled:visible:not([aria-haspopup])')
    .evaluateAll((buttons) =>
      buttons.map((button) =>
        (button.getAttribute('aria-label') ?? button.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
      ),
    );

test('[O4] what can be pressed on the open page is offered by the box for everything', async ({
  quartermaster: { page },
}) => {
  test.setTimeout(240_000);
  await setUp(page);
  for (const [path, more] of pages) {
    await goTo(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('main .mantine-Loader-root')).toHaveCount(0);
    for (const name of new Set([...(await headOf(page)), ...more])) {
      await open(page);
      await page.keyboard.insertText(name);
      await expect(named(page, name), `${path} offers ${name}`).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  }
});

test('[O4] an action is taken in the box as on the page: its form has the focus, and a box that is left gives it back', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await goTo(page, '/assets/1');
  await expect(page.getByRole('button', { name: 'More', exact: true })).toBeVisible();
  const offered = await open(page);
  await page.keyboard.insertText('report an');
  await expect(offered.first()).toHaveText('Report an incident');
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Report an incident with' });
  await expect(form.getByRole('combobox', { name: 'Kind' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);

  await page.getByRole('button', { name: 'More', exact: true }).focus();
  await open(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More', exact: true })).toBeFocused();

  for (const [words, label, title] of [
    ['add model', 'Add model', 'Add model'],
    ['add operator', 'Add operator', 'Add operator'],
  ] as const) {
    await open(page);
    await page.keyboard.insertText(words);
    await named(page, label).click();
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});
