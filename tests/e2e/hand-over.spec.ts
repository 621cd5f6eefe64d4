import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { administrator, answerDialogs, goTo, scan, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { takePicture } from './support/pictures.ts';
import { letInSecondOperator } from './support/second-operator.ts';

const result = (page: Page) => page.getByRole('region', { name: 'Last scan' });
const subject = (page: Page) => page.getByRole('region', { name: 'Whom or where' });

/** Assets of the sample that nobody has; IT-000028 was stolen. */
const free = Array.from({ length: 11 }, (_, index) => `IT-${String(1 + 3 * index).padStart(6, '0')}`).filter(
  (tag) => tag !== 'IT-000028',
);

async function drawSignature(page: Page): Promise<void> {
  const field = page.getByRole('img', { name: 'Signature' });
  await field.scrollIntoViewIfNeeded();
  const box = await field.boundingBox();
  if (box === null) throw new Error('there is no field to sign in');
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.6);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.3, { steps: 8 });
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height * 0.7, { steps: 8 });
  await page.mouse.up();
}

/** Signs for what is on the receipt that a card or a button has opened. */
async function signFor(page: Page, count: number): Promise<void> {
  const receipt = page.getByRole('dialog');
  await expect(receipt).toContainText(`${count} items`);
  await drawSignature(page);
  await receipt.getByRole('button', { name: 'Keep the signed receipt' }).click();
  await expect(page.getByText(/Receipt HO-00001 is signed and kept/)).toBeVisible({ timeout: 30_000 });
}

async function expectReturned(page: Page): Promise<void> {
  const [damaged = '', , , , , sixth = ''] = free;
  await goTo(page, `/assets?search=${damaged}`);
  await page.getByRole('link', { name: damaged }).click();
  await expect(page.getByRole('main')).toContainText('Damaged');
  await goTo(page, `/assets?search=${sixth}`);
  await expect(page.getByRole('row', { name: new RegExp(sixth) })).toContainText('Alice Novák');
}

test('[K1] [K2] [D3] by keyboard wedge: ten assets to a person, signed for once, five come back, one damaged', async ({
  quartermaster: { app, page, dataFolder },
}) => {
  test.setTimeout(300_000);
  await setUp(page);
  await scan(app, 'BDG7001');
  await expect(subject(page)).toContainText('Alice Novák');
  for (const tag of free) {
    await scan(app, tag);
    await expect(result(page)).toContainText(tag);
    await expect(result(page)).toContainText('Checked out');
  }
  await scan(app, '%QM-SIGN');
  await signFor(page, free.length);
  await scan(app, '%QM-DONE');
  await expect(page.getByText('Nobody chosen')).toBeVisible();
  for (const tag of free.slice(0, 5)) {
    await scan(app, tag);
    await expect(result(page)).toContainText(tag);
    await expect(result(page)).toContainText('Checked in');
    if (tag !== free[0]) continue;
    await scan(app, '%QM-DAMAGED');
    await expect(result(page)).toContainText('is now recorded as Damaged');
  }
  await expectReturned(page);

  await test.step('[K2] [K6] what comes back to a bin that is taken goes to the nearest free place by one press', async () => {
    const [, second = '', third = ''] = free;
    const other = await letInSecondOperator(page, administrator.username);
    const bin = async (name: string) => {
      const shelf = ((await other('places/list', {})) as { id: number; code: string }[]).find(
        ({ code }) => code === 'PRG-STORE-A',
      );
      const details = { parentId: shelf?.id ?? null, kind: 'bin', name, code: name.toUpperCase(), notes: null };
      return (await other('places/create', details)) as { id: number };
    };
    const move = (tag: string, placeId: number) =>
      other('custody/move', { assetId: Number(tag.slice(3)), placeId, note: null });
    const { id: taken } = await bin('Bin-1');
    await move(second, taken);
    await goTo(page, '/desk');
    await scan(app, 'BDG7001');
    await scan(app, second);
    await expect(result(page)).toContainText('Checked out');
    await scan(app, '%QM-DONE');
    await move(third, taken);
    await scan(app, second);
    await expect(result(page)).toContainText('Checked in');
    await expect(result(page)).toContainText(/Nearest free place of its kind: .* › Shelf A/);
    await takePicture(page, 'desk-put-away');
    await result(page).getByRole('button', { name: 'Put it there' }).click();
    await expect(result(page)).toContainText('Moved');
    await expect(result(page)).toContainText('from Bin-1 to Shelf A');
  });

  await test.step('[K2] who is late is reminded by a mail that is saved, and by one that was sent', async () => {
    await goTo(page, '/loans?tab=remind');
    await page
      .getByRole('button', { name: /^Remind / })
      .first()
      .click();
    const form = page.getByRole('dialog', { name: /^Remind / });
    await expect(form.getByLabel('Text')).toHaveValue(/Please bring it back/);
    await takePicture(page, 'remind');
    const path = join(dataFolder, 'late.eml');
    await answerDialogs(app, path);
    await form.getByRole('button', { name: 'Save as a mail' }).click();
    await expect(page.getByText('The mail is saved')).toBeVisible();
    expect(readFileSync(path, 'utf8')).toContain('X-Unsent: 1');
    await page
      .getByRole('button', { name: /^Remind / })
      .last()
      .click();
    await form.getByRole('button', { name: 'Mark as sent' }).click();
    await expect(page.getByText('The reminder is kept as sent.')).toBeVisible();
  });
});

test('[K1] [V2] by a scanner at a serial line: ten assets to a person, signed for once, five come back, one damaged', async ({
  quartermaster: { page },
}) => {
  test.setTimeout(300_000);
  await setUp(page);
  await goTo(page, '/settings?tab=devices');
  await page.getByRole('button', { name: 'Add device' }).click();
  const form = page.getByRole('dialog', { name: 'Add device' });
  await form.getByRole('combobox', { name: 'Connection' }).click();
  await page.getByRole('option', { name: 'Try without hardware (simulator)' }).click();
  await form.getByRole('button', { name: 'Continue' }).click();
  await form.getByRole('button', { name: 'Take these settings' }).click();
  await form.getByLabel('Name').fill('Counter scanner');
  await form.getByRole('button', { name: 'Save' }).click();
  const simulator = page.getByRole('dialog', { name: 'Counter scanner' });
  const toast = page.getByRole('complementary', { name: 'Last scan' });
  const work = page.getByRole('row', { name: /Counter scanner/ }).getByRole('button', { name: 'Work the simulator' });
  const read = async (code: string, told: string) => {
    await work.click();
    await simulator.getByLabel('Code to read').fill(code);
    await simulator.getByRole('button', { name: 'Simulate a scan' }).click();
    await expect(simulator).toHaveCount(0);
    await expect(toast).toContainText(told);
  };
  await read('BDG7001', 'Alice Novák');
  for (const tag of free) await read(tag, tag);
  await expect(toast).toContainText('Checked out');
  await goTo(page, '/desk');
  await subject(page)
    .getByRole('button', { name: /Sign for/ })
    .click();
  await signFor(page, free.length);
  await page.getByRole('button', { name: /^Done/ }).click();
  await expect(page.getByText('Nobody chosen')).toBeVisible();
  await goTo(page, '/settings?tab=devices');
  for (const tag of free.slice(0, 5)) {
    await read(tag, tag);
    await expect(toast).toContainText('Checked in');
    if (tag === free[0]) await read('%QM-DAMAGED', 'Condition noted');
  }
  await expectReturned(page);
});
