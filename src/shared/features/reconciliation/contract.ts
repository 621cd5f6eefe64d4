import * as z from 'zod';
import { id, instant, reference } from '#shared/rpc/fields.ts';
import { command, job, query } from '#shared/rpc/define.ts';
import { columnTarget, longestHeading } from '#shared/features/spreadsheets/contract.ts';

/**
 * Where a row of the list or an asset of the register ends up (I5): found on both sides and equal, found and
 * different, in the list only, named by the list a second time, or in the register only. Each is in one of them.
 */
export const reconciliationGroups = ['matched', 'different', 'unknown_here', 'repeated', 'missing_there'] as const;
export type ReconciliationGroup = (typeof reconciliationGroups)[number];

/** Fields in which the two sides may be compared, and those of them that the register may take from the list. */
export const comparedFields = [
  'tag',
  'serial',
  'name',
  'category',
  'manufacturer',
  'model',
  'place',
  'department',
  'custodianName',
  'orderNumber',
  'purchasedOn',
  'warrantyUntil',
] as const;
export type ComparedField = (typeof comparedFields)[number];
export const updatableFields = ['serial', 'name', 'orderNumber', 'purchasedOn', 'warrantyUntil'] as const;

/** What is done with a whole group: seen for what was found, update for what differs, missing for what was not found. */
export const reconciliationActions = ['seen', 'update', 'missing'] as const;
export type ReconciliationAction = (typeof reconciliationActions)[number];

/** Rows that one call of `act` takes: a scan beside it waits for no more than these. */
export const actedAtOnce = 200;

export const difference = z.object({ field: z.enum(comparedFields), here: z.string(), there: z.string() });
export type Difference = z.infer<typeof difference>;

export const reconciliationRequest = z.object({
  path: z.string().min(1).max(4096),
  sheet: z.string().max(longestHeading).nullable(),
  mapping: z.array(columnTarget).max(500),
  compare: z.array(z.enum(comparedFields)).max(comparedFields.length),
  /** Which assets the list should name; a place counts with everything in it. Everything else is not missed. */
  scope: z.object({ categoryIds: z.array(id).max(500), placeId: id.nullable() }),
});
export type ReconciliationRequest = z.infer<typeof reconciliationRequest>;

const groupCount = z.object({
  group: z.enum(reconciliationGroups),
  count: z.number().int(),
  /** Rows for which nothing has been done yet. */
  open: z.number().int(),
});

export const reconciliation = z.object({
  id,
  fileName: z.string(),
  sha256: z.string(),
  createdAt: instant,
  operator: z.string(),
  groups: z.array(groupCount),
});
export type Reconciliation = z.infer<typeof reconciliation>;

export const reconciliationRow = z.object({
  id,
  /** Row of the list; null for what only the register has. */
  rowNumber: z.number().int().nullable(),
  matchedBy: z.enum(['tag', 'serial', 'name']).nullable(),
  asset: reference.extend({ tag: z.string() }).nullable(),
  listed: z.record(z.string(), z.string()),
  differences: z.array(difference),
  outcome: z.enum(['seen', 'updated', 'missing', 'refused']).nullable(),
});
export type ReconciliationRow = z.infer<typeof reconciliationRow>;

export const reconciliationContract = {
  start: job('import.run')
    .input(reconciliationRequest)
    .output(z.object({ jobId: z.string() })),
  list: query('import.run').output(z.array(reconciliation)),
  rows: query('import.run')
    .input(
      z.object({
        id,
        group: z.enum(reconciliationGroups),
        after: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ rows: z.array(reconciliationRow), next: id.nullable() })),
  /** Takes the next open rows of the groups that the action is for; called again until none is left. */
  act: command('import.run')
    .input(z.object({ id, action: z.enum(reconciliationActions) }))
    .output(z.object({ done: z.number().int(), refused: z.number().int(), left: z.number().int() })),
  /** Asks where, then writes the result as a workbook; with a group only its rows, headed so that an import takes them. */
  export: job('export.run')
    .input(z.object({ id, group: z.enum(reconciliationGroups).nullable() }))
    .output(z.object({ jobId: z.string().nullable() })),
};
