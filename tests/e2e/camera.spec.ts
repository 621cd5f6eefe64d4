import { resolve } from 'node:path';
import { setUp } from './support/desk-window.ts';
import { expect, launch, test } from './support/launch.ts';

const picture = resolve(import.meta.dirname, '../fixtures/camera/label.mjpeg');

test('[V5] a label held before the camera is scanned once, after one question', async ({ dataFolder }) => {
  const args = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${picture}`];
  const { app, page } = await launch(dataFolder, { args });
  await setUp(page);
  await page.getByRole('button', { name: 'Scan with the camera' }).click();
  const panel = page.getByRole('complementary', { name: 'Scan with the camera' });
  await panel.getByRole('button', { name: 'Turn the camera on' }).click();
  await expect(panel.getByRole('status')).toContainText('Read: IT-000004', { timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Last scan' })).toContainText('IT-000004');
  await expect(page.getByRole('list', { name: 'Scanned' }).getByRole('listitem')).toHaveCount(1);
  await panel.getByRole('button', { name: 'Turn the camera off' }).click();
  await page.getByRole('button', { name: 'Scan with the camera' }).click();
  await expect(panel.getByRole('button', { name: 'Turn the camera on' })).toHaveCount(0);
  await app.close();
});

test('[V5] without a camera it says what to do', async ({ quartermaster: { page } }) => {
  await setUp(page);
  await page.getByRole('button', { name: 'Scan with the camera' }).click();
  const panel = page.getByRole('complementary', { name: 'Scan with the camera' });
  await panel.getByRole('button', { name: 'Turn the camera on' }).click();
  await expect(panel.getByRole('status')).toContainText('No camera found');
});
