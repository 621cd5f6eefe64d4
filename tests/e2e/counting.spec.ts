import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { goTo } from './support/desk-window.ts';
import { expect, launch, test } from './support/launch.ts';
import { NetworkScanner } from './support/network-scanner.ts';
import { resize, takePicture } from './support/pictures.ts';

const seed = join(import.meta.dirname, 'support', 'seed-counting.ts');

/** Lays the stocktake into a folder, with scanners at these ports. @returns its address in the window */
function seeded(folder: string, ...ports: number[]): string {
  const id = execFileSync(process.execPath, [seed, folder, ...ports.map(String)], { encoding: 'utf8' });
  return `/stocktakes/${id}`;
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ready to scan')).toBeVisible({ timeout: 30_000 });
}

test('[K3] [V2] two scanners count at the same time, each at a place of its own, and neither reaches the desk', async ({
  dataFolder,
}) => {
  test.setTimeout(180_000);
  const [first, second] = [new NetworkScanner(), new NetworkScanner()];
  const address = seeded(dataFolder, await first.plugIn(), await second.plugIn());
  const { app, page } = await launch(dataFolder);
  await signIn(page, 'Alex Keeper');
  // While no page counts, what they read is told and does nothing.
  await first.scan('IT-000001');
  await expect(page.getByRole('alert')).toContainText('Counting scanner');
  await expect(page.getByText('Ready to scan')).toBeVisible();

  await goTo(page, address);
  await expect(page.getByText('Ready to count')).toBeVisible();
  await first.scan('PRG-STORE-A');
  await second.scan('PRG-STORE-B');
  const [a, b] = [page.getByRole('region', { name: 'Scanner A' }), page.getByRole('region', { name: 'Scanner B' })];
  await expect(a).toContainText('Shelf A');
  await expect(b).toContainText('Shelf B');
  const of = (from: number) =>
    Array.from({ length: 10 }, (_, index) => `IT-${String(from + 2 * index).padStart(6, '0')}`);
  await Promise.all([first.scan(...of(1)), second.scan(...of(2))]);
  await expect(a).toContainText('IT-000019');
  await expect(b).toContainText('IT-000020');
  const counters = page.getByRole('group', { name: 'Who counts' });
  await expect(counters).toContainText(/Shelf A.*10/);
  await expect(counters).toContainText(/Shelf B.*10/);
  await takePicture(page, 'counting-two-scanners');
  await resize(app, 1920, 1080);
  await takePicture(page, 'counting-two-scanners-wide');

  // A scanner that is pulled out is missed, and counts on at its place when it is back.
  await second.unplug();
  await goTo(page, '/settings?tab=devices');
  await expect(page.getByRole('row', { name: /Second scanner/ })).toContainText('Plug the device in');
  await takePicture(page, 'devices-missing-wide');
  await app.close();
  await first.unplug();
});
