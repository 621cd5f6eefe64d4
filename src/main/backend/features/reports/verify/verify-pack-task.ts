import * as z from 'zod';
import { notFound } from '#backend/kernel/failure.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { journalKeyIn } from '#backend/kernel/journal/kept-key.ts';
import { fileDigest } from './archive.ts';
import { checkContent } from './check-content.ts';
import { checkAgainstJournal, journalHash } from './check-journal.ts';
import { PackFaults, UnreadablePack } from './pack-fault.ts';
import { PackReader } from './pack-reader.ts';
import type { VerifyPackResult } from './verify-results.ts';

const verifyPackInput = z.object({
  databaseFile: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  path: z.string(),
});
export type VerifyPackInput = z.infer<typeof verifyPackInput>;

/**
 * Says whether a pack is what the application handed out. A file that can't be read is a pack that is not in order, and
 * no failure of the job.
 *
 * @throws Failure NOT_FOUND when there is no such file.
 */
export async function verifyPackTask(input: unknown, report: TaskReport): Promise<VerifyPackResult> {
  const task = verifyPackInput.parse(input);
  report.progress('reading', 0, null);
  const fileSha256 = await fileDigest(task.path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR'].includes(String(error.code))) {
      throw notFound('file', task.path);
    }
    throw error;
  });
  const sqlite = openSqlite({ file: task.databaseFile, key: task.dataKey, readonly: true });
  try {
    return await verify(sqlite, task, fileSha256, report);
  } finally {
    sqlite.close();
  }
}

async function verify(
  sqlite: Sqlite,
  { path, dataKey }: VerifyPackInput,
  fileSha256: string,
  report: TaskReport,
): Promise<VerifyPackResult> {
  const faults = new PackFaults();
  let facts = { packNumber: 0, sheets: 0, rows: 0 };
  let contentFaults = 0;
  try {
    const pack = await PackReader.open(path);
    try {
      const own = journalKeyIn(sqlite, dataKey);
      const keyFor = (databaseId: string) => (journalHash(sqlite, 1) === databaseId ? own : null);
      const claims = await checkContent(pack, keyFor, faults, report);
      contentFaults = faults.count;
      facts = { packNumber: claims.number, sheets: claims.sheets, rows: claims.rows };
      checkAgainstJournal(sqlite, claims, fileSha256, faults);
    } finally {
      await pack.close();
    }
  } catch (error) {
    if (!(error instanceof UnreadablePack)) throw error;
    faults.add('NOT_READABLE', error.where);
    contentFaults = faults.count;
  }
  const first = faults.list[0];
  return {
    ok: faults.count === 0,
    contentIntact: contentFaults === 0,
    agreesWithJournal: faults.count === contentFaults && contentFaults === 0,
    ...facts,
    faults: faults.count,
    firstFault: first?.code ?? '',
    firstFaultAt: first?.where ?? '',
    fileSha256,
  };
}
