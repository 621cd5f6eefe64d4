import * as z from 'zod';
import { families } from '#shared/features/assets/families.ts';
import { placeKinds } from '#shared/features/places/contract.ts';
import { atMost, id, instant, jobId, requiredLine } from '#shared/rpc/fields.ts';
import { job, query } from '#shared/rpc/define.ts';
import { exportContract } from './export-contract.ts';

export const importEntities = [
  'assets',
  'people',
  'places',
  'models',
  'suppliers',
  'licences',
  'installations',
  'supplies',
  'postures',
] as const;
export type ImportEntity = (typeof importEntities)[number];

/** Whether rows add to the register, change what is there, or both. */
export const importModes = ['create', 'update', 'upsert'] as const;
export type ImportMode = (typeof importModes)[number];

/** How day and month stand in a column whose dates could be read two ways. */
export const dateOrder = z.enum(['dmy', 'mdy']);

/** Names of sheets and columns as files have them: a cell takes no more. */
export const longestHeading = 32_767;

/** Where a column goes: to a field, kept beside the fields, or nowhere. */
export const columnTarget = z.object({
  column: z.number().int().min(0),
  field: z.string().max(200).nullable(),
  /** Without a field: whether its values are kept as extra facts of the row. */
  keep: z.boolean(),
});
export type ColumnTarget = z.infer<typeof columnTarget>;

function eachFieldOnce(targets: readonly ColumnTarget[]): boolean {
  const fields = targets.flatMap(({ field }) => field ?? []);
  return new Set(fields).size === fields.length;
}

const headingRow = z.number().int().min(1).max(10_000).nullable();

/** Encodings that a text file may be said to have, by their names in the WHATWG standard. */
export const textEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'iso-8859-2',
  'iso-8859-15',
  'macintosh',
] as const;
export const textDelimiters = [',', ';', '\t', '|'] as const;

/** How a text file is to be read where what was found is wrong; null is found out. */
export const textReading = z.object({
  encoding: z.enum(textEncodings).nullable(),
  delimiter: z.enum(textDelimiters).nullable(),
});
export type TextReading = z.infer<typeof textReading>;

export const asItIsFound: TextReading = { encoding: null, delimiter: null };

/** A cell that counts as if the file had another text in it. */
export const cellRepair = z.object({
  row: z.number().int().min(1),
  column: z.number().int().min(0),
  value: z.string().max(10_000),
});
export type CellRepair = z.infer<typeof cellRepair>;

export const importProblem = z.object({
  row: z.number().int(),
  /** Null when the row as a whole is meant. */
  column: z.number().int().nullable(),
  heading: z.string().nullable(),
  value: z.string().nullable(),
  code: z.string(),
  facts: z.record(z.string(), z.string()),
});
export type ImportProblem = z.infer<typeof importProblem>;

/** What a name is that the register lacks: a record that is there under another name, or a new one of this sort. */
export const nameAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('place'),
    name: requiredLine(400),
    means: id.nullable(),
    as: z.enum(placeKinds),
    /** What a new one stands in. */
    inside: id.nullable(),
  }),
  z.object({
    kind: z.literal('category'),
    name: requiredLine(400),
    means: id.nullable(),
    family: z.enum(families),
  }),
]);
export type NameAnswer = z.infer<typeof nameAnswer>;

export const importPlan = z.object({
  path: z.string().min(1).max(4096),
  entity: z.enum(importEntities),
  sheet: z.string().max(longestHeading).nullable(),
  /** No two columns go to one field: the second would overwrite the first. */
  mapping: z.array(columnTarget).max(500).refine(eachFieldOnce),
  /** Answers to the questions about dates, by column. */
  dateOrders: atMost(500, z.record(z.string().max(longestHeading), dateOrder)),
  /** Answers to the questions about amounts such as `1,234`, by column. */
  decimalMarks: atMost(500, z.record(z.string().max(longestHeading), z.enum(['.', ',']))).default({}),
  onError: z.enum(['stop', 'skip']),
  mode: z.enum(importModes).default('create'),
  /** Field that says which record a row means; null takes the first of the entity's that the row has. */
  matchBy: z.string().max(200).nullable().default(null),
  /** Names that the register does not know are added, or the rows that name them refused. */
  newNames: z.enum(['add', 'refuse']).default('add'),
  /** What new places and categories are; without an answer a room, and a category of hardware. */
  nameAnswers: z.array(nameAnswer).max(5000).default([]),
  /** Row that holds the headings, from 1; null looks for it. */
  headingRow: headingRow.default(null),
  reading: textReading.default(asItIsFound),
  /** Cells that were mended in the preview, by row of the file and column. */
  repairs: z.array(cellRepair).max(10_000).default([]),
  /** What the preview was made from; another content is refused. */
  sha256: z.string().max(64).nullable().default(null),
});
export type ImportPlan = z.infer<typeof importPlan>;

/** What must be asked once for a whole column before its values can be read. */
export const columnQuestion = z.object({
  column: z.number().int(),
  code: z.enum(['DATE_ORDER', 'DECIMAL_MARK']),
  examples: z.array(z.string()),
});

export const inspection = z.object({
  fileName: z.string(),
  kind: z.enum(['csv', 'xlsx', 'xls', 'ods']),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  headingRow: z.number().int(),
  headings: z.array(z.string()),
  sampleRows: z.array(z.array(z.string())),
  rowCount: z.number().int(),
  mapping: z.array(
    columnTarget.extend({
      confidence: z.number(),
      reason: z.enum(['heading', 'synonym', 'values', 'remembered', 'none']),
    }),
  ),
  questions: z.array(columnQuestion),
  warnings: z.array(z.object({ code: z.string(), facts: z.record(z.string(), z.string()) })),
  /** When a file with the same content was imported before. */
  importedBefore: instant.nullable(),
});
export type Inspection = z.infer<typeof inspection>;

/** What a row would do to one field; null for an empty one. Its name is the heading behind a plus where it is kept beside the fields. */
export const rowChange = z.object({ field: z.string(), before: z.string().nullable(), after: z.string() });
export type RowChange = z.infer<typeof rowChange>;

export const rowOutcomes = ['new', 'changed', 'unchanged', 'refused'] as const;
export const rowOutcome = z.object({
  row: z.number().int(),
  what: z.enum(rowOutcomes),
  /** Tag or name of the record; what the row calls itself when it is new. */
  label: z.string(),
  changes: z.array(rowChange),
});
export type RowOutcome = z.infer<typeof rowOutcome>;

export const previewReport = z.object({
  /** Digest of the file that was checked. */
  sha256: z.string(),
  rows: z.number().int(),
  ready: z.number().int(),
  rejected: z.number().int(),
  /** Rows by what would happen to them. */
  counts: z.object({
    new: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    refused: z.number().int(),
  }),
  /** The first rows of each kind. */
  outcomes: z.array(rowOutcome),
  /** Names that the register does not know yet and the import will add, by kind. */
  willCreate: z.record(z.string(), z.array(z.string())),
  /** The first problems; `rejected` and `oddityCount` say how many there are in all. */
  problems: z.array(importProblem),
  oddities: z.array(importProblem),
  oddityCount: z.number().int(),
  /** Questions that the mapping raises and that have no answer yet. */
  questions: z.array(columnQuestion),
  /** The first rows as they will be registered, by field. */
  firstRows: z.array(z.record(z.string(), z.string())),
});
export type PreviewReport = z.infer<typeof previewReport>;

export const importBatch = z.object({
  id,
  entity: z.enum(importEntities),
  fileName: z.string(),
  mode: z.enum(importModes),
  state: z.enum(['applying', 'applied', 'failed', 'undoing', 'undone']),
  rowsTotal: z.number().int(),
  rowsApplied: z.number().int(),
  /** Those among the applied rows that changed what was there. */
  rowsChanged: z.number().int(),
  rowsRejected: z.number().int(),
  /** Rows that stayed when it was undone, because somebody changed them meanwhile. */
  rowsKept: z.number().int(),
  rejectsFile: z.string().nullable(),
  operator: z.string(),
  createdAt: instant,
  endedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  undoneBy: z.string().nullable(),
  /** Whether what it did was written down and is not undone yet. */
  undoable: z.boolean(),
});
export type ImportBatch = z.infer<typeof importBatch>;

/** Something that was done with a record since, and that an undo would tear. */
export const undoObstacle = z.object({
  /** Tag or name. */
  label: z.string(),
  entity: z.string(),
  /** The journal's event, or the table that refers to the record. */
  what: z.string(),
  kind: z.enum(['changed', 'referred']),
  at: instant.nullable(),
});
export type UndoObstacle = z.infer<typeof undoObstacle>;

export const undoOutlook = z.object({
  /** Records that would be taken away, put back as they were, and names that would go if nothing else uses them. */
  created: z.number().int(),
  changed: z.number().int(),
  names: z.number().int(),
  /** The first of them; none when the import can be undone. */
  obstacles: z.array(undoObstacle),
});
export type UndoOutlook = z.infer<typeof undoOutlook>;

/** Why a file can't be read at all. */
const fileErrors = {
  FILE_REFUSED: { data: z.object({ reason: z.string(), facts: z.record(z.string(), z.string()) }) },
  WORKER_LOST: {},
} as const;

export const spreadsheetsContract = {
  ...exportContract,
  chooseFile: query('import.run').output(z.object({ path: z.string().nullable() })),
  listFields: query('import.run')
    .input(z.object({ entity: z.enum(importEntities) }))
    .output(z.array(z.object({ key: z.string(), required: z.boolean(), matches: z.boolean() }))),
  inspect: query('import.run')
    .input(
      z.object({
        path: z.string().min(1).max(4096),
        entity: z.enum(importEntities),
        sheet: z.string().max(longestHeading).nullable(),
        headingRow: headingRow.default(null),
        reading: textReading.default(asItIsFound),
      }),
    )
    .output(inspection)
    .errors(fileErrors),
  /** Dry run: everything an import would check, nothing written. */
  startPreview: job('import.run')
    .input(importPlan)
    .output(z.object({ jobId: z.string() })),
  previewReport: query('import.run').input(z.object({ jobId })).output(previewReport),
  startImport: job('import.run')
    .input(importPlan)
    .output(z.object({ jobId: z.string() })),
  listBatches: query('import.run').output(z.array(importBatch)),
  /** What undoing an import would do, and what stands in its way. */
  undoOutlook: query('import.run')
    .input(z.object({ batchId: id }))
    .output(undoOutlook)
    .errors({ WORKER_LOST: {} }),
  startUndo: job('import.run')
    .input(z.object({ batchId: id }))
    .output(z.object({ jobId: z.string() })),
};
