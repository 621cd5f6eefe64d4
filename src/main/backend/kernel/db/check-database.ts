import { rmSync } from 'node:fs';
import { Failure } from '#backend/kernel/failure.ts';
import { ChainCheck, accuses } from '#backend/kernel/journal/chain.ts';
import { readChain } from '#backend/kernel/journal/journal.ts';
import { journalKeyIn } from '#backend/kernel/journal/kept-key.ts';
import { openSqlite } from './open.ts';

/** An entry of the journal as it was when it was the newest. */
export interface Head {
  seq: number;
  hash: string;
}

/**
 * Reads a database as a whole: every page, whose authentication finds a single turned bit, and the chain of the journal.
 *
 * @param heads entries that the journal must hold, as they were written down elsewhere
 * @returns how many entries were checked
 * @throws Failure BACKUP_DAMAGED; JOURNAL_BROKEN with the first entry that was changed, or that was written down
 * elsewhere and is missing
 */
export function checkDatabase(file: string, dataKey: Uint8Array, heads: readonly Head[], readonly = false): number {
  const sqlite = openSqlite({ file, key: dataKey, readonly });
  try {
    const verdict: unknown = sqlite.pragma('integrity_check', { simple: true });
    if (verdict !== 'ok') throw new Failure('BACKUP_DAMAGED', { file });
    const check = new ChainCheck(journalKeyIn(sqlite, dataKey), heads);
    for (const link of readChain(sqlite)) check.check(link);
    const report = check.report();
    const accusing = report.faults.find((fault) => accuses(fault));
    if (accusing) throw new Failure('JOURNAL_BROKEN', { file, at: accusing.at });
    return report.count;
  } finally {
    if (!readonly) sqlite.pragma('wal_checkpoint(TRUNCATE)');
    sqlite.close();
  }
}

/** Takes a draft and everything that SQLite laid beside it away. */
export function removeDraft(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}
