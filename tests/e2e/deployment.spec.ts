import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { violationsInBoth } from './support/axe.ts';
import { goTo, scan, signIn } from './support/desk-window.ts';
import { expect, launch, test } from './support/launch.ts';
import { resize, takePicture } from './support/pictures.ts';

test.use({ begin: 'new' });

const seed = join(import.meta.dirname, 'support', 'seed-deployment.ts');
const result = (page: Page) => page.getByRole('region', { name: 'Last scan' });

test('[D1] two laptops are made ready side by side; until then neither is handed over', async ({ dataFolder }) => {
  test.setTimeout(240_000);
  execFileSync(process.execPath, [seed, dataFolder]);
  const { app, page } = await launch(dataFolder);
  await resize(app, 1280, 800);
  await signIn(page, 'Alex Keeper alex');
  await scan(app, 'BDG7001');
  await expect(page.getByRole('region', { name: 'Whom or where' })).toContainText('Alice Novák');
  await scan(app, 'IT-000001');
  await expect(result(page)).toContainText('Open mandatory steps (3)');
  await page.keyboard.press('Escape');

  await goTo(page, '/deploy');
  await page.getByRole('button', { name: 'Make assets ready' }).click();
  const form = page.getByRole('dialog', { name: 'Make assets ready' });
  await form.getByRole('combobox', { name: 'Profile' }).click();
  await page.getByRole('option', { name: 'Laptop' }).click();
  const code = form.getByLabel('Scan or type a tag');
  await code.focus();
  await scan(app, 'IT-000001');
  await expect(form.getByRole('listitem')).toHaveCount(1);
  await code.fill('IT-000004');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('listitem')).toHaveCount(2);
  await takePicture(page, 'start-run');
  await form.getByRole('button', { name: 'Begin' }).click();

  const matrix = page.getByRole('table', { name: 'Laptop' });
  await expect(matrix.getByRole('columnheader', { name: /IT-000004/ })).toContainText('3 open');
  const password = matrix.getByRole('row', { name: /Set a firmware password/ });
  await password.getByRole('button', { name: 'Sign for all 2' }).click();
  await expect(password.getByRole('group')).toHaveCount(2);
  await matrix
    .getByRole('row', { name: /Install the system/ })
    .getByRole('button', { name: 'Sign for all 2' })
    .click();
  const proof = page.getByRole('dialog', { name: 'Install the system' });
  await proof.getByLabel('Number').fill('twenty');
  await proof.getByRole('button', { name: 'Sign' }).click();
  await expect(proof).toContainText('A number, with a point before decimals.');
  await proof.getByLabel('Number').fill('26100.4');
  await proof.getByRole('button', { name: 'Sign' }).click();
  await expect(matrix.getByRole('row', { name: /Install the system/ })).toContainText('26100.4');
  await matrix.getByRole('button', { name: 'Sign with proof: Encrypt the disk for IT-000001' }).click();
  const secret = page.getByRole('dialog', { name: 'Encrypt the disk' });
  await secret.getByLabel('Secret').fill('111111-222222');
  await secret.getByRole('button', { name: 'Sign' }).click();
  await expect(matrix.getByRole('columnheader', { name: /IT-000001/ })).toContainText('Ready');
  await expect(matrix.getByRole('columnheader', { name: /IT-000004/ })).toContainText('1 open');
  await takePicture(page, 'matrix');
  expect(await violationsInBoth(page)).toEqual([]);
  await resize(app, 1920, 1080);
  await takePicture(page, 'matrix-wide');
  await resize(app, 1280, 800);

  await goTo(page, '/deploy?tab=profiles');
  await takePicture(page, 'profiles');
  await page.getByRole('link', { name: 'Laptop' }).click();
  await expect(page.getByLabel('Step 1: what is done')).toHaveValue('Install the system');
  // The next version: a step with choices is added and moved up; the run that has begun keeps its own.
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByLabel('Step 5: what is done').fill('Choose the language');
  const fifth = page.getByRole('group', { name: 'Step 5' });
  await fifth.getByRole('combobox', { name: 'Proof' }).click();
  await page.getByRole('option', { name: 'Choice' }).click();
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(fifth).toContainText('At least two');
  for (const language of ['English', 'Czech']) {
    await fifth.getByLabel('Choices').fill(language);
    await page.keyboard.press('Enter');
  }
  await fifth.getByRole('button', { name: 'Move step 5 up' }).click();
  await expect(page.getByLabel('Step 4: what is done')).toHaveValue('Choose the language');
  await takePicture(page, 'profile');
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Version 2 holds from now on.')).toBeVisible();

  await goTo(page, '/desk');
  await scan(app, 'BDG7001');
  await scan(app, 'IT-000001');
  await expect(result(page)).toContainText('Checked out');
  await scan(app, 'IT-000004');
  await expect(result(page)).toContainText('Encrypt the disk');
  await result(page).getByRole('button', { name: 'Open the asset' }).click();
  await page.getByRole('tab', { name: 'Configuration' }).click();
  await page.getByRole('button', { name: 'Let it go as it is' }).click();
  const letGo = page.getByRole('dialog');
  await letGo.getByLabel('Reason').fill('Flight leaves at noon');
  await letGo.getByRole('button', { name: 'Let it go as it is' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Flight leaves at noon' })).toBeVisible();
  await takePicture(page, 'readiness');
  await goTo(page, '/desk');
  await scan(app, 'IT-000004');
  await expect(result(page)).toContainText('Checked out');
  await app.close();
});

test('[D5] [H1] [H2] a joiner is worked off by scanner, and reads and signs an article with its quiz', async ({
  dataFolder,
}) => {
  test.setTimeout(240_000);
  const personId = execFileSync(process.execPath, [seed, dataFolder], { encoding: 'utf8' });
  const { app, page } = await launch(dataFolder);
  await resize(app, 1280, 800);
  await signIn(page, 'Alex Keeper alex');
  await expect(page.getByRole('complementary', { name: 'Who to ask' })).toContainText('Ina Manager');

  await goTo(page, '/deploy?tab=people');
  // What an advisor needs is said in the kit; the run goes by what it says now.
  await goTo(page, '/acquire?tab=planning');
  await page.getByRole('button', { name: 'Change the kit of Advisor' }).click();
  const kit = page.getByRole('dialog', { name: 'Advisor' });
  await kit.getByRole('button', { name: 'Add line' }).click();
  await kit.getByRole('group', { name: 'Line 2' }).getByRole('combobox', { name: 'Category' }).fill('Headsets');
  await page.getByRole('option', { name: 'Headsets' }).click();
  await takePicture(page, 'kit-edit');
  await kit.getByRole('button', { name: 'Save' }).click();
  await expect(kit).toHaveCount(0);
  await goTo(page, '/deploy?tab=people');
  await page.getByRole('button', { name: 'Begin the run of Nia Newcomer' }).click();
  const form = page.getByRole('dialog', { name: 'Begin a run' });
  await form.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'Advisor' }).click();
  await expect(form.getByRole('region', { name: 'What it will list' })).toContainText('Hand out: Laptops');
  await takePicture(page, 'joiner-start');
  await form.getByRole('button', { name: 'Begin' }).click();
  const items = page.getByRole('table', { name: 'What is to be done' });
  await expect(items).toContainText('Office suite');
  const answer = page.getByRole('region', { name: 'Scanning' });
  await scan(app, 'IT-000001');
  await expect(answer).toContainText('Open mandatory steps');
  await scan(app, 'RD-1');
  await expect(answer).toContainText('RD-1 is handed to Nia Newcomer');
  await takePicture(page, 'joiner-run');
  expect(await violationsInBoth(page)).toEqual([]);
  await expect(items).toContainText('Headsets');
  await scan(app, 'IT-000061');
  await expect(answer).toContainText('IT-000061 is handed to Nia Newcomer');
  await items.getByRole('button', { name: 'Office suite is done' }).click();
  await expect(page.getByText('All done')).toBeVisible();

  await goTo(page, `/people/${personId}`);
  await page.getByRole('link', { name: 'Read and sign' }).click();
  await expect(page.getByText('An asset is worth more')).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);
  await page.getByLabel('Wait a week').click();
  await page.getByRole('button', { name: 'Sign' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '100 are needed' })).toBeVisible();
  await page.getByLabel('Say it at once').click();
  await page.getByRole('button', { name: 'Sign' }).click();
  await expect(page.getByText('Passed with 100 percent and signed')).toBeVisible();
  await takePicture(page, 'lesson');
  await goTo(page, '/training');
  await expect(page.getByRole('table', { name: 'People and courses' })).toContainText('Valid until');
  await takePicture(page, 'training');
  // The course gets a question with several right answers; whoever passed before stays trained.
  await page.getByRole('link', { name: 'Security basics' }).first().click();
  await page.getByRole('button', { name: 'Add a question' }).click();
  const question = page.getByRole('group', { name: 'Question 2' });
  await question.getByRole('textbox', { name: 'Question 2' }).fill('What belongs in a secure place?');
  await question.getByRole('combobox', { name: 'Answers' }).click();
  await page.getByRole('option', { name: 'Several may be right' }).click();
  await question.getByRole('textbox', { name: 'Answer 1' }).fill('Servers');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('tick what is right')).toBeVisible();
  await question.getByRole('textbox', { name: 'Answer 2' }).fill('Backup tapes');
  await question.getByLabel('Answer 2 is right').click();
  await takePicture(page, 'course');
  expect(await violationsInBoth(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The course is saved.')).toBeVisible();

  await page.getByRole('link', { name: 'Handbook: how it is done' }).click();
  const article = page.getByRole('region', { name: 'Article' });
  await expect(article).toContainText('What remains');
  await page.getByLabel('Search the handbook').fill('recovery key');
  await page
    .getByRole('list', { name: 'Found' })
    .getByRole('link', { name: /Deployment/ })
    .click();
  await expect(article.getByRole('heading', { name: 'Deployment' })).toBeVisible();
  await takePicture(page, 'handbook');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const editor = page.getByRole('region', { name: 'Next version of the article' });
  await editor.getByLabel('Text (Markdown)').press('Control+End');
  await editor.getByLabel('Text (Markdown)').pressSequentially('\n\nHere the **harbour office** signs last.');
  await expect(editor.getByRole('region', { name: 'As it will look' })).toContainText('harbour office');
  await editor.getByLabel('What changed, and why').fill('How we do it here');
  await takePicture(page, 'article-edit');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(article).toContainText('Here the harbour office signs last.');
  await article.getByRole('link', { name: 'Profiles' }).click();
  await expect(page.getByRole('table', { name: 'Profiles' })).toBeVisible();

  await goTo(page, '/assets?search=RD-1');
  await page.getByRole('link', { name: 'RD-1' }).click();
  await page.getByRole('tab', { name: 'Configuration' }).click();
  await page.getByRole('button', { name: 'Begin the record' }).click();
  await page.getByRole('button', { name: 'Add to System' }).click();
  await page.getByLabel('System, line 1: what').fill('Build');
  await page.getByLabel('System, line 1: value').fill('26100.4');
  await page.getByRole('button', { name: 'Add a page' }).click();
  await page.getByLabel('Title of the page').fill('Setup');
  await page.getByLabel('Text (Markdown)').fill('Starts **zebrafish** at sign-in.');
  const picture = await page.screenshot();
  await page
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name: 'screen.png', mimeType: 'image/png', buffer: picture });
  await expect(page.getByLabel('Text (Markdown)')).toHaveValue(/screen\.png/);
  await takePicture(page, 'record-edit');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Configuration record' })).toContainText('zebrafish');
  const files = page.getByRole('group', { name: 'Files of the pages' });
  await expect(files.getByRole('button', { name: 'View screen.png' })).toBeVisible();
  await files.scrollIntoViewIfNeeded();
  await takePicture(page, 'record');
  await goTo(page, '/assets?search=zebrafish');
  await expect(page.getByRole('link', { name: 'RD-1' })).toBeVisible();
  await app.close();
});
