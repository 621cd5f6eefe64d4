import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerDialogs, goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';

/** A drive from Prague to Brno of the last hours, as a logger keeps it. */
function track(): string {
  const points = Array.from({ length: 40 }, (_, index) => {
    const at = new Date(Date.now() - (40 - index) * 180_000).toISOString();
    const latitude = 50.0875 - index * 0.0227;
    const longitude = 14.4213 + index * 0.0559 + Math.sin(index / 4) * 0.05;
    return `<trkpt lat="${latitude}" lon="${longitude}"><time>${at}</time></trkpt>`;
  });
  return `<?xml version="1.0"?><gpx version="1.1"><trk><trkseg>${points.join('')}</trkseg></trk></gpx>`;
}

test('[K5] a trail is brought in from a file and drawn, and its tracker stands in a fence', async ({
  quartermaster: { app, page, dataFolder },
}) => {
  const path = join(dataFolder, 'drive.gpx');
  await setUp(page);
  writeFileSync(path, track());
  await answerDialogs(app, path);

  await goTo(page, '/tracking?tab=map');
  await page.getByRole('button', { name: 'Add fence' }).click();
  await page.getByRole('application', { name: 'Map' }).click({ position: { x: 300, y: 200 } });
  const fence = page.getByRole('dialog', { name: 'Add fence' });
  await fence.getByLabel('Name').fill('Everywhere');
  await fence.getByLabel('Radius in metres').fill('500000');
  await fence.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Fences', exact: true })).toContainText('500,000 m');

  await page.getByRole('button', { name: 'Add tracker' }).click();
  const form = page.getByRole('dialog', { name: 'Add tracker' });
  await form.getByLabel('Name').fill('Blue van');
  await form.getByLabel('Its number').fill('48241179');
  await form.getByRole('combobox', { name: 'Asset that carries it' }).fill('IT-000003');
  await page.getByRole('option', { name: /IT-000003/ }).click();
  await form.getByRole('button', { name: 'Save' }).click();

  const trackers = page.getByRole('region', { name: 'Trackers', exact: true });
  await expect(trackers).toContainText('No position yet');
  await page.getByRole('button', { name: 'Import positions' }).click();
  // The process that reads files is started for it.
  await expect(trackers).toContainText('Last position', { timeout: 30_000 });
  await expect(trackers).toContainText('IT-000003');
  await expect(page.getByText('Positions are forgotten after 30 days.')).toBeVisible();
  await takePicture(page, 'map-trail');
  await resize(app, 1920, 1080);
  await takePicture(page, 'map-trail-wide');
});
