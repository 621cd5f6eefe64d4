import * as z from 'zod';
import { exportFormats, exportLanguage, exportRequest, paper } from '#shared/features/spreadsheets/export-contract.ts';
import { day, id, instant, line, reference, requiredLine } from '#shared/rpc/fields.ts';
import { command, job, query } from '#shared/rpc/define.ts';

/** Reports that come with the application, in the order in which they are offered. */
export const readyReports = [
  'register_by_place',
  'register_by_department',
  'register_by_custodian',
  'additions',
  'movements',
  'overdue',
  'warranty',
  'depreciation',
  'stocktake_result',
  'licence_position',
  'maintenance_due',
  'maintenance_done',
  'patches',
  'disposals',
  'incidents',
  'training',
] as const;
export type ReadyReport = (typeof readyReports)[number];

/** What each can be restricted to: days from and to, an end only, or none; and by what assets are. */
export const partsOfReport: Readonly<Record<ReadyReport, { period: 'range' | 'end' | 'none'; assets: boolean }>> = {
  register_by_place: { period: 'none', assets: true },
  register_by_department: { period: 'none', assets: true },
  register_by_custodian: { period: 'none', assets: true },
  additions: { period: 'range', assets: true },
  movements: { period: 'range', assets: true },
  overdue: { period: 'none', assets: true },
  warranty: { period: 'range', assets: true },
  depreciation: { period: 'range', assets: true },
  stocktake_result: { period: 'range', assets: true },
  licence_position: { period: 'end', assets: false },
  maintenance_due: { period: 'range', assets: true },
  maintenance_done: { period: 'range', assets: true },
  patches: { period: 'none', assets: true },
  disposals: { period: 'range', assets: true },
  incidents: { period: 'range', assets: true },
  training: { period: 'none', assets: false },
};

/** What a ready report is restricted to; null is everything. */
export const reportScope = z.object({
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  placeId: id.nullable().default(null),
  departmentId: id.nullable().default(null),
  categoryId: id.nullable().default(null),
});
export type ReportScope = z.infer<typeof reportScope>;

/** What a report is of: one that comes with the application, or a list as somebody saw it. */
export const reportContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), report: z.enum(readyReports), scope: reportScope }),
  z.object({ kind: z.literal('list'), request: exportRequest }),
]);
export type ReportContent = z.infer<typeof reportContent>;

const form = z.object({ format: z.enum(exportFormats), language: exportLanguage, paper });
export type ReportForm = z.infer<typeof form>;

/** When a report is written by itself. */
export const schedule = z.discriminatedUnion('when', [
  /** Each time that the register is opened. */
  z.object({ when: z.literal('at_start') }),
  z.object({ when: z.literal('daily') }),
  /** 1 is Monday. */
  z.object({ when: z.literal('weekly'), weekday: z.number().int().min(1).max(7) }),
  /** In shorter months on their last day. */
  z.object({ when: z.literal('monthly'), dayOfMonth: z.number().int().min(1).max(31) }),
]);
export type Schedule = z.infer<typeof schedule>;

const folder = z.string().min(1).max(4096);

export const reportDetails = form.extend({
  name: requiredLine(80),
  shared: z.boolean(),
  content: reportContent,
  /** Where it is written to by itself, and when; both or neither. */
  planned: z.object({ folder, schedule }).nullable(),
});
export type ReportDetails = z.infer<typeof reportDetails>;

const lastRun = z.object({
  at: instant,
  path: z.string().nullable(),
  rows: z.number().int().nullable(),
  /** Code of what went wrong. */
  failure: z.string().nullable(),
});

export const savedReport = reportDetails.extend({
  id,
  owner: reference,
  /** Whether this operator may change it. */
  editable: z.boolean(),
  lastRun: lastRun.nullable(),
  version: z.number().int(),
});
export type SavedReport = z.infer<typeof savedReport>;

/** The beginning of a report as texts, as people read them. */
const preview = z.object({
  columns: z.array(z.object({ heading: z.string(), numeric: z.boolean() })),
  rows: z.array(z.array(z.string())),
  /** Whether there are more rows than these. */
  more: z.boolean(),
});
export type ReportPreview = z.infer<typeof preview>;

const notYours = { REPORT_NOT_YOURS: { data: z.object({ name: z.string(), owner: z.string() }) } } as const;
const errors = {
  ...notYours,
  NAME_TAKEN: { data: z.object({ name: z.string() }) },
  FOLDER_UNUSABLE: { data: z.object({ folder: z.string() }) },
} as const;

export const reportBuilderContract = {
  /** One's own and the shared ones, by name. */
  listReports: query('export.run').output(z.array(savedReport)),
  /** Which of the ready reports this operator may see. */
  listReadyReports: query('export.run').output(z.array(z.enum(readyReports))),
  previewReport: query('export.run')
    .input(z.object({ content: reportContent, language: exportLanguage }))
    .output(preview),
  /** Asks where, then writes it. */
  writeReport: job('export.run')
    .input(form.extend({ content: reportContent, name: line(80) }))
    .output(z.object({ jobId: z.string().nullable() })),
  /** Keeps a report; without an identifier it is a new one. */
  saveReport: command('export.run')
    .input(reportDetails.extend({ id: id.nullable(), version: z.number().int().default(0) }))
    .output(z.object({ id }))
    .errors(errors),
  removeReport: command('export.run')
    .input(z.object({ id, version: z.number().int() }))
    .errors(notYours),
  /** Writes a planned report into its folder now. */
  runReport: job('export.run')
    .input(z.object({ id }))
    .output(z.object({ jobId: z.string() })),
  chooseReportFolder: query('export.run').output(z.object({ path: z.string().nullable() })),
};
