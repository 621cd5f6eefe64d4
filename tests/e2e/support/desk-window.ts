import type { ElectronApplication, Page } from '@playwright/test';
import { expect } from './launch.ts';

export const administrator = { name: 'Alex Keeper', username: 'alex', password: 'correct horse battery' } as const;

/** Up to the desk: by the password where the first run was done, through the first run as a person does where not. */
export async function setUp(page: Page, { sampleData = true } = {}): Promise<void> {
  const fullName = page.getByLabel('Full name');
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toBeVisible();
  if (await fullName.isVisible()) await doFirstRun(page, sampleData);
  else {
    expect(sampleData, 'begin: "new" for a desk without sample data').toBe(true);
    await password.fill(administrator.password);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByText('Ready to scan')).toBeVisible({ timeout: 30_000 });
}

async function doFirstRun(page: Page, sampleData: boolean): Promise<void> {
  await page.getByLabel('Full name').fill(administrator.name);
  await page.getByLabel('Username').fill(administrator.username);
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.getByRole('button', { name: 'Create the administrator' }).click();
  await page.getByLabel('I have kept it in a safe place').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Name of the organisation').fill('Harbour Works');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(sampleData ? 'With sample data' : 'Empty').check();
  await page.getByRole('button', { name: 'Open the desk' }).click();
}

/** Lets an operator in at the list of those who have been here. */
export async function signIn(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ready to scan')).toBeVisible({ timeout: 30_000 });
}

/** Opens a page of the window by its address. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, path);
}

/** Sends a code as a keyboard wedge does: trusted key events without a pause, ended by a key. */
export async function scan(app: ElectronApplication, code: string, end = 'Return'): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, keys) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      for (const keyCode of keys) {
        const modifiers: 'shift'[] = /^[A-Z#():%@_]$/.test(keyCode) ? ['shift'] : [];
        contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
        contents?.sendInputEvent({ type: 'char', keyCode, modifiers });
        contents?.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
      }
    },
    [...code, end],
  );
}

/** Answers the next dialogs of the system, which no test can press, with this file. */
export async function answerDialogs(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, {
      showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [filePath] }),
      showSaveDialog: () => Promise.resolve({ canceled: false, filePath }),
    });
  }, path);
}

/** Says in the preview of an import what its new places and categories are. */
export async function answerNewNames(page: Page): Promise<void> {
  await expect(page.getByText('Nothing has been written yet')).toBeVisible({ timeout: 30_000 });
  for (const [question, answer] of [
    [/^What “All .* places”/, 'Room'],
    [/^What “All .* categories”/, 'Hardware'],
  ] as const) {
    const choice = page.getByRole('combobox', { name: question });
    if ((await choice.count()) === 0) continue;
    await choice.click();
    await page.getByRole('option', { name: answer, exact: true }).click();
  }
}
