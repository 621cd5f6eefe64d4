import { createHash } from 'node:crypto';
import type { KindRule, KindRules, MailServer } from '#shared/features/reminders/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import { sealedColumns } from '#backend/kernel/vault/sealed-places.ts';
import { sealSecret } from '#backend/kernel/vault/secret-box.ts';
import { feedSetting, mailSetting, readRules, rulesSetting, stateSetting } from './settings.ts';

/** Tells whether the rules are still those that somebody has seen. */
const versionOf = (rules: Readonly<Record<string, KindRule>>) =>
  createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 16);

async function rulesWithVersion(db: Db) {
  const rules = await readRules(db);
  return { rules, version: versionOf(rules) };
}

export async function readReminderSettings({ reader }: Pick<QueryContext, 'reader'>) {
  const { server, password } = await readSetting(reader, mailSetting);
  const { folder } = await readSetting(reader, feedSetting);
  return {
    ...(await rulesWithVersion(reader)),
    mail: server,
    hasPassword: password !== null,
    feedFolder: folder,
    ...(await readSetting(reader, stateSetting)),
  };
}

/** How early which dates come up, and who is written to. @throws Failure CHANGED_MEANWHILE */
export async function saveRules(
  command: CommandContext,
  { rules, version }: { rules: Partial<KindRules>; version: string },
): Promise<void> {
  const before = await rulesWithVersion(command.tx);
  if (before.version !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'setting', id: 1 });
  const after = { ...before.rules, ...rules };
  await writeSetting(command.tx, rulesSetting, after);
  await command.record({
    event: 'reminders.rulesSaved',
    subject: 'setting:reminders.rules',
    data: { before: { rules: JSON.stringify(before.rules) }, after: { rules: JSON.stringify(after) } },
  });
  command.changed('reminders');
}

/** Keeps the way to the mail server; the journal says that a password was set, never what it is. */
export async function saveMailServer(
  command: CommandContext,
  { server, password }: { server: MailServer | null; password: string | null },
): Promise<void> {
  const { backend, tx } = command;
  const before = await readSetting(tx, mailSetting);
  const sealed = (text: string) =>
    Buffer.from(
      sealSecret(openInventoryOf(backend).dataKey, sealedColumns.mailPassword, [], text, backend.surroundings),
    ).toString('base64');
  const kept = password === null ? before.password : password === '' ? null : sealed(password);
  await writeSetting(tx, mailSetting, { server, password: server === null ? null : kept });
  await command.record({
    event: 'reminders.mailServerSaved',
    subject: 'setting:reminders.mail',
    data: {
      before: { server: JSON.stringify(before.server) },
      after: { server: JSON.stringify(server), passwordChanged: password !== null },
    },
  });
  command.changed('reminders');
}
