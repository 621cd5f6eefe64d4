import { implement } from '@orpc/server';
import { remindersContract } from '#shared/features/reminders/contract.ts';
import { actingOperator } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { chooseFeedFolder, dropFeed } from './feed.ts';
import { sendAndNote } from './keep-in-time.ts';
import { testMail } from './mail/test-mail.ts';
import { noteDigest } from './note-digest.ts';
import { countReminders, listReminders, readDigest } from './read-reminders.ts';
import { readReminderSettings, saveMailServer, saveRules } from './save-settings.ts';
import { settleReminders, snoozeReminders } from './settle.ts';

const os = implement(remindersContract).$context<Call>().use(guard);

export const reminderProcedures = os.router({
  list: os.list.handler(inQuery(listReminders)),
  counts: os.counts.handler(inQuery(countReminders)),
  snooze: os.snooze.handler(inCommand(snoozeReminders)),
  settle: os.settle.handler(inCommand(settleReminders)),
  digest: os.digest.handler(inQuery(readDigest)),
  noteDigest: os.noteDigest.handler(({ context, input }) => noteDigest(context, input)),
  getRules: os.getRules.handler(inQuery(readReminderSettings)),
  saveRules: os.saveRules.handler(inCommand(saveRules)),
  saveMailServer: os.saveMailServer.handler(inCommand(saveMailServer)),
  testMail: os.testMail.handler(({ context, input }) => testMail(context, input)),
  sendMails: os.sendMails.handler(({ context: { backend, session } }) => sendAndNote(backend, actingOperator(session))),
  chooseFeedFolder: os.chooseFeedFolder.handler(({ context, input }) => chooseFeedFolder(context, input)),
  dropFeed: os.dropFeed.handler(inCommand(dropFeed)),
});
