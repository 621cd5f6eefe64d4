import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { clock } from '#backend/kernel/session.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { writeFeed } from './feed.ts';
import { sendHead } from './mail/send-head.ts';
import { sendReminders } from './mail/send-mails.ts';
import { mailSetting, stateSetting } from './settings.ts';
import { noteState } from './state.ts';

/** After a start the desk has the processor and the disk for itself first. */
const firstLookMs = 30_000;
const lookEveryMs = 15 * 60_000;

/** Writes to people once a day and keeps the calendar, as long as the database is open. */
export async function keepReminders(backend: Backend): Promise<void> {
  const look = () => {
    doDaily(backend).catch((error: unknown) => backend.log.defect(error, { doing: 'reminding' }));
  };
  const first = setTimeout(look, firstLookMs);
  const timer = setInterval(look, lookEveryMs);
  first.unref();
  timer.unref();
  backend.closing.push(async () => {
    clearTimeout(first);
    clearInterval(timer);
    return Promise.resolve();
  });
  return Promise.resolve();
}

/** What is to be done once a day, unless it was done today. */
export async function doDaily(backend: Backend): Promise<void> {
  const { inventory } = backend;
  if (!inventory) return;
  const today = dayOf(backend.surroundings.now());
  const isToday = (at: string | null) => at !== null && dayOf(at) === today;
  const { mailedAt, headSentAt, feedAt } = await readSetting(inventory.reader, stateSetting);
  if (!isToday(feedAt)) await writeFeed(backend);
  const { server } = await readSetting(inventory.reader, mailSetting);
  if (server === null || (isToday(mailedAt) && (server.headTo === null || isToday(headSentAt)))) return;
  await sendAndNote(backend, clock).catch((error: unknown) => {
    // It is kept for the settings to show, and tried again at the next look.
    if (!(error instanceof Failure)) throw error;
  });
}

/** Sends what is to be sent and keeps what came of it. @throws Failure NO_MAIL_SERVER, MAIL_REFUSED */
export async function sendAndNote(backend: Backend, actor: Actor): Promise<{ mails: number }> {
  try {
    const sent = await sendReminders(backend, actor);
    await noteState(backend, { mailedAt: backend.surroundings.now(), mailProblem: null });
    // Last: one address that is refused holds nobody else's mail up.
    await sendHead(backend, actor);
    return sent;
  } catch (error) {
    if (error instanceof Failure && error.code === 'MAIL_REFUSED')
      await noteState(backend, { mailProblem: String(error.facts?.['reason']) });
    throw error;
  }
}
