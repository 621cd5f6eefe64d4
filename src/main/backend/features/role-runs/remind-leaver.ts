import type { ReminderWay } from '#shared/features/custody/reminder-contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { mailFileOf } from '#backend/kernel/documents/mail-file.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { noteReminder } from '#backend/features/custody/index.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { listUnreturned } from './expected.ts';

interface Asked {
  personId: number;
  language: 'en' | 'de';
}

interface LeaverMail {
  to: string | null;
  name: string;
  subject: string;
  text: string;
}

/** One text over everything that somebody who leaves still has. @throws Failure NOTHING_UNRETURNED */
export async function prepareLeaverMail(db: Db, { personId, language }: Asked, today: string): Promise<LeaverMail> {
  const { name, email } = await getPerson(db, personId);
  const mine = (await listUnreturned(db, today)).find(({ person }) => person.id === personId);
  if (!mine) throw new Failure('NOTHING_UNRETURNED', { name });
  const { name: organisation } = await readSetting(db, organisationSetting);
  const facts = { count: mine.assets.length, organisation, name, day: mine.endsOn };
  return {
    to: email,
    name,
    subject: textIn(language, 'leaverMail.subject', facts),
    text: [
      textIn(language, 'reminder.greeting', facts),
      textIn(language, mine.daysOver > 0 ? 'leaverMail.left' : 'leaverMail.leaves', facts),
      mine.assets.map(({ tag, name: what }) => `- ${[tag, what].filter((part) => part !== '').join(' ')}`).join('\n'),
      textIn(language, 'leaverMail.end', facts),
    ].join('\n\n'),
  };
}

/** Keeps that somebody was told; as a file the mail is written where the operator says. @throws Failure NOTHING_UNRETURNED */
export async function remindLeaver(
  { backend, session }: Call,
  { way, ...asked }: Asked & { way: ReminderWay },
): Promise<{ path: string | null }> {
  const actor = actingOperator(session);
  const today = dayOf(backend.surroundings.now());
  const { name } = await prepareLeaverMail(openInventoryOf(backend).reader, asked, today);
  const path =
    way === 'file'
      ? await backend.host.chooseSaveFile({
          defaultName: `${name}.eml`.replaceAll(/[/\\:*?"<>|]/g, ' '),
          filters: [{ name: 'E-mail', extensions: ['eml'] }],
        })
      : null;
  if (way === 'file' && path === null) return { path };
  await inTransaction(backend, actor, async (command) => {
    await noteReminder(command, { custodyIds: await custodiesOf(command, asked.personId), way });
    if (path === null) return;
    const { to, subject, text } = await prepareLeaverMail(command.tx, asked, today);
    // The last step: when it fails nobody was told.
    writeFileWhole(path, mailFileOf({ to: to === null ? [] : [{ name, address: to }], subject, text }));
  });
  return { path };
}

async function custodiesOf({ tx }: CommandContext, personId: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('custody')
    .select('id')
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .limit(500)
    .execute();
  return rows.map(({ id }) => id);
}
