import * as z from 'zod';
import { deskSounds } from '#shared/features/desk/contract.ts';
import { command, inKiosk, query } from '#shared/rpc/define.ts';
import { day, id, instant, line, requiredLine } from '#shared/rpc/fields.ts';

/** Why something waits for the operator. */
export const kioskExceptionKinds = [
  'unknown_code',
  'not_loanable',
  'held_by_other',
  'alarm',
  'damaged',
  'blocked_person',
  'refused',
  'to_check',
] as const;
export type KioskExceptionKind = (typeof kioskExceptionKinds)[number];

export const kioskOutcomes = [
  'welcome',
  'borrowed',
  'returned',
  'taken',
  'already',
  'damage_noted',
  'finished',
  'refused',
  'returning',
] as const;
export type KioskOutcome = (typeof kioskOutcomes)[number];

/** What the borrower sees of an asset, a kit or an article: nothing about others, nothing about costs. */
const kioskItem = z.object({
  kind: z.enum(['asset', 'kit', 'supply']),
  id,
  /** The tag of an asset, else what the label says. */
  tag: z.string(),
  name: z.string(),
  dueOn: day.nullable(),
  /** How many of an article; null for what there is one of. */
  quantity: z.number().int().nullable(),
});
export type KioskItem = z.infer<typeof kioskItem>;

const borrower = z.object({
  name: z.string(),
  /** What he holds now, the next due first. */
  holds: z.array(kioskItem),
  /** Why he may bring back and take nothing. */
  blocked: z.enum(['HAS_OVERDUE']).nullable(),
});
export type KioskBorrower = z.infer<typeof borrower>;

export const kioskResult = z.object({
  outcome: z.enum(kioskOutcomes),
  sound: z.enum(deskSounds),
  code: z.string(),
  item: kioskItem.nullable(),
  borrower: borrower.nullable(),
  reason: z.object({ code: z.string(), facts: z.record(z.string(), z.string()) }).nullable(),
  /** Whether somebody of the desk will look after it. */
  waits: z.boolean(),
  at: instant,
});
export type KioskResult = z.infer<typeof kioskResult>;

export const kioskVisit = z.object({
  borrower: borrower.nullable(),
  /** What was taken and brought in this visit, newest first. */
  items: z.array(z.object({ did: z.enum(['borrowed', 'returned', 'taken']), item: kioskItem, damaged: z.boolean() })),
  /** When the visit ends by itself; null when nobody is there. */
  endsAt: instant.nullable(),
  organisation: z.string(),
  /** Whether articles that are scanned come back instead of being taken. */
  returning: z.boolean(),
});
export type KioskVisit = z.infer<typeof kioskVisit>;

export const kioskPolicy = z.object({
  /** Categories, each with what is below it, whose assets may be borrowed without an operator. */
  categoryIds: z.array(id).max(500),
  /** Whether what a pool lends may be borrowed, whatever its category. */
  pools: z.boolean().default(false),
  /** Whether complete kits may be borrowed by their label. */
  kits: z.boolean().default(false),
  /** Whether accessories and consumables may be taken, one by each scan. */
  supplies: z.boolean().default(false),
  /** Seconds without a scan after which the next borrower is welcomed. */
  idleSeconds: z.number().int().min(10).max(600),
  /** Whether somebody who should have brought something back gets nothing more. */
  blockOverdue: z.boolean(),
});
export type KioskPolicy = z.infer<typeof kioskPolicy>;

/** Whether a kiosk with these rules has anything to give. */
export function lendsAnything({ categoryIds, pools, kits, supplies }: KioskPolicy): boolean {
  return categoryIds.length > 0 || pools || kits || supplies;
}

export const kioskException = z.object({
  id,
  at: instant,
  kind: z.enum(kioskExceptionKinds),
  code: z.string(),
  person: z.object({ id, name: z.string() }).nullable(),
  asset: z.object({ id, tag: z.string(), name: z.string() }).nullable(),
  reason: z.object({ code: z.string(), facts: z.record(z.string(), z.string()) }),
  /** What the borrower wrote about it. */
  remark: z.string().nullable(),
  settledAt: instant.nullable(),
  settledBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type KioskException = z.infer<typeof kioskException>;

const outside = { NOT_IN_KIOSK: {} } as const;

/** Borrowing without an operator. What a session in kiosk mode may call is marked with `inKiosk`; all else is refused. */
export const kioskContract = {
  /** From here on this window does nothing but this. */
  start: command('asset.checkout').errors({ NOTHING_TO_LEND: {} }),
  /** Back to the desk, with the password of the operator who started it. */
  leave: command('signed-in', inKiosk)
    .input(z.object({ password: z.string().max(1024) }))
    .errors({ ...outside, WRONG_CREDENTIALS: {}, TRY_LATER: { data: z.object({ seconds: z.number().int() }) } }),
  state: query('signed-in', inKiosk).output(kioskVisit).errors(outside),
  /** A badge, an item, or one of the cards DONE and DAMAGED. */
  scan: command('signed-in', inKiosk)
    .input(z.object({ text: z.string().min(1).max(16_384), usText: z.string().max(16_384).optional() }))
    .output(kioskResult)
    .errors(outside),
  /** Which way the articles go that are scanned next; assets and kits tell it by themselves. */
  setReturning: command('signed-in', inKiosk)
    .input(z.object({ returning: z.boolean() }))
    .errors(outside),
  /** The borrower has everything. */
  finish: command('signed-in', inKiosk).errors(outside),
  /** The borrower says what is wrong with something that he took or brought in this visit. */
  reportDamage: command('signed-in', inKiosk)
    .input(z.object({ assetId: id, remark: line(200).nullable() }))
    .output(kioskResult)
    .errors(outside),
  exceptions: query('asset.checkout')
    .input(z.object({ settled: z.boolean().default(false) }))
    .output(z.array(kioskException)),
  settle: command('asset.checkout')
    .input(z.object({ ids: z.array(id).min(1).max(200), note: requiredLine(500) }))
    .errors({ ALREADY_SETTLED: {} }),
  policy: query('asset.view').output(kioskPolicy),
  setPolicy: command('settings.edit').input(kioskPolicy),
};
