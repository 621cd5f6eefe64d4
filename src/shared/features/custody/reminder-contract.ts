import * as z from 'zod';
import { custodian } from '#shared/features/assets/model.ts';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { command, job, query } from '#shared/rpc/define.ts';
import { id, instant } from '#shared/rpc/fields.ts';

/** How a reminder went out: its text was copied, a mail was sent, or saved as a file that a mail program opens. */
export const reminderWays = ['copied', 'mail', 'file'] as const;
export type ReminderWay = (typeof reminderWays)[number];

/** Somebody who has something that should be back, whatever number of things that is: he gets one text. */
export const toRemind = z.object({
  custodian,
  email: z.string().nullable(),
  /** One of his assets, by which the text is asked for. */
  assetId: id,
  count: z.number().int(),
  /** Days past the due day of what is overdue the longest. */
  daysOver: z.number().int(),
  /** When he was reminded last of any of it. */
  remindedAt: instant.nullable(),
  /** Whether it is time: he was never reminded, something new is overdue, or the last time is long enough ago. */
  now: z.boolean(),
});
export type ToRemind = z.infer<typeof toRemind>;

const notHeld = { ASSET_NOT_HELD: { data: z.object({ tag: z.string(), status: z.enum(assetStatuses) }) } } as const;
const aboutAsset = z.object({ assetId: id, language: z.enum(['en', 'de']).default('en') });

/** Reminders are written here and sent by whoever is at the desk: nothing leaves the computer by itself. */
export const reminderContract = {
  /** Everybody who has something overdue; whom it is time to remind first. */
  listToRemind: query('asset.view').output(z.array(toRemind)),
  /** What to write to whoever has an asset: one text over everything of his that should be back. */
  prepareReminder: query('asset.view')
    .input(aboutAsset)
    .output(
      z.object({
        to: z.string().nullable(),
        name: z.string(),
        subject: z.string(),
        text: z.string(),
        custodyIds: z.array(id),
      }),
    )
    .errors(notHeld),
  /** Keeps that he was reminded. */
  noteReminder: command('asset.checkout')
    .input(
      z.object({
        custodyIds: z.array(id).min(1).max(500),
        way: z.enum(reminderWays).exclude(['file']).default('copied'),
      }),
    )
    .errors({ CUSTODY_OVER: { data: z.object({ tag: z.string() }) } }),
  /** Asks where, writes the mail as a file that a mail program opens, and keeps that he was reminded. */
  saveReminder: job('asset.checkout')
    .input(aboutAsset)
    .output(z.object({ path: z.string().nullable() }))
    .errors(notHeld),
};
