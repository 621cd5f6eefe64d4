import * as z from 'zod';
import { reportBuilderContract } from './builder-contract.ts';
import { journalHead } from '#shared/primitives/journal-head.ts';
import { day, id, instant } from '#shared/rpc/fields.ts';
import { job, query } from '#shared/rpc/define.ts';

export const journalEntry = z.object({
  seq: z.number().int(),
  at: instant,
  actor: z.string(),
  source: z.string(),
  event: z.string(),
  subject: z.string(),
  /** Before and after, as stored. */
  data: z.record(z.string(), z.unknown()),
  reason: z.string().nullable(),
  hash: z.string(),
});
export type JournalEntry = z.infer<typeof journalEntry>;

/** What a pack covers; an empty scope is everything. */
export const packScope = z.object({
  from: day.nullable(),
  to: day.nullable(),
  placeId: id.nullable(),
  departmentId: id.nullable(),
  categoryId: id.nullable(),
});

export type PackScope = z.infer<typeof packScope>;

/** A pack that was handed out, as the record of packs has it. */
const handedOutPack = z.object({
  number: z.number().int(),
  madeAt: instant,
  madeBy: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  seal: z.string(),
  asOfSeq: z.number().int(),
  from: day.nullable(),
  to: day.nullable(),
  /** Names of place, department and category that it was restricted to. */
  restrictedTo: z.array(z.string()),
});
export type HandedOutPack = z.infer<typeof handedOutPack>;

export const reportsContract = {
  journal: query('audit.read')
    .input(
      z.object({
        subject: z.string().max(80).optional(),
        event: z.string().max(80).optional(),
        beforeSeq: z.number().int().optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ entries: z.array(journalEntry), total: z.number().int() })),
  /** The journal of one asset, for everybody who may see the asset. */
  assetJournal: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(z.array(journalEntry)),
  verifyJournal: job('audit.read')
    .input(z.object({ heads: z.array(journalHead).max(1000).default([]) }).default({ heads: [] }))
    .output(z.object({ jobId: z.string() })),
  auditPack: job('auditpack.make')
    .input(packScope.extend({ path: z.string().min(1).max(4096) }))
    .output(z.object({ jobId: z.string() })),
  /** Packs that were handed out, the newest first. */
  listPacks: query('auditpack.make').output(z.array(handedOutPack)),
  /** Asks where, then writes the report of a stocktake with lines to sign on. */
  stocktake: job('export.run')
    .input(z.object({ id, format: z.enum(['pdf', 'xlsx']) }))
    .output(z.object({ jobId: z.string().nullable() }))
    .errors({ STOCKTAKE_STATE: { data: z.object({ state: z.string() }) } }),
  verifyPack: job('audit.read')
    .input(z.object({ path: z.string().min(1).max(4096) }))
    .output(z.object({ jobId: z.string() })),
  /** The pack that somebody opened with the application and that nobody has looked at yet. */
  openedPack: query('audit.read').output(z.object({ path: z.string().nullable() })),
  /** Somebody has looked at it, or doesn't want to. */
  forgetOpenedPack: query('audit.read'),
  choosePackToSave: query('auditpack.make').output(z.object({ path: z.string().nullable() })),
  choosePackToVerify: query('audit.read').output(z.object({ path: z.string().nullable() })),
  ...reportBuilderContract,
};
