import * as z from 'zod';
import { command, job, query } from '#shared/rpc/define.ts';
import { cursor, day, instant, line, page } from '#shared/rpc/fields.ts';
import { kindRules, mailFaults, mailServer, reminder, reminderKey, reminderKinds, urgencies } from './model.ts';

/** What of the reminders is looked at: those that are open, put off, or dealt with. */
export const reminderShelves = ['open', 'snoozed', 'done'] as const;
export type ReminderShelf = (typeof reminderShelves)[number];

export const reminderFilter = z.object({
  shelf: z.enum(reminderShelves).default('open'),
  kinds: z.array(z.enum(reminderKinds)).max(reminderKinds.length).optional(),
  urgency: z.enum(urgencies).optional(),
  search: z.string().max(200).optional(),
});

const language = z.enum(['en', 'de']).default('en');
const keys = z.array(reminderKey).min(1).max(200);
const mailErrors = {
  NO_MAIL_SERVER: {},
  /** `reason` is what the server, or the way to it, had to say. */
  MAIL_REFUSED: { data: z.object({ host: z.string(), why: z.enum(mailFaults), reason: z.string() }) },
} as const;

export const remindersContract = {
  /** Dates that are near enough, the most pressing first (X5): the one place that all of them are read from. */
  list: query('asset.view')
    .input(
      reminderFilter.extend({
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(reminder)),
  /** How many of each kind are open, by how much they press. */
  counts: query('asset.view').output(
    z.object({
      overdue: z.number().int(),
      today: z.number().int(),
      ahead: z.number().int(),
      byKind: z.array(
        z.object({
          kind: z.enum(reminderKinds),
          overdue: z.number().int(),
          today: z.number().int(),
          ahead: z.number().int(),
        }),
      ),
    }),
  ),
  /** Not before that day again; null takes it back. */
  snooze: command('asset.view')
    .input(z.object({ keys, until: day.nullable() }))
    .errors({ DAY_IS_PAST: {} }),
  /** Dealt with, or not after all. */
  settle: command('asset.view').input(z.object({ keys, done: z.boolean(), note: line(500).default('') })),
  /** What this operator is told when he begins the day; `fresh` until he has been told. */
  digest: query('asset.view').output(
    z.object({
      fresh: z.boolean(),
      overdue: z.number().int(),
      today: z.number().int(),
      ahead: z.number().int(),
      first: z.array(reminder),
    }),
  ),
  /** Keeps that he was told today, and tells him by the system as well. */
  noteDigest: command('asset.view').input(z.object({ language })),
  getRules: query('settings.edit').output(
    z.object({
      rules: kindRules,
      version: z.string(),
      mail: mailServer.nullable(),
      hasPassword: z.boolean(),
      feedFolder: z.string().nullable(),
      feedAt: instant.nullable(),
      feedProblem: z.string().nullable(),
      mailedAt: instant.nullable(),
      mailProblem: z.string().nullable(),
    }),
  ),
  saveRules: command('settings.edit').input(z.object({ rules: kindRules, version: z.string().max(200) })),
  /** Null for the password keeps the one that is known; an empty one takes it away. */
  saveMailServer: command('settings.edit').input(
    z.object({ server: mailServer.nullable(), password: z.string().max(500).nullable() }),
  ),
  /** Sends a mail with what is kept, so that one sees whether it arrives. */
  testMail: job('settings.edit')
    .input(z.object({ to: z.email().max(200), language }))
    .errors(mailErrors),
  /** Sends at once what would go out by itself today. */
  sendMails: job('settings.edit')
    .output(z.object({ mails: z.number().int() }))
    .errors(mailErrors),
  /** Asks for the folder in which the calendar file is kept up to date; null when the dialog was left. */
  chooseFeedFolder: job('settings.edit')
    .input(z.object({ language }))
    .output(z.object({ folder: z.string().nullable() })),
  dropFeed: command('settings.edit'),
};
