import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { startZplPrinter } from '#backend/features/devices/simulators/zpl-printer.ts';
import { answerNewNames } from '../e2e/support/desk-window.ts';
import { expect, test } from '../e2e/support/launch.ts';
import { Camera } from './camera.ts';

const demoFolder = resolve(import.meta.dirname, '../../demo');
const password = 'correct horse battery';

/** A scan as a keyboard wedge sends it: keys in one burst, Enter behind them. */
async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
}

async function answerDialogs(app: ElectronApplication, open: string, save: string): Promise<void> {
  await app.evaluate(
    ({ dialog }, paths) => {
      dialog.showOpenDialog = async () => Promise.resolve({ canceled: false, filePaths: [paths.open] });
      dialog.showSaveDialog = async () => Promise.resolve({ canceled: false, filePath: paths.save });
    },
    { open, save },
  );
}

test.use({ begin: 'new' });

const go = async (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

test('the main job, end to end', async ({ quartermaster: { app, page } }) => {
  rmSync(demoFolder, { recursive: true, force: true });
  const camera = new Camera(app, page);
  const printer = await startZplPrinter();
  await camera.resize(1280, 800);

  await test.step('first run', async () => {
    await page.getByLabel('Full name').fill('Rita Root');
    await page.getByLabel('Username').fill('rita');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await camera.take('first-run');
    await page.getByRole('button', { name: 'Create the administrator' }).click();
    await page.getByLabel('I have kept it in a safe place').check();
    await camera.take('recovery-phrase');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Name of the organisation').fill('Example Ltd');
    await camera.take('organisation');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('With sample data').click();
    await camera.take('how-to-begin');
    await page.getByRole('button', { name: 'Open the desk' }).click();
    await expect(page.getByText('Ready to scan')).toBeVisible();
    await camera.take('desk-empty');
  });

  await test.step('import', async () => {
    await answerDialogs(
      app,
      resolve(import.meta.dirname, '../fixtures/import/assets-sample.csv'),
      join(demoFolder, 'audit-pack.xlsx'),
    );
    await go(page, 'Import');
    await camera.take('import');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    await expect(page.getByText('Columns of the file')).toBeVisible();
    await camera.take('import-columns');
    await page.getByRole('button', { name: 'Check the file' }).click();
    await answerNewNames(page);
    await camera.take('import-preview');
    await page.getByRole('button', { name: /^Import \d+ row/ }).click();
    await expect(page.getByText('22 rows imported, 0 left out.')).toBeVisible();
    await camera.take('import-done');
  });

  await test.step('hand out, take back, move, undo at the desk', async () => {
    await go(page, 'Desk');
    await scan(page, 'BDG7001');
    await expect(page.getByText('Alice Novák').first()).toBeVisible();
    await scan(page, 'IT-000001');
    await expect(page.getByText('IT-000001').first()).toBeVisible();
    await camera.take('desk-checked-out');
    await scan(page, 'IT-000004');
    await scan(page, 'IT-000003');
    await expect(page.getByText('Hold two seconds to go on')).toBeVisible();
    await camera.take('desk-question');
    await scan(page, 'PRG-VLTAVA');
    await scan(page, 'IT-000007');
    await camera.take('desk-moved');
    await scan(page, 'UNKNOWN-CODE-1');
    await expect(page.getByText('No asset, person or place has this code.')).toBeVisible();
    await camera.take('desk-unknown');
    await page.keyboard.press('Escape');
    await scan(page, 'IT-000001');
    await camera.take('desk-checked-in');
  });

  await test.step('registers', async () => {
    await go(page, 'Assets');
    await expect(page.getByText('IT-000001').first()).toBeVisible();
    await camera.take('assets');
    await page.getByText('IT-000002').first().click();
    await expect(page.getByText('Purchase and warranty')).toBeVisible();
    await camera.take('asset');
    await page.getByRole('button', { name: 'Edit' }).first().click();
    await camera.take('asset-form');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await go(page, 'People');
    await expect(page.getByText('Alice Novák').first()).toBeVisible();
    await camera.take('people');
    await page.getByText('Alice Novák').first().click();
    await camera.take('person');
    await go(page, 'Places');
    await camera.take('places');
    await go(page, 'Catalogue');
    await camera.take('catalogue');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('thinkpad t14', { delay: 80 });
    await expect(page.getByRole('dialog').getByText('IT-000014')).toBeVisible();
    await camera.take('search');
    await page.keyboard.press('Escape');
  });

  await test.step('labels', async () => {
    await go(page, 'Labels');
    await page.getByRole('link', { name: 'Add printer' }).click();
    await page.getByRole('button', { name: 'Add printer' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: /^Name/ }).fill('Desk printer');
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: /^Host name/ })
      .fill('127.0.0.1');
    await page.getByRole('dialog').getByRole('textbox', { name: /^Port/ }).fill(String(printer.port));
    await camera.take('printer-form');
    await page.getByRole('button', { name: 'Save' }).click();
    await go(page, 'Assets');
    for (const tag of ['IT-000001', 'IT-000002', 'IT-000003'])
      await page.getByRole('row', { name: tag }).getByRole('checkbox').check();
    await camera.take('assets-selected');
    await page.getByRole('button', { name: /Print \d+ labels/ }).click();
    await expect(page.getByRole('img', { name: 'Preview of the label' })).toBeVisible();
    await camera.take('labels');
    await page.getByRole('button', { name: /^Print 3 labels/ }).click();
    await expect.poll(() => printer.received.length).toBe(3);
    await camera.take('labels-printed');
  });

  await test.step('audit pack', async () => {
    await go(page, 'Reports');
    await camera.take('reports');
    await page.getByRole('tab', { name: 'Audit pack', exact: true }).click();
    await page.getByRole('button', { name: 'Make the audit pack' }).click();
    await expect(page.getByText(/is written/)).toBeVisible();
    expect(existsSync(join(demoFolder, 'audit-pack.xlsx'))).toBe(true);
    await camera.take('audit-pack');
    await answerDialogs(app, join(demoFolder, 'audit-pack.xlsx'), join(demoFolder, 'other.xlsx'));
    await page.getByRole('tab', { name: 'Verify a pack' }).click();
    await page.getByRole('button', { name: 'Choose a pack' }).click();
    await expect(page.getByText('The pack is genuine and unaltered')).toBeVisible();
    await camera.take('pack-verified');
    await page.getByRole('tab', { name: 'Journal' }).click();
    await expect(page.getByText('reports.auditPackMade').or(page.getByText('Audit pack made')).first()).toBeVisible();
    await camera.take('journal');
  });

  await test.step('settings and lock', async () => {
    await go(page, 'Settings');
    await camera.take('settings');
    await page.getByRole('button', { name: 'Rita Root' }).click();
    await page.getByRole('menuitem', { name: /Lock the desk/ }).click();
    await expect(page.getByText('The desk is locked')).toBeVisible();
    await camera.take('locked');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await camera.resize(1920, 1080);
    await go(page, 'Assets');
    await camera.take('assets-wide');
    await go(page, 'Desk');
    await camera.take('desk-wide');
  });
  await printer.close();
});
