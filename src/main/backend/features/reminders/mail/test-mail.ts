import { organisationSetting } from '#backend/kernel/organisation.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { mailServerOf } from './send-mails.ts';
import { sendOver } from './transport.ts';

/** Sends one mail with what is kept. @throws Failure NO_MAIL_SERVER, MAIL_REFUSED */
export async function testMail(
  { backend, session }: Call,
  { to, language }: { to: string; language: 'en' | 'de' },
): Promise<void> {
  const actor = actingOperator(session);
  const { server, password } = await mailServerOf(backend);
  const organisation = (await readSetting(openInventoryOf(backend).reader, organisationSetting)).name;
  const subject = textIn(language, 'reminders.testSubject', { organisation });
  await sendOver(server, password, [{ to, subject, text: textIn(language, 'reminders.testBody', { organisation }) }]);
  await inTransaction(backend, actor, async (command) => {
    await command.record({ event: 'reminders.mailTested', subject: 'setting:reminders.mail', data: { to } });
  });
}
