import { startZplPrinter } from '#backend/features/devices/simulators/zpl-printer.ts';
import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

test('[V4] chosen assets come out of the printer, each once', async ({ quartermaster: { page } }) => {
  const printer = await startZplPrinter();
  try {
    await setUp(page, { sampleData: true });
    await goTo(page, '/settings?tab=printers');
    await page.getByRole('button', { name: 'Add printer' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).fill('Store room');
    await page.getByLabel('Host name or address').fill('127.0.0.1');
    await page.getByLabel('Port').fill(String(printer.port));
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Ready', { exact: true })).toBeVisible();

    await goTo(page, '/assets');
    for (const tag of ['IT-000001', 'IT-000002', 'IT-000003']) {
      await page
        .getByRole('row', { name: new RegExp(tag) })
        .getByRole('checkbox')
        .check();
    }
    await page.getByRole('group', { name: 'Selected assets' }).getByRole('button', { name: 'Print 3 labels' }).click();
    await expect(page.getByRole('img', { name: 'Preview of the label' })).toBeVisible();
    await page.getByRole('button', { name: 'Print 3 labels' }).click();
    await expect(page.getByRole('table', { name: 'Queue' })).toContainText('3 of 3', { timeout: 20_000 });
    expect(printer.received).toHaveLength(3);
    expect(printer.received.join('')).toContain('IT-000003');
  } finally {
    await printer.close();
  }
});
