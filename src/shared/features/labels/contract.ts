import * as z from 'zod';
import { id, instant } from '#shared/rpc/fields.ts';
import { command, job, query } from '#shared/rpc/define.ts';
import { labelSubjects, templateId } from './template.ts';
import type { LabelLayout } from './layout.ts';
import type { LayoutProblem, LayoutWarning } from './problems.ts';
import { farthestOffsetUm, printerContract } from './printer-contract.ts';
import { proofContract } from './proof-contract.ts';
import { templateContract } from './template-contract.ts';

/** What has labels. A place's label may also be that of a bin; a command is a card for the desk. */
export const printedKinds = ['asset', 'person', 'place', 'kit', 'article', 'command'] as const;
export type PrintedKind = (typeof printedKinds)[number];

/** What is printed: things of one kind, in this order. */
const selection = { kind: z.enum(printedKinds), ids: z.array(id).min(1).max(5000), templateId };

export const labelJob = z.object({
  id,
  printer: z.string(),
  template: z.string(),
  kind: z.enum(printedKinds),
  state: z.enum(['queued', 'printing', 'waiting', 'done', 'cancelled']),
  /** What the printer waits for, or what is not known, as a code. */
  problem: z.string().nullable(),
  total: z.number().int(),
  printed: z.number().int(),
  unknown: z.number().int(),
  /** Labels that left the printer and are known to be spoiled. */
  failed: z.number().int(),
  /** The tags of the labels are written, too. */
  encodes: z.boolean(),
  createdAt: instant,
  operator: z.string(),
});
export type LabelJob = z.infer<typeof labelJob>;

/** Copies of one label at most; above `copiesAskedAbove` the window asks first. */
export const mostCopies = 500;
export const copiesAskedAbove = 50;

export const labelItemStates = ['queued', 'sending', 'sent', 'confirmed', 'unknown', 'failed'] as const;
/**
 * queued: not sent yet; sending: it was begun, so after a crash nobody knows;
 * sent: the printer took it and reports nothing; unknown: it may or may not be on paper;
 * failed: it left the printer and is spoiled.
 */
export type LabelItemState = (typeof labelItemStates)[number];

export const jobLabel = z.object({
  position: z.number().int(),
  name: z.string(),
  code: z.string(),
  state: z.enum(labelItemStates),
  /** Why it is not known, or what spoiled it, as a code. */
  problem: z.string().nullable(),
  /** What its tag is to hold, and whether it was read with it. */
  epc: z.string().nullable(),
  proof: z.enum(['none', 'wanted', 'read', 'void']),
});
export type JobLabel = z.infer<typeof jobLabel>;

const cannotPrint = {
  LABEL_DOES_NOT_FIT: {
    data: z.object({
      tag: z.string(),
      problem: z.string(),
      neededMm: z.number(),
      availableMm: z.number(),
      characters: z.string(),
    }),
  },
  NOTHING_TO_PRINT: {},
  /** The label is larger than what is loaded, or than the labels of the sheet. */
  MEDIUM_TOO_SMALL: { data: z.object({ medium: z.string(), widthMm: z.number(), heightMm: z.number() }) },
  TEMPLATE_FOR_OTHERS: { data: z.object({ template: z.string(), subject: z.enum(labelSubjects) }) },
} as const;

export const labelsContract = {
  ...templateContract,
  ...printerContract,
  ...proofContract,
  /** The label as it will print: the same layout that goes to the printer and to PDF. Without a thing, a sample. */
  preview: query('asset.view')
    .input(
      z.object({
        templateId,
        id: id.nullable(),
        dpi: z.union([z.literal(203), z.literal(300), z.literal(600)]),
      }),
    )
    .output(
      z.object({
        layout: z.custom<LabelLayout>((value) => typeof value === 'object' && value !== null).nullable(),
        problems: z.array(z.custom<LayoutProblem>((value) => typeof value === 'object' && value !== null)),
        warnings: z.array(z.custom<LayoutWarning>((value) => typeof value === 'object' && value !== null)),
      }),
    ),
  /** What is about to be printed, as people know it, and of which categories the assets are. */
  selection: query('asset.view')
    .input(z.object({ kind: z.enum(printedKinds), ids: z.array(id).max(5000) }))
    .output(z.object({ names: z.array(z.string()), categoryIds: z.array(id) })),
  print: command('label.print')
    .input(
      z.object({
        ...selection,
        printerId: id,
        copies: z.number().int().min(1).max(mostCopies),
        /** Each label waits to be scanned back. */
        proof: z.boolean().default(false),
        /** Writes each asset's EPC into its label's tag; recorded only when the tag was read with it. */
        encode: z.boolean().default(false),
        /** Labels of the first sheet that are used up already. */
        startCell: z.number().int().min(0).max(999).default(0),
      }),
    )
    .output(z.object({ jobId: id }))
    .errors({
      ...cannotPrint,
      CANNOT_ENCODE: {},
      NO_EPC: { data: z.object({ tag: z.string() }) },
      EPC_NOT_96: { data: z.object({ tag: z.string() }) },
      IDENTIFIER_TAKEN: {
        data: z.object({ identifierKind: z.string(), value: z.string(), assetId: z.number(), tag: z.string() }),
      },
      ASSET_CLOSED: { data: z.object({ tag: z.string() }) },
    }),
  queue: query('asset.view').output(z.array(labelJob)),
  /** The labels of one job and what became of each. */
  jobLabels: query('asset.view')
    .input(z.object({ jobId: id }))
    .output(z.array(jobLabel)),
  /** Goes on at the label where the printer stopped; labels of unknown fate are printed again only when asked. */
  resume: command('label.print').input(z.object({ jobId: id, repeatUnknown: z.boolean() })),
  cancel: command('label.print').input(z.object({ jobId: id })),
  /** Asks where, then writes a PDF with one label a page. */
  savePdf: job('label.print')
    .input(z.object(selection))
    .output(z.object({ path: z.string().nullable() }))
    .errors(cannotPrint),
  /** Asks where, then writes a PDF of whole sheets, beginning at a label of the first one. */
  saveSheetPdf: job('label.print')
    .input(
      z.object({
        ...selection,
        mediumKey: z.string().max(60),
        startCell: z.number().int().min(0).max(999),
        /** Micrometres to the right and down. */
        offsetXUm: z.number().int().min(-farthestOffsetUm).max(farthestOffsetUm),
        offsetYUm: z.number().int().min(-farthestOffsetUm).max(farthestOffsetUm),
      }),
    )
    .output(z.object({ path: z.string().nullable() }))
    .errors({ ...cannotPrint, NO_SUCH_MEDIUM: { data: z.object({ key: z.string() }) } }),
};
