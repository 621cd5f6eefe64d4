import * as z from 'zod';
import { eventIterator } from '@orpc/contract';
import { instant, jobId } from '#shared/rpc/fields.ts';
import { foundRecord } from './records.ts';
import { command, inKiosk, job, query, stream } from '#shared/rpc/define.ts';
import { updateAddress, updateCheck, updateErrors } from './newer-version.ts';

export const jobState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);

export const jobKinds = [
  'import',
  'import_preview',
  'import_undo',
  'export',
  'audit_pack',
  'verify_pack',
  'verify_journal',
  'backup',
  'backup_drill',
  'check',
  'salvage',
  'data_key',
  'decrypted',
  'reconciliation',
  'positions',
  'bulk_preview',
  'bulk_edit',
  'bulk_undo',
  'search_index',
] as const;

/** Long work with progress and cancel. */
export const jobStatus = z.object({
  id: z.string(),
  kind: z.enum(jobKinds),
  /** What it works on: a file name. */
  subject: z.string(),
  state: jobState,
  phase: z.string(),
  done: z.number().int(),
  total: z.number().int().nullable(),
  cancellable: z.boolean(),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** Code and facts of the failure, for the resource file. */
  failure: z.object({ code: z.string(), facts: z.record(z.string(), z.string()) }).nullable(),
  /** Facts of the result, e.g. the path of the file that was written. */
  result: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullable(),
});
export type JobStatus = z.infer<typeof jobStatus>;

/** That the clock of this computer was set: seconds ahead, or back when negative. */
export const clockStep = z.object({ before: instant, after: instant, seconds: z.number().int() });
export type ClockStep = z.infer<typeof clockStep>;

/** Topics are slices; a page that shows one asks again. */
export const changeNotice = z.object({ topics: z.array(z.string()) });

export const applicationContract = {
  info: query('public', inKiosk).output(
    z.object({ version: z.string(), dataFolder: z.string(), schemaVersion: z.number().int().nullable() }),
  ),
  /** The last time since the start that the clock was set. */
  clock: query('signed-in').output(z.object({ moved: clockStep.nullable() })),
  changes: stream('signed-in').output(eventIterator(changeNotice)),
  jobs: query('signed-in').output(z.array(jobStatus)),
  jobUpdates: stream('signed-in').output(eventIterator(jobStatus)),
  cancelJob: query('signed-in').input(z.object({ id: jobId })),
  /** Tickets, orders, licences and whatever else has a page of its own; assets, people and places have their own search. */
  find: query('signed-in')
    .input(z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(10).default(3) }))
    .output(z.array(foundRecord)),
  /** Asks where, unless told, and writes logs, versions, state and counts there: nothing of what the register keeps. */
  supportBundle: job('signed-in')
    .input(z.object({ path: z.string().min(1).max(4096).nullable().default(null) }))
    .output(z.object({ path: z.string().nullable() })),
  /** Writes everything anew that searches go by, beside the desk: whatever was found before is found meanwhile. */
  rebuildSearch: job('settings.edit').output(z.object({ jobId: z.string() })),
  /** Where new versions are asked for, nobody being asked as long as it is null, and what was told last. */
  newerVersion: query('settings.edit').output(
    z.object({ running: z.string(), address: z.string().nullable(), last: updateCheck.nullable() }),
  ),
  setUpdateAddress: command('settings.edit').input(z.object({ address: updateAddress.nullable() })),
  /** Asks once; nothing is downloaded. */
  checkForUpdate: job('settings.edit').output(updateCheck).errors(updateErrors),
  showInFolder: query('signed-in').input(z.object({ path: z.string().max(4096) })),
};
