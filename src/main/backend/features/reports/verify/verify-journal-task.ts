import * as z from 'zod';
import { journalHead } from '#shared/primitives/journal-head.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { accuses, ChainCheck } from '#backend/kernel/journal/chain.ts';
import { readChain } from '#backend/kernel/journal/journal.ts';
import { journalKeyIn } from '#backend/kernel/journal/kept-key.ts';
import { listAnchors } from '../repository.ts';
import type { VerifyJournalResult } from './verify-results.ts';

const verifyJournalInput = z.object({
  databaseFile: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  heads: z.array(journalHead),
});
export type VerifyJournalInput = z.infer<typeof verifyJournalInput>;

/** As many faults as the check lists: behind them others may stand that are not told. */
const mostListed = 100;
const reportEvery = 1000;

/** Walks along the whole journal with the key, and compares it with every pack that was handed out and every head that was kept elsewhere. */
export async function verifyJournalTask(input: unknown, report: TaskReport): Promise<VerifyJournalResult> {
  const task = verifyJournalInput.parse(input);
  const sqlite = openSqlite({ file: task.databaseFile, key: task.dataKey, readonly: true });
  try {
    sqlite.exec('BEGIN');
    const anchors = [...listAnchors(sqlite), ...task.heads];
    const total = sqlite.prepare<[], number>('SELECT count(*) FROM journal').pluck().get() ?? 0;
    const check = new ChainCheck(journalKeyIn(sqlite, task.dataKey), anchors);
    let done = 0;
    for (const link of readChain(sqlite)) {
      check.check(link);
      done += 1;
      if (done % reportEvery === 0) report.progress('checking', done, total);
    }
    const { count, head, faults } = check.report();
    const first = faults.find(accuses) ?? faults[0];
    return await Promise.resolve({
      // A list that is full proves nothing about what it leaves out.
      ok: count > 0 && faults.length < mostListed && !faults.some(accuses),
      entries: count,
      head,
      anchors: anchors.length,
      faults: faults.length,
      firstFault: first?.kind ?? '',
      firstFaultAt: first === undefined ? '' : `entry ${first.at}`,
    });
  } finally {
    sqlite.close();
  }
}
