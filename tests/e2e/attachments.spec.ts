import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC';

test('[I2] photos and documents are chosen, dropped and pasted, shown, and removed', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await goTo(page, '/assets/1');
  await page.getByRole('tab', { name: 'Photos and documents' }).click();
  const area = page.getByRole('group', { name: 'Photos and documents' });
  await expect(area).toContainText('Nothing is attached yet.');

  await page.locator('input[type=file]').setInputFiles({
    name: 'front.png',
    mimeType: 'image/png',
    buffer: Buffer.from(png, 'base64'),
  });
  const picture = area.getByRole('button', { name: 'View front.png' });
  await expect(picture.locator('img')).toBeVisible();

  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['Hold the button for ten seconds.'], 'manual.txt', { type: 'text/plain' }));
    return data;
  });
  await area.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(area.getByRole('button', { name: 'Open manual.txt' })).toBeVisible();

  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(
      new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'x.svg', { type: 'image/svg+xml' }),
    );
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
  });
  await expect(page.getByRole('alert').filter({ hasText: 'x.svg was not attached' })).toBeVisible();

  await picture.click();
  await expect(page.getByRole('img', { name: 'front.png' })).toBeVisible();
  await page.keyboard.press('Escape');
  await area.getByRole('button', { name: 'Remove manual.txt' }).click();
  await expect(area.getByRole('button', { name: 'Open manual.txt' })).toHaveCount(0);
});
