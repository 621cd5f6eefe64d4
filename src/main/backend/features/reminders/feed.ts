import { join } from 'node:path';
import { dayOf } from '#backend/kernel/context.ts';
import { calendarFileOf } from '#backend/kernel/documents/calendar-file.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { listDueDates } from './due-dates.ts';
import { feedSetting, readRules } from './settings.ts';
import { noteState } from './state.ts';

/** A calendar looks further ahead than a reminder. Days. */
const horizon = 365;
/** More entries than these no calendar program reads in a breath. */
const mostEntries = 5000;
/** Others subscribe to the file: it is there for everybody who may enter the folder. */
const readableByAll = 0o644;

const feedName = 'quartermaster.ics';

/** Writes the calendar anew where one is kept; what goes wrong is kept as well, for the settings to show. */
export async function writeFeed(backend: Backend): Promise<void> {
  const { reader } = openInventoryOf(backend);
  const { folder, language } = await readSetting(reader, feedSetting);
  if (folder === null) return;
  const now = backend.surroundings.now();
  const today = dayOf(now);
  const rows = await listDueDates(reader, { rules: await readRules(reader), today, horizon, limit: mostEntries });
  const organisation = (await readSetting(reader, organisationSetting)).name;
  const entries = rows.map((row) => ({
    uid: `${row.kind}-${row.subject}`,
    day: row.day,
    summary: `${textIn(language, `reminderKind.${row.kind}`)}: ${[row.label, row.title].filter((part) => part !== '').join(' ')}`,
    description: row.who ?? '',
  }));
  const name = textIn(language, 'reminders.feedName', { organisation });
  const problem = attempt(() =>
    writeFileWhole(join(folder, feedName), calendarFileOf({ name, product: 'Reminders', entries }, now), readableByAll),
  );
  await noteState(backend, problem === null ? { feedAt: now, feedProblem: null } : { feedProblem: problem });
}

/** @returns what went wrong; a folder on the network is not always there */
function attempt(write: () => void): string | null {
  try {
    write();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Asks for a folder and writes the calendar into it at once. */
export async function chooseFeedFolder(
  { backend, session }: Call,
  { language }: { language: 'en' | 'de' },
): Promise<{ folder: string | null }> {
  const actor = actingOperator(session);
  const folder = await backend.host.chooseFolder();
  if (folder === null) return { folder };
  await inTransaction(backend, actor, (command) => keepFolder(command, folder, language));
  await writeFeed(backend);
  return { folder };
}

async function keepFolder(command: CommandContext, folder: string | null, language: 'en' | 'de'): Promise<void> {
  await writeSetting(command.tx, feedSetting, { folder, language });
  await command.record({ event: 'reminders.feedChosen', subject: 'setting:reminders.feed', data: { folder } });
  command.changed('reminders');
}

/** Keeps no calendar any more; the file stays where it is. */
export async function dropFeed(command: CommandContext): Promise<void> {
  const { language } = await readSetting(command.tx, feedSetting);
  await keepFolder(command, null, language);
}
