import { basename } from 'node:path';
import type { JournalHead } from '#shared/primitives/journal-head.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { verifyJournalResult, verifyPackResult } from './verify/verify-results.ts';
import type { VerifyJournalInput } from './verify/verify-journal-task.ts';
import type { VerifyPackInput } from './verify/verify-pack-task.ts';

/** Walks along the journal in the worker. @param heads entries as somebody kept them outside of the application */
export function startVerifyJournal(backend: Backend, heads: readonly JournalHead[]): string {
  return backend.jobs.start('verify_journal', '', async (job) => {
    const task: VerifyJournalInput = { ...accessTo(backend), heads: [...heads] };
    return verifyJournalResult.parse(await job.work('reports.verifyJournal', task));
  });
}

/** Compares a pack with itself and with the journal in the worker. */
export function startVerifyPack(backend: Backend, path: string): string {
  return backend.jobs.start('verify_pack', basename(path), async (job) => {
    const task: VerifyPackInput = { ...accessTo(backend), path };
    return verifyPackResult.parse(await job.work('reports.verifyPack', task));
  });
}

function accessTo(backend: Backend): { databaseFile: string; dataKey: Uint8Array } {
  const { dataKey } = openInventoryOf(backend);
  if (!backend.folder) throw new Failure('NOT_SIGNED_IN');
  return { databaseFile: backend.folder.database, dataKey };
}
