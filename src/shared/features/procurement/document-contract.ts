import * as z from 'zod';
import { id } from '#shared/rpc/fields.ts';
import { job, query } from '#shared/rpc/define.ts';

const saved = z.object({ path: z.string().nullable() });

/** Languages in which papers are written. */
const paperLanguages = ['en', 'de'] as const;
export type PaperLanguage = (typeof paperLanguages)[number];
const language = z.enum(paperLanguages).default('en');

const request = z.object({ requisitionId: id, supplierId: id, language });

/** Papers: each asks where, then writes a PDF; null when nobody chose a place. */
export const documentContract = {
  saveOrderPdf: job('po.create').input(z.object({ id, language })).output(saved),
  saveQuoteRequestPdf: job('po.create').input(request).output(saved),
  /** The request as subject and body of a mail. */
  quoteRequestText: query('po.create')
    .input(request)
    .output(z.object({ to: z.string().nullable(), subject: z.string(), text: z.string() })),
  saveProposalPdf: job('asset.cost.view')
    .input(z.object({ approvalId: id, language }))
    .output(saved),
};
