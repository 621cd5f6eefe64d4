import * as z from 'zod';
import { kindRules, mailServer, reminderKinds, usualLeadDays } from '#shared/features/reminders/model.ts';
import type { KindRule, KindRules, MailServer } from '#shared/features/reminders/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';

const keptRules = z.record(z.string(), kindRules.valueType);

/** Only what a manager has said; a kind that came later is as it comes. */
export const rulesSetting: Setting<Record<string, KindRule>> = {
  key: 'reminders.rules',
  schema: keptRules,
  initial: {},
};

const mailSettings = z.object({
  server: mailServer.nullable(),
  /** The sealed password, in base64. */
  password: z.string().nullable(),
});

export const mailSetting: Setting<{ server: MailServer | null; password: string | null }> = {
  key: 'reminders.mail',
  schema: mailSettings,
  initial: { server: null, password: null },
};

export const feedSetting: Setting<{ folder: string | null; language: 'en' | 'de' }> = {
  key: 'reminders.feed',
  schema: z.object({ folder: z.string().nullable(), language: z.enum(['en', 'de']) }),
  initial: { folder: null, language: 'en' },
};

const state = z.object({
  mailedAt: z.string().nullable(),
  mailProblem: z.string().nullable(),
  feedAt: z.string().nullable(),
  feedProblem: z.string().nullable(),
  headSentAt: z.string().nullable().default(null),
});
export type ReminderState = z.infer<typeof state>;

/** What came of the last time that mails went out and the calendar was written. */
export const stateSetting: Setting<ReminderState> = {
  key: 'reminders.state',
  schema: state,
  initial: { mailedAt: null, mailProblem: null, feedAt: null, feedProblem: null, headSentAt: null },
};

export async function readRules(db: Db): Promise<KindRules> {
  const kept = await readSetting(db, rulesSetting);
  return Object.fromEntries(
    reminderKinds.map((kind): [string, KindRule] => [
      kind,
      kept[kind] ?? { on: true, leadDays: usualLeadDays[kind], mailTo: [], mailWho: kind === 'loan' },
    ]),
  ) as KindRules;
}

/** Whether mails can go out at all. */
export async function hasMailServer(db: Db): Promise<boolean> {
  return (await readSetting(db, mailSetting)).server !== null;
}
