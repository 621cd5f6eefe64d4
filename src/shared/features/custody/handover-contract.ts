import * as z from 'zod';
import { conditions, custodian } from '#shared/features/assets/model.ts';
import { command, query } from '#shared/rpc/define.ts';
import { day, id, instant, reference, requiredLine } from '#shared/rpc/fields.ts';
import { signature } from './signature.ts';

/** A text that goes with hand-overs, in its newest wording. */
export const handoverText = z.object({
  id,
  /** Null when it goes with every asset. */
  category: reference.nullable(),
  title: z.string(),
  versionId: id,
  version: z.number().int(),
  body: z.string(),
  sha256: z.string(),
  createdAt: instant,
  createdBy: z.string(),
});
export type HandoverText = z.infer<typeof handoverText>;

export const handoverItem = z.object({
  custodyId: id,
  assetId: id,
  tag: z.string(),
  name: z.string(),
  serial: z.string().nullable(),
  condition: z.enum(conditions),
  dueOn: day.nullable(),
  purpose: z.string().nullable(),
  accessories: z.array(z.string()),
});
export type HandoverItem = z.infer<typeof handoverItem>;

/** What will stand on the receipt. */
export const handoverDraft = z.object({ custodian, items: z.array(handoverItem), texts: z.array(handoverText) });
export type HandoverDraft = z.infer<typeof handoverDraft>;

export const handover = z.object({
  id,
  number: z.number().int(),
  custodian,
  at: instant,
  operator: z.string(),
  outcome: z.enum(['signed', 'refused']),
  signer: z.string(),
  refusal: z.string().nullable(),
  pdfSha256: z.string(),
  tags: z.array(z.string()),
});
export type Handover = z.infer<typeof handover>;

const custodyIds = z.array(id).min(1).max(200);

const handoverErrors = {
  /** One signature is one person's: what several hold needs a receipt each. */
  SEVERAL_CUSTODIANS: {},
  CUSTODY_OVER: { data: z.object({ tag: z.string() }) },
  /** A text got another wording while it was being read. */
  TEXTS_CHANGED: {},
  SIGNATURE_EMPTY: {},
} as const;

export const handoverContract = {
  handoverDraft: query('asset.view').input(z.object({ custodyIds })).output(handoverDraft).errors(handoverErrors),
  /** One receipt with one signature, or the note that it was refused, over all these items. */
  signHandover: command('asset.checkout')
    .input(
      z.object({
        custodyIds,
        /** The wordings that were shown. */
        textVersionIds: z.array(id).max(50),
        signer: requiredLine(120),
        answer: z.discriminatedUnion('outcome', [
          z.object({ outcome: z.literal('signed'), signature }),
          z.object({ outcome: z.literal('refused'), reason: requiredLine(500) }),
        ]),
      }),
    )
    .output(z.object({ id, number: z.number().int() }))
    .errors(handoverErrors),
  /** Receipts, newest first: all, or those that name an asset. */
  listHandovers: query('asset.view')
    .input(z.object({ assetId: id.nullable().default(null) }))
    .output(z.array(handover)),
  handoverPdf: query('asset.view').input(z.object({ id })).output(z.file()).errors({ ATTACHMENT_DAMAGED: {} }),
  /** Shows a decrypted copy of the receipt in the program of the system. */
  openHandover: command('asset.view').input(z.object({ id })).errors({ ATTACHMENT_DAMAGED: {} }),
  listHandoverTexts: query('asset.view').output(z.array(handoverText)),
  /** Another body is another version; what was signed keeps its own. */
  saveHandoverText: command('settings.edit')
    .input(
      z.object({
        id: id.nullable(),
        categoryId: id.nullable(),
        title: requiredLine(120),
        body: z.string().trim().min(1).max(6000),
      }),
    )
    .output(z.object({ id, version: z.number().int() })),
  archiveHandoverText: command('settings.edit').input(z.object({ id })),
};
