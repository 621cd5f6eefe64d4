import * as z from 'zod';
import { id, instant, requiredLine } from '#shared/rpc/fields.ts';
import { command, job, query } from '#shared/rpc/define.ts';
import { labelSubjects, templateId } from './template.ts';
import type { LabelLayout } from './layout.ts';
import type { LayoutProblem, LayoutWarning } from './problems.ts';
import { proofContract } from './proof-contract.ts';
import { templateContract } from './template-contract.ts';

/** What printers understand: ZPL II, TSPL, EPL2 and the raster commands of Brother QL. */
export const printerLanguages = ['zpl', 'tspl', 'epl', 'brother'] as const;
export type PrinterLanguage = (typeof printerLanguages)[number];
/** The only resolution of Brother QL. */
export const brotherDpi = 300;

export const printerDetails = z.object({
  name: requiredLine(80),
  /** Host name or address in the local network. */
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9.:_-]+$/),
  port: z.number().int().min(1).max(65_535),
  language: z.enum(printerLanguages),
  dpi: z.union([z.literal(203), z.literal(300), z.literal(600)]),
  offsetXDots: z.number().int().min(-200).max(200),
  offsetYDots: z.number().int().min(-200).max(200),
  darkness: z.number().int().min(0).max(30).nullable(),
});
export type PrinterDetails = z.infer<typeof printerDetails>;
export const printer = printerDetails.extend({ id });
export type Printer = z.infer<typeof printer>;

/** What of the register has labels. A place's label may also be that of a bin. */
export const printedKinds = ['asset', 'person', 'place'] as const;
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
  createdAt: instant,
  operator: z.string(),
});
export type LabelJob = z.infer<typeof labelJob>;

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
  TEMPLATE_FOR_OTHERS: { data: z.object({ name: z.string(), subject: z.enum(labelSubjects) }) },
} as const;

export const labelsContract = {
  ...templateContract,
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
  listPrinters: query('asset.view').output(z.array(printer)),
  savePrinter: command('device.configure')
    .input(printerDetails.extend({ id: id.nullable() }))
    .output(z.object({ id }))
    .errors({
      NAME_TAKEN: { data: z.object({ name: z.string() }) },
      RESOLUTION_NOT_OFFERED: { data: z.object({ dpi: z.number() }) },
    }),
  archivePrinter: command('device.configure').input(z.object({ id })),
  printerStatus: query('asset.view')
    .input(z.object({ id }))
    .output(z.object({ state: z.enum(['ready', 'fault', 'silent', 'unreachable']), faults: z.array(z.string()) })),
  print: command('label.print')
    .input(
      z.object({
        ...selection,
        printerId: id,
        copies: z.number().int().min(1).max(99),
        /** Each label waits to be scanned back. */
        proof: z.boolean().default(false),
      }),
    )
    .output(z.object({ jobId: id }))
    .errors(cannotPrint),
  queue: query('asset.view').output(z.array(labelJob)),
  /** Goes on at the label where the printer stopped; labels of unknown fate are printed again only when asked. */
  resume: command('label.print').input(z.object({ jobId: id, repeatUnknown: z.boolean() })),
  cancel: command('label.print').input(z.object({ jobId: id })),
  /** Asks where, then writes a PDF with one label a page. */
  savePdf: job('label.print')
    .input(z.object(selection))
    .output(z.object({ path: z.string().nullable() }))
    .errors(cannotPrint),
};
