import { goTo, setUp } from './support/desk-window.ts';
import { expect, test } from './support/launch.ts';
import { takePicture } from './support/pictures.ts';

test('[M3] a ticket finds what helped before, follows its guide, and is solved with what helped', async ({
  quartermaster: { page },
}) => {
  await setUp(page);
  await goTo(page, '/support');
  await expect(page.getByRole('row', { name: /Nobody on the 2nd floor can print/ })).toContainText('Critical');
  await takePicture(page, 'support-tickets');
  await page.getByRole('button', { name: 'New ticket' }).click();
  const form = page.getByRole('dialog', { name: 'New ticket' });
  await form.getByRole('textbox', { name: 'What is wrong' }).fill('The printer prints stripes');
  await expect(form.getByRole('list', { name: 'Earlier ones like it' })).toContainText('Cleaned the drum');
  await form.getByRole('combobox', { name: 'Category' }).click();
  await page.getByRole('option', { name: 'Printing' }).click();
  await form.getByRole('combobox', { name: 'Person' }).fill('Alice');
  await page.getByRole('option', { name: /Alice/ }).click();
  await takePicture(page, 'support-new');
  await form.getByRole('button', { name: 'Open ticket' }).click();
  await expect(form).toHaveCount(0);
  const ask = async (question: string, answer: string) =>
    page.getByRole('group', { name: question }).getByRole('button', { name: answer }).click();
  await ask('Does the printer show a message?', 'No');
  await ask('Do other people print on it?', 'Yes');
  await expect(page.getByRole('list', { name: 'Answers so far' })).toContainText('Set the queue up again');
  await page.getByRole('textbox', { name: 'Reply or note' }).fill('Ordered a new drum');
  await page.getByRole('button', { name: 'Reply' }).click();
  await expect(page.getByRole('list', { name: 'History' })).toContainText('Ordered a new drum');
  await takePicture(page, 'support-ticket');
  await page.getByRole('button', { name: 'Solve' }).click();
  const end = page.getByRole('dialog', { name: 'Solve' });
  await end.getByRole('textbox', { name: 'What helped' }).fill('A new drum');
  await end.getByRole('button', { name: 'Solve' }).click();
  await expect(end).toHaveCount(0);
  await expect(page.getByText('What helped: A new drum')).toBeVisible();
  for (const tab of ['models', 'guides', 'hours']) {
    await goTo(page, `/support?tab=${tab}`);
    await expect(page.getByRole('tabpanel')).not.toBeEmpty();
    await takePicture(page, `support-${tab}`);
  }
});
