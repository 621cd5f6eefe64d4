import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { goTo, scan, signIn } from './support/desk-window.ts';
import { expect, launch, test } from './support/launch.ts';
import { NetworkScanner } from './support/network-scanner.ts';
import { takePicture } from './support/pictures.ts';
import { letInSecondOperator } from './support/second-operator.ts';
import type { Requisition } from '#shared/features/procurement/requisition.ts';

const seed = join(import.meta.dirname, 'support', 'seed-purchase.ts');

/** Sets a scanner on the network up by the wizard, with a test scan. */
async function addNetworkScanner(page: Page, scanner: NetworkScanner, name: string, use: string): Promise<void> {
  const port = await scanner.plugIn();
  await goTo(page, '/settings?tab=devices');
  await page.getByRole('button', { name: 'Add device' }).click();
  const form = page.getByRole('dialog', { name: 'Add device' });
  await form.getByRole('combobox', { name: 'Connection' }).click();
  await page.getByRole('option', { name: 'Network' }).click();
  await form.getByLabel('Host name or address').fill('127.0.0.1');
  await form.getByLabel('Port').fill(String(port));
  await form.getByRole('button', { name: 'Continue' }).click();
  await expect(form.getByRole('status')).toContainText('Scan any code now');
  await scanner.scan('TEST-CARD-1');
  await expect(form.getByRole('status')).toContainText('This looks like: Barcode scanner. Read: TEST-CARD-1');
  await form.getByRole('button', { name: 'Take these settings' }).click();
  await form.getByLabel('Name').fill(name);
  await form.getByRole('combobox', { name: 'Used for' }).click();
  await page.getByRole('option', { name: use }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Ready');
}

test('[P6] [V2] ten units are received by scanners alone, one of them set up for it, and a duplicate is refused', async ({
  dataFolder,
}) => {
  test.setTimeout(180_000);
  const scanner = new NetworkScanner();
  const number = execFileSync(process.execPath, [seed, dataFolder], { encoding: 'utf8' });
  const { app, page } = await launch(dataFolder);
  await signIn(page, 'Alex Keeper alex');
  await addNetworkScanner(page, scanner, 'Ramp scanner', 'Receiving of deliveries');
  // What is set up for receiving feeds no other page.
  await goTo(page, '/desk');
  await scanner.scan('IT-000001');
  await expect(page.getByRole('alert')).toContainText('Ramp scanner');
  // The order's own label leads from the desk to where its delivery is received.
  await scan(app, number);
  await page.getByRole('button', { name: 'Start receiving' }).click();
  await expect(page.getByText('Ready for the first unit')).toBeVisible();
  const serials = Array.from({ length: 10 }, (_, index) => `S/N:PF2R${String(index + 1).padStart(4, '0')}`);
  await scanner.scan(...serials.slice(0, 6));
  await expect(page.getByText('6 here, 0 before, of 10')).toBeVisible({ timeout: 20_000 });
  // A keyboard scanner beside it serves the same page.
  for (const serial of serials.slice(6)) await scan(app, serial);
  await expect(page.getByText('10 here, 0 before, of 10')).toBeVisible({ timeout: 20_000 });
  await takePicture(page, 'receiving-by-device');
  await scan(app, 'PF2R0003');
  const alert = (text: string) => page.getByRole('alert').filter({ hasText: text });
  await expect(alert('in this delivery already')).toBeVisible();
  await scan(app, '490154203237518');
  await expect(alert('is an IMEI')).toBeVisible();

  await page.getByRole('button', { name: 'Judge PF2R0010' }).click();
  await page.getByText('Fail, back', { exact: true }).click();
  await page.getByLabel('What is wrong').fill('Lid is cracked');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /PF2R0010/ })).toContainText('Lid is cracked');

  await page.getByRole('button', { name: 'All fine' }).click();
  await page.getByRole('button', { name: 'Take 9 units into the register' }).click();
  await expect(page.getByText(/9 units registered: IT-/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/What failed goes back under RMA-/)).toBeVisible();

  await goTo(page, '/assets?search=PF2R0001');
  await expect(page.getByRole('row', { name: /PF2R0001/ })).toContainText('ThinkPad');

  await test.step('[P1] what lies idle is kept for the requester by one press, and that is undone by another', async () => {
    await goTo(page, '/acquire/requisitions/2');
    const need = page.getByRole('region', { name: /^Idle in stock: / });
    await page.getByRole('combobox', { name: 'Model' }).focus();
    await need
      .getByRole('button', { name: /^Reserve IT-/ })
      .first()
      .click();
    const kept = page.getByRole('region', { name: 'Kept for the requester: 1' });
    await expect(kept).toContainText('kept until');
    await kept.getByRole('button', { name: /^Take back the reservation of IT-/ }).click();
    await expect(kept).toBeHidden();
  });

  await test.step('[P1] what is worded here stays when another operator changes the same need, and both versions are shown', async () => {
    const other = await letInSecondOperator(page, 'bea');
    const change = async (reason: string) => {
      const { version, requester, lines } = (await other('procurement/getRequisition', { id: 2 })) as Requisition;
      const [line] = lines.map(({ category, model, id: _id, ...said }) => ({
        ...said,
        categoryId: category.id,
        modelId: model?.id ?? null,
      }));
      const need = { requesterId: requester.id, departmentId: null, costCentreId: null, neededBy: null, notes: null };
      await other('procurement/changeRequisition', { ...need, reason, lines: [line], id: 2, version });
      return version + 1;
    };
    const reason = page.getByLabel('Reason');
    // Where nothing is typed the form follows.
    await change('Theirs');
    await expect(reason).toHaveValue('Theirs');
    await reason.fill('Mine');
    await change('Theirs again');
    const both = page.getByRole('region', { name: 'Somebody else changed this requisition meanwhile' });
    await expect(both.getByRole('row', { name: /^Reason/ })).toContainText(/Theirs again\s*≠\s*Mine/);
    await expect(reason).toHaveValue('Mine');
    await expect(page.getByRole('button', { name: 'Save draft' })).toBeDisabled();
    await takePicture(page, 'requisition-conflict');
    await page.getByRole('button', { name: 'Save mine' }).click();
    await expect(both).toBeHidden();
    await expect(reason).toHaveValue('Mine');

    await reason.fill('Too late');
    const version = await change('Theirs for good');
    await other('procurement/submitRequisition', { id: 2, version });
    await expect(page.getByText(/^It is “Submitted” now/)).toBeVisible();
    await page.getByRole('button', { name: 'Take theirs into the form' }).click();
    await expect(page.getByText('Theirs for good')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save draft' })).toBeHidden();
  });
  await app.close();
  await scanner.unplug();
});
