import * as z from 'zod';
import { id, instant } from '#shared/rpc/fields.ts';

/** When this register is backed up by itself, where to, and how much is kept. */
export const backupPlan = z.object({
  /** Null when nothing is backed up by itself. */
  everyHours: z.number().int().min(1).max(168).nullable(),
  /** Null is the folder beside the data, which no broken disk survives. */
  folder: z.string().min(1).max(4096).nullable(),
  /** The newest backup of each of so many days, weeks and months stays. */
  keepDays: z.number().int().min(1).max(90),
  keepWeeks: z.number().int().min(0).max(104),
  keepMonths: z.number().int().min(0).max(120),
});
export type BackupPlan = z.infer<typeof backupPlan>;

/** A backup, the trial of restoring one, and the check of the register itself. */
export const runKinds = ['backup', 'drill', 'check'] as const;
export type RunKind = (typeof runKinds)[number];

export const backupRun = z.object({
  id,
  kind: z.enum(runKinds),
  /** The file that was written or tried; null for a check. */
  path: z.string().nullable(),
  startedAt: instant,
  seconds: z.number(),
  /** Code of what went wrong; null for what was opened and found whole. */
  failure: z.string().nullable(),
  bytes: z.number().int().nullable(),
  /** Journal entries that were read back, each checked. */
  entries: z.number().int().nullable(),
  /** Since when the file is gone, to make room. */
  removedAt: instant.nullable(),
});
export type BackupRun = z.infer<typeof backupRun>;

/** A file that was found where backups were written to. */
export const foundBackup = z.object({
  path: z.string(),
  madeAt: instant,
  bytes: z.number().int(),
  /** Entries of its journal. */
  entries: z.number().int(),
});
export type FoundBackup = z.infer<typeof foundBackup>;

/** What could still be read of a damaged register. */
export const salvaged = z.object({
  /** Folder in which the damaged files lie. */
  setAside: z.string(),
  /** Rows that were read, of all tables. */
  saved: z.number().int(),
  /** Tables of which rows are missing; how many, where that could be told. */
  tables: z.array(z.object({ table: z.string(), saved: z.number().int(), lost: z.number().int().nullable() })),
  /** Journal entries that are left, and the first at which the chain is broken. */
  entries: z.number().int(),
  brokenAt: z.number().int().nullable(),
  /** Files that rows point at and that are missing or damaged. */
  filesLost: z.number().int(),
  /** References to rows that are missing. */
  dangling: z.number().int(),
});
export type Salvaged = z.infer<typeof salvaged>;

/** How the register stands: whether the newest backup would help. */
export const standings = ['off', 'never', 'fine', 'late', 'failing'] as const;
export type Standing = (typeof standings)[number];
