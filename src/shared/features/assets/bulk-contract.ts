import * as z from 'zod';
import { id, instant, jobId } from '#shared/rpc/fields.ts';
import { job, query } from '#shared/rpc/define.ts';
import { customFieldKey } from './filter-expression.ts';

/**
 * Facts that many assets may take at once. Tag, serial and name are each asset's own; status, place and custodian
 * change by movements.
 */
export const bulkFacts = [
  'condition',
  'category',
  'model',
  'manufacturer',
  'supplier',
  'department',
  'costCentre',
  'orderNumber',
  'purchasedOn',
  'cost',
  'warrantyUntil',
  'endOfLifeOn',
  'notes',
] as const;
export type BulkFact = (typeof bulkFacts)[number];

const bulkSubject = z.union([z.enum(bulkFacts), customFieldKey]);
export type BulkSubject = z.infer<typeof bulkSubject>;

const subjectText = z.object({
  field: bulkSubject,
  /** As somebody would type it, a reference by its identifier; null empties the field. */
  text: z.string().max(10_000).nullable(),
});

/** What the assets get: each field once. */
const bulkChange = z
  .array(subjectText)
  .min(1)
  .max(30)
  .refine((change) => new Set(change.map(({ field }) => field)).size === change.length);
export type BulkChange = z.infer<typeof bulkChange>;

const bulkRequest = z.object({ ids: z.array(id).min(1).max(500_000), change: bulkChange });
export type BulkRequest = z.infer<typeof bulkRequest>;

/** Why an asset is left as it is. */
export const bulkRefusals = [
  'ASSET_CLOSED',
  'NOT_OF_CATEGORY',
  'FIELD_MISSING',
  'SERIAL_TAKEN',
  'CHANGED_SINCE',
  'FIELD_TAKEN',
  'FIELD_REFUSED',
] as const;
export type BulkRefusal = (typeof bulkRefusals)[number];

const bulkPreview = z.object({
  asked: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refusals: z.array(z.object({ because: z.enum(bulkRefusals), count: z.number().int() })),
  /** The first of each kind. */
  rows: z.array(
    z.object({
      id,
      tag: z.string(),
      name: z.string(),
      changes: z.array(z.object({ field: bulkSubject, from: z.string().nullable(), to: z.string().nullable() })),
      refusal: z.object({ because: z.enum(bulkRefusals), detail: z.string().nullable() }).nullable(),
    }),
  ),
});
export type BulkPreview = z.infer<typeof bulkPreview>;

const bulkEdit = z.object({
  id,
  operator: z.string(),
  startedAt: instant,
  state: z.enum(['running', 'done', 'stopped', 'undone']),
  asked: z.number().int(),
  changed: z.number().int(),
  change: z.array(subjectText),
});
export type BulkEdit = z.infer<typeof bulkEdit>;

const refusedValue = {
  BULK_VALUE_REFUSED: {
    data: z.object({
      field: z.string(),
      problem: z.enum(['required', 'type', 'pattern', 'choice', 'unique', 'unknown']),
    }),
  },
} as const;
const started = z.object({ jobId });

/** Many assets edited at once: shown before, done in portions, taken back as long as nothing of it was changed since (X2). */
export const bulkContract = {
  startBulkPreview: job('asset.edit').input(bulkRequest).output(started).errors(refusedValue),
  bulkPreview: query('asset.edit').input(started).output(bulkPreview),
  startBulkEdit: job('asset.edit').input(bulkRequest).output(started).errors(refusedValue),
  /** The last ones, newest first. */
  listBulkEdits: query('asset.edit').output(z.array(bulkEdit)),
  startBulkUndo: job('asset.edit')
    .input(z.object({ id }))
    .output(started)
    .errors({
      BULK_UNDO_TOO_LATE: { data: z.object({ count: z.number().int(), tag: z.string() }) },
      BULK_NOT_TO_UNDO: { data: z.object({ state: z.string() }) },
    }),
};
