import type { Page } from '@playwright/test';
import { goTo, scan, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';

const result = (page: Page) => page.getByRole('region', { name: 'Last scan' });

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('[S1] [S2] [S3] a place is made secure, what is put elsewhere is told, a device is judged, and a loss takes two scans', async ({
  quartermaster: { app, page },
}) => {
  test.setTimeout(180_000);
  await setUp(page);

  // A rack with a lock, a seal, and somebody who may enter.
  await goTo(page, '/places?id=6');
  const keeping = page.getByRole('region', { name: 'Secure keeping' });
  await keeping.getByRole('button', { name: 'Make it a secure place' }).click();
  await page.getByRole('dialog').getByLabel('Lock').fill('L-17');
  await page.getByRole('dialog').getByRole('button', { name: 'Make it a secure place' }).click();
  await expect(keeping).toContainText('L-17');
  await keeping.getByRole('button', { name: 'Change seal' }).click();
  await page.getByRole('dialog').getByLabel('Number of the new seal').fill('S-4001');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(keeping.getByRole('table', { name: 'Seals' })).toContainText('S-4001');
  await keeping.getByRole('button', { name: 'Let in' }).click();
  await page.getByText('Department', { exact: true }).click();
  await choose(page, 'Department', 'IT');
  await page.getByRole('dialog').getByRole('button', { name: 'Let in' }).click();
  await expect(keeping.getByRole('table', { name: 'May enter' })).toContainText('IT');
  await takePicture(page, 'security-place');

  // Who may enter is asked at its door: each badge is told yes or no, and written down.
  await keeping.getByRole('button', { name: 'Ask at the door' }).click();
  const subject = page.getByRole('region', { name: 'Whom or where' });
  await expect(subject).toContainText('At the door of');
  await scan(app, 'BDG7002');
  await expect(result(page)).toContainText('May not enter');
  await takePicture(page, 'security-door-no');
  await scan(app, 'BDG7006');
  await expect(result(page)).toContainText('May enter');
  await expect(subject).toContainText('1 person inside');
  await takePicture(page, 'security-door-yes');
  await scan(app, '%QM-DONE');
  await goTo(page, '/places?id=6');
  const visits = keeping.getByRole('table', { name: 'Who came to the door' });
  await expect(visits.getByRole('row').first()).toContainText('Is inside');
  await takePicture(page, 'security-visits');

  // Whatever holds data has to be kept in one; the desk says so when it is put elsewhere.
  await goTo(page, '/security?tab=keeping');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await choose(page, 'What has to be kept', 'Whatever holds data');
  await takePicture(page, 'security-rule');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('table', { name: 'Assets that are not where they have to be kept' })).toContainText(
    'IT-000016',
  );
  await takePicture(page, 'security-keeping');
  await goTo(page, '/desk');
  await scan(app, 'PRG-DESK');
  await expect(result(page)).toContainText('IT desk');
  await scan(app, 'IT-000001');
  await expect(result(page)).toContainText('IT-000001 has to be kept in a secure place.');
  await takePicture(page, 'security-desk-note');
  await scan(app, '%QM-DONE');

  // A device that nobody knew anything of is read, and judged.
  await goTo(page, '/assets?search=IT-000001');
  await page.getByRole('link', { name: 'IT-000001' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Has to be kept in' })).toBeVisible();
  await page.getByRole('tab', { name: 'Security' }).click();
  await page.getByRole('button', { name: 'Add reading' }).click();
  await choose(page, 'Encryption', 'On');
  await takePicture(page, 'security-reading');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('table', { name: 'Readings' }).getByRole('row')).toHaveCount(4);
  await takePicture(page, 'security-asset');
  await goTo(page, '/security');
  await expect(page.getByRole('table', { name: 'Devices' })).toContainText('Failed');
  await takePicture(page, 'security');
  await goTo(page, '/security?tab=policy');
  await page.getByLabel('Weight of Encryption').fill('9');
  await page.getByLabel('Why').fill('Encryption comes first');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('table', { name: 'Versions of the policy' })).toContainText('Encryption comes first');
  await takePicture(page, 'security-policy');

  // The card says what happened, the asset says to what.
  await goTo(page, '/desk');
  await scan(app, '%QM-LOST');
  await expect(result(page)).toContainText('What is it about?');
  await takePicture(page, 'security-declaring');
  await scan(app, 'IT-000001');
  await expect(result(page)).toContainText('Declared');
  await takePicture(page, 'security-declared');
  await result(page)
    .getByRole('link', { name: /^Open incident/ })
    .click();
  await expect(page.getByText('Declared by two scans at the desk.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Response plan' })).toContainText('Wipe it remotely');
  await takePicture(page, 'security-incident');
  await resize(app, 1920, 1080);
  await goTo(page, '/security');
  await expect(page.getByRole('region', { name: 'What fails' })).toBeVisible();
  await takePicture(page, 'security-wide');
});
