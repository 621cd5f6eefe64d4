import type { MailServer } from '#shared/features/reminders/model.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { sealedColumns } from '#backend/kernel/vault/sealed-places.ts';
import { openSecret } from '#backend/kernel/vault/secret-box.ts';
import { listDueDates } from '../due-dates.ts';
import { mailSetting, readRules } from '../settings.ts';
import { keyOfNotice, lettersOf, wordsOf } from './letters.ts';
import type { Letter } from './letters.ts';
import { sendOver } from './transport.ts';

/** Dates that one letter run looks at; what is beyond is written about on another day. */
const atOnce = 5000;

/** @throws Failure NO_MAIL_SERVER */
export async function mailServerOf(backend: Backend): Promise<{ server: MailServer; password: string | null }> {
  const { reader, dataKey } = openInventoryOf(backend);
  const { server, password } = await readSetting(reader, mailSetting);
  if (server === null) throw new Failure('NO_MAIL_SERVER');
  const opened =
    password === null ? null : openSecret(dataKey, sealedColumns.mailPassword, [], Buffer.from(password, 'base64'));
  return { server, password: opened };
}

/**
 * Writes to everybody about what has come near or is there since the last time; each letter is kept as sent as soon as
 * the server has it, so that a fault with the third does not send the first two again.
 *
 * @throws Failure NO_MAIL_SERVER, MAIL_REFUSED
 */
export async function sendReminders(backend: Backend, actor: Actor): Promise<{ mails: number }> {
  const { server, password } = await mailServerOf(backend);
  const { reader } = openInventoryOf(backend);
  const today = dayOf(backend.surroundings.now());
  const rules = await readRules(reader);
  const rows = await listDueDates(reader, { rules, today, limit: atOnce });
  const sent = await reader.selectFrom('reminder_mail').selectAll().where('day', 'in', daysOf(rows)).execute();
  const known = new Set(sent.map(({ address, stage, ...row }) => keyOfNotice({ address, stage, row })));
  const organisation = (await readSetting(reader, organisationSetting)).name;
  const letters = lettersOf(rows, rules, today, known);
  for (const letter of letters) {
    await sendOver(server, password, [{ to: letter.to, ...wordsOf(letter, server.language, organisation, today) }]);
    await keepSent(backend, actor, letter);
  }
  return { mails: letters.length };
}

const daysOf = (rows: readonly { day: string }[]): string[] => [...new Set(rows.map(({ day }) => day))];

async function keepSent(backend: Backend, actor: Actor, { to, notices }: Letter): Promise<void> {
  await inTransaction(backend, actor, async (command) => {
    for (const { address, stage, row } of notices)
      await command.tx
        .insertInto('reminder_mail')
        .values({ kind: row.kind, subject: row.subject, day: row.day, address, stage, at: command.now })
        .execute();
    await command.record({
      event: 'reminders.mailed',
      subject: 'reminders',
      data: {
        to,
        count: notices.length,
        what: notices
          .slice(0, 20)
          .map(({ row }) => row.label || row.title)
          .join(', '),
      },
    });
    command.changed('reminders', 'custody');
  });
}
