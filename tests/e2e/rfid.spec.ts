import type { Page } from '@playwright/test';
import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { takePicture } from './support/pictures.ts';

const own = '34F4257BF400000000000001';

async function tryReader(page: Page, kind: string): Promise<void> {
  await goTo(page, '/settings?tab=devices');
  await page.getByRole('button', { name: 'Try without hardware' }).click();
  await page.getByRole('menuitem', { name: kind }).click();
  await expect(page.getByRole('row', { name: kind })).toContainText('Ready');
}

async function layDown(page: Page, codes: readonly string[]): Promise<void> {
  await goTo(page, '/settings?tab=devices');
  await page.getByRole('button', { name: 'Work the simulator' }).click();
  await page.getByLabel('Tags in front of the reader').fill(codes.join('\n'));
  await page.getByRole('button', { name: 'Lay these tags down' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function chooseAsset(page: Page, label: string, tag: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(tag);
  await page.getByRole('option', { name: new RegExp(tag) }).click();
}

test('[K4] a tag is given to an asset by reading it, a room is swept, the asset located, and a tag written', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await tryReader(page, 'UHF reader (UHFReader18)');
  await layDown(page, [own]);

  await goTo(page, '/tracking?tab=encode');
  await chooseAsset(page, 'Asset that gets the tag', 'IT-000001');
  await page.getByRole('button', { name: 'Take the number of the tag' }).click();
  await expect(page.getByText(`${own} was read. It is recorded for the asset.`)).toBeVisible();

  await layDown(page, [own, 'E28011700000020A12345678', '000000000000000000000000']);
  await goTo(page, '/tracking?tab=sweep');
  await page.getByRole('button', { name: 'Start' }).click();
  const found = page.getByRole('grid', { name: 'Found' });
  await expect(found).toContainText('IT-000001');
  await page.getByRole('button', { name: 'Other tags' }).click();
  const others = page.getByRole('grid', { name: 'Other tags' });
  await expect(others).toContainText('Blank: write it first');
  await expect(others).toContainText("Nobody's number");
  await takePicture(page, 'rfid-sweep-others');
  await page.getByRole('button', { name: 'Record as seen' }).click();
  await expect(page.getByText('One asset noted as seen now')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();

  await goTo(page, '/tracking?tab=locate');
  await chooseAsset(page, 'Asset to find', 'IT-000001');
  await page.getByRole('button', { name: 'Locate' }).click();
  await expect(page.getByText('In reach. Follow the clicks')).toBeVisible();
  await takePicture(page, 'rfid-locate');

  // Another tag gets the number that the asset has: it counts once it was read with it.
  await layDown(page, ['E28011700000020A12345678']);
  await goTo(page, '/tracking?tab=encode');
  await chooseAsset(page, 'Asset that gets the tag', 'IT-000001');
  await page.getByRole('button', { name: 'Write and read back' }).click();
  const written = page.getByRole('status').filter({ hasText: 'was written and read back' });
  await expect(written).toBeVisible({ timeout: 15_000 });
  await takePicture(page, 'rfid-written');
});
