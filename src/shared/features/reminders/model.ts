import * as z from 'zod';
import type { Permission } from '#shared/features/auth/permissions.ts';
import { day, id, instant, line, requiredLine } from '#shared/rpc/fields.ts';

/** What somebody is reminded of; each kind is told of by the slice that owns its dates. */
export const reminderKinds = [
  'loan',
  'reservation',
  'maintenance',
  'calibration',
  'warranty',
  'end_of_life',
  'contract',
  'licence',
  'certificate',
  'domain',
  'subscription',
  'approval',
  'delivery',
  'invoice',
  'incident',
  'training',
  'configuration',
  'handbook',
  'backup',
  'update',
  'recovery',
] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** Days ahead of a date from which it is reminded of, until a manager says otherwise. */
export const usualLeadDays: Readonly<Record<ReminderKind, number>> = {
  loan: 3,
  reservation: 2,
  maintenance: 7,
  calibration: 14,
  warranty: 30,
  end_of_life: 90,
  contract: 60,
  licence: 60,
  certificate: 30,
  domain: 30,
  subscription: 30,
  approval: 2,
  delivery: 1,
  invoice: 5,
  incident: 1,
  training: 30,
  configuration: 14,
  handbook: 14,
  backup: 0,
  update: 7,
  recovery: 14,
};

/** Who may say that a date is dealt with: whoever does the work that it asks for. */
export const settledBy: Readonly<Record<ReminderKind, Permission>> = {
  loan: 'asset.checkout',
  reservation: 'asset.reserve',
  maintenance: 'maintenance.work',
  calibration: 'maintenance.work',
  warranty: 'asset.edit',
  end_of_life: 'asset.edit',
  contract: 'po.create',
  licence: 'licence.edit',
  certificate: 'asset.edit',
  domain: 'asset.edit',
  subscription: 'asset.edit',
  approval: 'po.create',
  delivery: 'receipt.create',
  invoice: 'invoice.match',
  incident: 'incident.manage',
  training: 'training.manage',
  configuration: 'asset.edit',
  handbook: 'handbook.edit',
  backup: 'backup.run',
  update: 'maintenance.work',
  recovery: 'maintenance.work',
};

/** What a reminder opens. */
export const reminderEntities = [
  'asset',
  'contract',
  'product',
  'work_order',
  'maintenance',
  'loans',
  'requisition',
  'order',
  'invoices',
  'incident',
  'person',
  'article',
  'backups',
  'campaign',
  'protected_item',
  'recovery_plan',
] as const;
export type ReminderEntity = (typeof reminderEntities)[number];

export const urgencies = ['overdue', 'today', 'ahead'] as const;
export type Urgency = (typeof urgencies)[number];

export function urgencyOf(dueOn: string, today: string): Urgency {
  return dueOn < today ? 'overdue' : dueOn === today ? 'today' : 'ahead';
}

/** A date of something, which tells it from every other: it comes up anew when the thing gets another date. */
export const reminderKey = z.object({ kind: z.enum(reminderKinds), subject: line(120), day });
export type ReminderKey = z.infer<typeof reminderKey>;

export const reminder = reminderKey.extend({
  /** Position in the list, for the window only. */
  id,
  /** Tag or number; empty where there is none. */
  label: z.string(),
  title: z.string(),
  entity: z.enum(reminderEntities),
  entityKey: z.string(),
  /** Who has to do with it, where somebody has. */
  who: z.string().nullable(),
  urgency: z.enum(urgencies),
  daysLeft: z.number().int(),
  snoozedUntil: day.nullable(),
  doneAt: instant.nullable(),
  doneBy: z.string().nullable(),
  note: z.string().nullable(),
  /** Whether this operator may settle it. */
  mine: z.boolean(),
});
export type Reminder = z.infer<typeof reminder>;

const address = z.email().max(200);

export const kindRule = z.object({
  on: z.boolean(),
  leadDays: z.number().int().min(0).max(730),
  /** Who gets it by mail, besides the person whom it is about. */
  mailTo: z.array(address).max(20),
  /** Whether the person whom it is about gets a mail as well: the borrower, the technician, who has to learn. */
  mailWho: z.boolean(),
});
export type KindRule = z.infer<typeof kindRule>;

/** Kinds of which some are about a person who has an address. */
export const aboutSomebody: ReadonlySet<ReminderKind> = new Set([
  'loan',
  'reservation',
  'maintenance',
  'calibration',
  'training',
  'backup',
  'recovery',
]);

export const kindRules = z.record(z.enum(reminderKinds), kindRule);
export type KindRules = Readonly<Record<ReminderKind, KindRule>>;

/** Why a mail did not go out, as far as that can be told. */
export const mailFaults = ['certificate', 'no_encryption', 'credentials', 'silent', 'unreachable', 'refused'] as const;
export type MailFault = (typeof mailFaults)[number];

export const mailSecurities = ['starttls', 'tls', 'none'] as const;

export const mailServer = z
  .object({
    host: requiredLine(200),
    port: z.number().int().min(1).max(65_535),
    security: z.enum(mailSecurities),
    username: line(200),
    /** What the mails come from. */
    from: address,
    language: z.enum(['en', 'de']),
    /** Who keeps the head of the journal outside of this computer: it is written to him every day. */
    headTo: address.nullable().default(null),
  })
  // A password is not sent where everybody on the way can read it.
  .refine(({ security, username }) => security !== 'none' || username === '', { path: ['security'] });
export type MailServer = z.infer<typeof mailServer>;
