import { textOfHead } from '#shared/primitives/journal-head.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { stateSetting } from '../settings.ts';
import { noteState } from '../state.ts';
import { mailServerOf } from './send-mails.ts';
import { sendOver } from './transport.ts';

/**
 * Writes the head of the journal to whoever keeps it, once a day: from then on not even somebody who has the file and
 * its key can change what happened before unseen.
 *
 * @throws Failure NO_MAIL_SERVER, MAIL_REFUSED
 */
export async function sendHead(backend: Backend, actor: Actor): Promise<void> {
  const { server, password } = await mailServerOf(backend);
  const { reader } = openInventoryOf(backend);
  const now = backend.surroundings.now();
  const { headSentAt } = await readSetting(reader, stateSetting);
  if (server.headTo === null || (headSentAt !== null && dayOf(headSentAt) === dayOf(now))) return;
  const head = await reader
    .selectFrom('journal')
    .select(['seq', 'hash', 'at'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const { headTo: to, language } = server;
  const organisation = (await readSetting(reader, organisationSetting)).name;
  const facts = { organisation, seq: head.seq, at: head.at };
  const subject = textIn(language, 'reminders.headSubject', facts);
  const text = `${textIn(language, 'reminders.headBody', facts)}\n\n${textOfHead(head)}\n`;
  await sendOver(server, password, [{ to, subject, text }]);
  await inTransaction(backend, actor, async (command) => {
    await command.record({
      event: 'reminders.headSent',
      subject: 'journal',
      data: { to, seq: head.seq, hash: head.hash },
    });
  });
  await noteState(backend, { headSentAt: now });
}
