import type { Page } from '@playwright/test';
import { goTo, scan, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';

const result = (page: Page) => page.getByRole('region', { name: 'Last scan' });

async function report(page: Page, kind: string, what: string): Promise<void> {
  const form = page.getByRole('dialog', { name: /^Report an incident/ });
  await form.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: kind }).click();
  await form.getByLabel('What happened').fill(what);
  await takePicture(page, `incident-report-${kind.toLowerCase()}`);
  await form.getByRole('button', { name: 'Report an incident' }).click();
  await expect(form).toHaveCount(0);
}

test('[S3] [S2] what is stolen is reported at the desk, locked, found by a scan, and followed to its end', async ({
  quartermaster: { app, page },
}) => {
  test.setTimeout(180_000);
  await setUp(page);
  await scan(app, 'BDG7001');
  await scan(app, 'IT-000001');
  await expect(result(page)).toContainText('Checked out');
  await page.getByRole('button', { name: 'Report an incident' }).click();
  await report(page, 'Stolen', 'Taken out of a locked car in the night');
  await scan(app, '%QM-DONE');

  // Nobody is released from it and nobody gets it, and the page of the asset says why.
  await goTo(page, '/assets?search=IT-000001');
  await page.getByRole('link', { name: 'IT-000001' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Incident 4: Stolen' })).toContainText('locked');
  await takePicture(page, 'incident-asset');
  await page.getByRole('button', { name: 'Check in', exact: true }).click();
  const back = page.getByRole('dialog');
  await back.getByRole('button', { name: 'Check in', exact: true }).click();
  await expect(back.getByRole('alert')).toContainText('is locked by incident 4');
  await page.keyboard.press('Escape');
  await expect(back).toHaveCount(0);

  await goTo(page, '/incidents');
  await expect(page.getByRole('row', { name: /IT-000001/ })).toContainText('Alice Novák');
  await takePicture(page, 'incidents');
  await page.getByRole('row', { name: /IT-000001/ }).dblclick();
  await page.getByRole('button', { name: 'Take in hand' }).click();
  await page.getByLabel('Note', { exact: true }).fill('Police reference 4711/26');
  await page.getByRole('button', { name: 'Add the note' }).click();
  const timeline = page.getByRole('list', { name: 'Timeline' });
  await expect(timeline).toContainText('Police reference 4711/26');
  await expect(timeline).toContainText('Taken in hand');
  const plan = page.getByRole('list', { name: 'Response plan' });
  await expect(plan.getByRole('listitem')).toHaveCount(6);
  await expect(plan).toContainText('left');
  await plan.getByRole('button', { name: 'Done: Lock the accounts of whoever used it' }).click();
  await expect(plan).toContainText('Alex Keeper');
  await page.getByRole('textbox', { name: 'Number' }).fill('4711/26');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Police 4711/26')).toBeVisible();
  await takePicture(page, 'incident');

  // It turns up: the alarm leads to the incident, and going on only writes down that it is here.
  await goTo(page, '/desk');
  await scan(app, 'IT-000001');
  await expect(result(page)).toContainText('Alarm');
  await expect(result(page).getByRole('link', { name: 'Open incident 4' })).toBeVisible();
  await takePicture(page, 'incident-alarm');
  await scan(app, '%QM-CONFIRM');
  await expect(result(page)).toContainText('Found: keep it here');
  await takePicture(page, 'incident-found');
  await result(page).getByRole('link', { name: 'Open incident 4' }).click();
  await expect(timeline).toContainText('Turned up: IT-000001');
  await page.getByRole('button', { name: 'Close the incident' }).click();
  const close = page.getByRole('dialog');
  await expect(close.getByRole('radio', { name: 'Recovered' })).toBeChecked();
  await close.getByLabel('What came of it').fill('Brought back by the police; cars are no store');
  await takePicture(page, 'incident-close');
  await close.getByRole('button', { name: 'Close the incident' }).click();
  await expect(page.getByText('Closed: Recovered')).toBeVisible();
  await resize(app, 1920, 1080);
  await takePicture(page, 'incident-closed-wide');
  await goTo(page, '/desk');
  await scan(app, 'IT-000001');
  await expect(result(page)).toContainText('In stock');
});
