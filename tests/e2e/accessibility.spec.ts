import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { administrator, goTo, scan, setUp } from './support/desk-window.ts';
import { expect, launch, test } from './support/launch.ts';
import { evenIfMarked, markTexts, unmarkedTexts } from './support/unmarked.ts';
import { sidewaysScrollers, zoom } from './support/zoom.ts';

test.use({ begin: 'new' });
// Four long walks through the window, which two workers share.
test.describe.configure({ mode: 'parallel' });

/** Address of every page, and what is there once it has loaded. */
const pages: readonly (readonly [string, string])[] = [
  ['/desk', 'Last scan'],
  ['/assets', 'IT-000001'],
  ['/assets/1', 'Where and who'],
  ['/people', 'Alice Novák'],
  ['/people/1', 'Employee number'],
  ['/places?id=2', 'Full path'],
  ['/places?id=12', 'Who came to the door'],
  ['/stocktakes', 'No stocktake yet'],
  ['/incidents', 'In hand'],
  ['/incidents/3', 'KRPA-20417/TC'],
  ['/security', 'What fails'],
  ['/security?tab=keeping', 'Rules of keeping'],
  ['/security?tab=policy', 'Versions of the policy'],
  ['/retire', 'To sanitise'],
  ['/retire?tab=review', 'What should go'],
  ['/retire?tab=sanitise', 'For a second person to confirm'],
  ['/retire?tab=lots', 'Vltava Recycling'],
  ['/retire/lots/1', 'VR-'],
  ['/retire?tab=register', 'Recycled'],
  ['/retire?tab=rules', 'The least that counts'],
  ['/support', 'Nobody on the 2nd floor can print'],
  ['/support?tab=models', 'Within chance'],
  ['/support?tab=guides', 'Printing'],
  ['/support?tab=hours', 'Targets in minutes of business hours'],
  ['/support/tickets/2', 'A technician is on the way.'],
  ['/updates', 'Archive Manager'],
  ['/updates?tab=campaigns', 'Archive Manager 24.08'],
  ['/updates?tab=products', 'Numbers with dots'],
  ['/updates/campaigns/1', 'A few first'],
  ['/recovery', 'Shares of all departments'],
  ['/recovery?tab=plans', 'File shares come back'],
  ['/recovery?tab=drills', 'No drill was run yet'],
  ['/recovery?tab=services', 'Runs on'],
  ['/recovery/items/1', 'Three folders of the finance department'],
  ['/recovery/plans/1', 'Fetch the tapes'],
  ['/maintenance', 'Replace the fan that rattles'],
  ['/maintenance?tab=calendar', 'Alt and the arrows'],
  ['/maintenance?tab=plans', 'Check the servers'],
  ['/maintenance/orders/1', 'Clean rollers and glass'],
  ['/supplies', 'No articles yet'],
  ['/supplies?tab=reorder', 'Nothing to buy'],
  ['/kiosk', 'Categories that are lent'],
  ['/kiosk?tab=waiting', 'Nothing waits'],
  ['/catalogue', 'Warranty, months'],
  ['/catalogue?tab=suppliers', 'Suppliers'],
  ['/catalogue?tab=software', 'Archive Manager'],
  ['/licences', 'Office suite 2024'],
  ['/licences/6', 'How it adds up: Device'],
  ['/licences?tab=compliance', 'Findings'],
  ['/licences?tab=reclaim', 'Taken back on'],
  ['/licences?tab=renewals', 'Terms that end'],
  ['/licences?tab=recognition', 'Names that nobody knows'],
  ['/catalogue?tab=categories', 'Laptops'],
  ['/catalogue?tab=categories&category=2', 'Its assets get tags as everywhere.'],
  ['/deploy', 'Nothing is being made ready'],
  ['/deploy?tab=people', 'Nobody joins, moves or leaves right now'],
  ['/deploy?tab=profiles', 'No profiles yet'],
  ['/deploy/profiles/new', 'Next version'],
  ['/expiries', 'Renews by itself'],
  ['/reminders', 'Coming up'],
  ['/dashboard', 'Spent in the last twelve months'],
  ['/costs', 'Spending in EUR'],
  ['/costs?tab=ownership', 'Running / price'],
  ['/costs?tab=replacements', 'How the price comes about'],
  ['/settings?tab=reminders', 'Calendar file'],
  ['/movements', 'IT-0'],
  ['/tracking', 'No reader of tags is set up'],
  ['/tracking?tab=map', 'No tracker set up'],
  ['/handbook', 'Why it is done this way'],
  ['/handbook/incident-response', 'Right now'],
  ['/training', 'No courses yet'],
  ['/training/new', 'Title of the course'],
  ['/import', 'Earlier imports'],
  ['/loans?tab=calendar', 'Arrows move'],
  ['/loans?tab=remind', 'To remind'],
  ['/loans?tab=pools', 'No pools yet'],
  ['/loans?tab=kits', 'No kits yet'],
  ['/loans?tab=accessories', 'Nothing is expected yet'],
  ['/loans', 'IT-000002'],
  ['/loans?tab=receipts', 'No receipts yet'],
  ['/loans?tab=texts', 'Texts that are signed'],
  ['/entry', 'Units'],
  ['/kiosk?tab=settled', 'Settled'],
  ['/kiosk?tab=policy', 'Categories that are lent'],
  ['/labels', 'A sample'],
  ['/labels?tab=proof', 'Scan back'],
  ['/labels?tab=templates', '50 × 25 mm, bar code'],
  ['/labels/templates/new', 'Select something on the label'],
  ['/reports', 'Register by place'],
  ['/reports?tab=depreciation', 'Values of the year'],
  ['/reports?tab=pack', 'Make the audit pack'],
  ['/reports?tab=verify', 'Choose a pack'],
  ['/reports?tab=journal', 'Work order raised'],
  ['/reports?tab=reconciliation', 'Choose a list'],
  ['/settings', 'Name of the organisation'],
  ['/settings?tab=operators', 'Last sign-in'],
  ['/settings?tab=roles', 'Roles of the application change only'],
  ['/settings?tab=desk', 'Takes the last thing back that this scanner did.'],
  ['/settings?tab=printers', 'Add printer'],
  ['/settings?tab=devices', 'Try without hardware'],
  ['/settings?tab=appearance', 'Rows of lists'],
  ['/settings?tab=backups', 'There is no backup yet'],
  ['/settings?tab=keys', 'What is sealed'],
  ['/settings?tab=about', 'Data folder'],
];

const seed = join(import.meta.dirname, 'support', 'seed-acquisition.ts');
type Purchases = Record<'open' | 'waiting' | 'order' | 'changed' | 'contract' | 'supplier', number>;

/** The same for the pages of purchases, which are about things that the sample data has none of. */
const pagesOf = ({ open, waiting, order, changed, contract, supplier }: Purchases): typeof pages => [
  ['/acquire', 'REQ-2026-0004'],
  ['/acquire?tab=orders', 'Harbour Trading'],
  [`/acquire?tab=receiving&order=${changed}`, 'Case and display are without damage'],
  ['/acquire?tab=planning', 'What people of a role get'],
  ['/acquire?tab=contracts', 'Support of the laptops on site'],
  ['/acquire?tab=invoices', 'RE-2291'],
  ['/acquire?tab=approvals', 'Harbour Trading'],
  ['/acquire?tab=rules', 'Inspection of deliveries'],
  ['/acquire/requisitions/new', 'Reuse before you buy'],
  [`/acquire/requisitions/${open}`, 'Comparison of quotes'],
  [`/acquire/requisitions/${waiting}`, 'Anyone who may approve'],
  [`/acquire/orders/${order}`, 'Deliveries'],
  [`/acquire/orders/${changed}`, 'Revisions'],
  [`/acquire/contracts/${contract}`, 'signed contract.pdf'],
  [`/suppliers/${supplier}`, 'How it did so far'],
];

/** What a walk finds on the page as it stands: as itself in the light; in the dark magnified, and with marks on its texts. */
async function look(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  const found = await violations(page, scheme);
  if (scheme === 'light') return found;
  const unmarked = (await unmarkedTexts(page)).map((text) => `not from the resource file: ${text}`);
  return [...found, ...unmarked, ...(await sidewaysScrollers(page)).map((what) => `scrolls sideways: ${what}`)];
}

async function shows(page: Page, sign: string): Promise<void> {
  const text = evenIfMarked(sign);
  await expect(
    page
      .getByText(text)
      .filter({ visible: true })
      .first()
      .or(page.getByRole('region', { name: text }).first())
      .first(),
  ).toBeVisible({
    timeout: 15_000,
  });
}

async function enter(page: Page): Promise<void> {
  await page.keyboard.type(administrator.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText(evenIfMarked('Ready to scan'))).toBeVisible({ timeout: 30_000 });
}

for (const scheme of ['light', 'dark'] as const) {
  const also =
    scheme === 'dark' ? ', at 200 % without scrolling sideways, and has every text from the resource file' : '';

  test(`[O4] every page meets WCAG 2.2 AA in ${scheme}${also}`, async ({ quartermaster: { app, page } }) => {
    test.setTimeout(600_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const found: Record<string, string[]> = {};
    await expect(page.getByLabel('Full name')).toBeVisible();
    found['first run'] = await violations(page, scheme);
    await setUp(page);
    if (scheme === 'dark') {
      await markTexts(page);
      await expect(page.getByRole('textbox')).toBeFocused();
      await enter(page);
      await zoom(app, 2);
    }
    for (const [path, sign] of pages) {
      await goTo(page, path);
      await shows(page, sign);
      found[path] = await look(page, scheme);
    }
    await goTo(page, '/desk');
    for (const code of ['BDG7001', 'IT-000001', 'IT-000003', 'NOPE-1']) {
      await scan(app, code);
      await expect(page.getByRole('region', { name: 'Last scan' })).toContainText(code === 'BDG7001' ? 'Alice' : code);
      found[`desk after ${code}`] = await look(page, scheme);
    }
    await goTo(page, '/assets?newTag=AX-1');
    await expect(page.getByRole('dialog')).toBeVisible();
    found['asset form'] = await look(page, scheme);
    const bad = Object.entries(found).filter(([, list]) => list.length > 0);
    expect(Object.fromEntries(bad)).toEqual({});
  });

  test(`[O4] every page of purchases meets WCAG 2.2 AA in ${scheme}${also}`, async ({ dataFolder }) => {
    test.setTimeout(400_000);
    const seeded = execFileSync(process.execPath, [seed, dataFolder], { encoding: 'utf8' });
    const { app, page } = await launch(dataFolder);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    if (scheme === 'dark') await markTexts(page);
    await page.getByRole('button', { name: 'Alex Keeper alex' }).click();
    await expect(page.getByRole('textbox')).toBeFocused();
    await enter(page);
    if (scheme === 'dark') await zoom(app, 2);
    const found: Record<string, string[]> = {};
    for (const [path, sign] of pagesOf(JSON.parse(seeded) as Purchases)) {
      await goTo(page, path);
      await shows(page, sign);
      found[path] = await look(page, scheme);
    }
    const bad = Object.entries(found).filter(([, list]) => list.length > 0);
    expect(Object.fromEntries(bad)).toEqual({});
    await app.close();
  });
}
