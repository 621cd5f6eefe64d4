import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { goTo, scan, signIn } from './support/desk-window.ts';
import { expect, launch, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';
import { letInSecondOperator } from './support/second-operator.ts';

/** Laptops of the sample that nobody has. */
const five = Array.from({ length: 5 }, (_, index) => `IT-${String(1 + 3 * index).padStart(6, '0')}`);

async function sign(page: Page): Promise<void> {
  const field = page.getByRole('img', { name: 'Signature of who takes it' });
  await field.scrollIntoViewIfNeeded();
  const box = await field.boundingBox();
  if (box === null) throw new Error('there is no field to sign in');
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.6);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.3, { steps: 8 });
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height * 0.7, { steps: 8 });
  await page.mouse.up();
}

async function answerSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

test('[R2] [R3] [R4] [R5] [R6] five laptops go by scanner from service to the recycler and to their certificates', async ({
  dataFolder,
}) => {
  test.setTimeout(240_000);
  execFileSync(process.execPath, [join(import.meta.dirname, 'support/seed-retirement.ts'), dataFolder]);
  const papers = mkdtempSync(join(tmpdir(), 'quartermaster-papers-'));
  const { app, page } = await launch(dataFolder);
  await signIn(page, 'Alex Keeper alex');

  // Out of service: what is released is seen before.
  await goTo(page, '/retire');
  await expect(page.getByRole('row', { name: /IT-000078/ })).toContainText('To sanitise');
  await page.getByRole('button', { name: 'Take out of service' }).click();
  const form = page.getByRole('dialog', { name: 'Take out of service' });
  await form.getByLabel('Scan tags or serials').focus();
  for (const [index, tag] of five.entries()) {
    await scan(app, tag);
    await expect(form.getByRole('list', { name: 'What is released' }).getByRole('listitem')).toHaveCount(index + 1);
  }
  await form.getByRole('combobox', { name: 'Reason' }).click();
  await page.getByRole('option', { name: 'End of life' }).click();
  await takePicture(page, 'retire-decommission');
  await form.getByRole('button', { name: 'Take 5 out of service' }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole('row', { name: new RegExp(five[4] ?? '') })).toContainText('To sanitise');
  await takePicture(page, 'retire-leaving');

  // Wiped one after the other, and confirmed by somebody else at another workstation.
  await page.getByRole('tab', { name: 'Sanitise' }).click();
  await page.getByLabel('Tool', { exact: true }).fill('nvme-cli');
  await page.getByLabel('Scan a medium or an asset').focus();
  for (const [index, tag] of five.entries()) {
    await scan(app, tag);
    await expect(page.getByRole('list', { name: 'Scanned just now' }).getByRole('listitem')).toHaveCount(index + 1);
  }
  await expect(page.getByRole('table', { name: 'For a second person to confirm' }).getByRole('row')).toHaveCount(7);
  await takePicture(page, 'retire-sanitise');
  const vera = await letInSecondOperator(page, 'vera');
  const waiting = (await vera('retirement/listToWitness', {})) as { id: number }[];
  await vera('retirement/witness', { ids: waiting.map(({ id }) => id) });
  await expect(page.getByText('Nothing waits for a second person.')).toBeVisible();

  // Into a lot, sealed, signed for, gone.
  await page.getByRole('tab', { name: 'Lots' }).click();
  await page.getByRole('button', { name: 'Begin a lot' }).click();
  const begin = page.getByRole('dialog');
  await begin.getByRole('combobox', { name: 'Goes to' }).fill('Green');
  await page.getByRole('option', { name: 'Green Loop Recycling' }).click();
  await begin.getByRole('button', { name: 'Begin a lot' }).click();
  await expect(page.getByRole('heading', { name: 'Lot 3 · Green Loop Recycling' })).toBeVisible();
  await page.getByLabel('Scan tags or serials').focus();
  for (const tag of five) {
    await scan(app, tag);
    await expect(page.getByRole('status').filter({ hasText: `${tag} is in the lot` })).toBeVisible();
  }
  await scan(app, 'IT-000002');
  await expect(page.getByText('IT-000002 is not on its way out.')).toBeVisible();
  await page.getByRole('button', { name: 'Weigh and seal' }).click();
  const pack = page.getByRole('dialog');
  await pack.getByLabel('Weight of all in kg').fill('9.4');
  await pack.getByLabel('Seals', { exact: true }).fill('S-4711');
  await page.keyboard.press('Enter');
  await pack.getByRole('button', { name: 'Save' }).click();
  await expect(pack).toHaveCount(0);
  await takePicture(page, 'retire-lot-open');
  await page.getByRole('button', { name: 'Hand over' }).click();
  const handOver = page.getByRole('dialog');
  await expect(handOver).toContainText('Certified today: R2v3 R2-2231');
  await handOver.getByLabel('Received by').fill('Max Driver');
  await sign(page);
  await takePicture(page, 'retire-hand-over');
  await handOver.getByRole('button', { name: 'Hand over' }).click();
  await expect(handOver).toHaveCount(0);

  // Certified asset by asset and as a whole, in one PDF.
  const certificates = page.getByRole('list', { name: 'Certificates' });
  await expect(certificates.getByRole('listitem')).toHaveCount(11);
  const paper = join(papers, 'certificates.pdf');
  await answerSaveDialog(app, paper);
  await page.getByRole('button', { name: 'Save all 11 as one PDF' }).click();
  await expect.poll(() => existsSync(paper)).toBe(true);
  await page.getByLabel('The recycler’s list').fill(`${five[0] ?? ''};GL-1;recycled\nSTRANGER;GL-2`);
  await page.getByRole('button', { name: 'Match 2 lines' }).click();
  await expect(page.getByText('4 were handed over and are not certified')).toBeVisible();
  await expect(page.getByText('One is certified and was not in the lot: STRANGER')).toBeVisible();
  await takePicture(page, 'retire-lot-gone');
  await page.getByRole('button', { name: 'Settle' }).click();
  const settle = page.getByRole('dialog');
  await settle.getByLabel('Proceeds (EUR)').fill('100.03');
  await settle.getByLabel('Note').fill('Asked the recycler on the phone');
  await settle.getByRole('button', { name: 'Settle' }).click();
  await expect(settle).toHaveCount(0);
  await expect(page.getByRole('row', { name: new RegExp(five[0] ?? '') })).toContainText('€20.01');

  // In the register for ever, and from the paper back to the record.
  await goTo(page, '/retire?tab=register');
  await expect(page.getByRole('row', { name: new RegExp(five[0] ?? '') })).toContainText('Recycled');
  await resize(app, 1920, 1080);
  await takePicture(page, 'retire-register-wide');
  await goTo(page, '/retire?tab=lots');
  await page.getByLabel('QR code or number of a certificate').fill('CL-000015');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'CL-000015' }).click();
  await expect(page.getByRole('heading', { name: 'Lot 3 · Green Loop Recycling' })).toBeVisible();
  await goTo(page, `/assets?search=${five[0] ?? ''}`);
  await page.getByRole('link', { name: five[0] ?? '' }).click();
  await expect(page.getByRole('table', { name: 'Media' })).toContainText('Vera Witness');
  await resize(app, 1280, 800);
  await takePicture(page, 'retire-asset-gone');
  await app.close();
  rmSync(papers, { recursive: true, force: true });
});
