import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { listContents } from '#backend/kernel/attachments/content-columns.ts';
import { carryOver } from '#backend/kernel/attachments/content-store.ts';
import type { Surroundings } from '#backend/kernel/context.ts';
import { checkDatabase, removeDraft } from '#backend/kernel/db/check-database.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { checkSealed, rekeyDatabase } from '#backend/kernel/db/rekey.ts';
import type { KeyPair } from '#backend/kernel/db/rekey.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { JournalAppender } from '#backend/kernel/journal/journal.ts';
import type { JournalOrigin } from '#backend/kernel/journal/journal.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { syncFile, syncFolder } from '#backend/kernel/storage/write-file.ts';
import { fingerprintOf } from '#backend/kernel/vault/key-slot.ts';

export interface KeyChange {
  database: string;
  attachments: string;
  /** Folder in which everything is made ready. */
  draft: string;
  keys: KeyPair;
}

/** Who changes the key, for the entry that is written into the new register. */
export interface KeyChanger {
  origin: JournalOrigin;
  operatorId: number;
}

/** Written by `rekeyDatabase` itself into the copy, beside what was there. */
const grown: Readonly<Record<string, number>> = { journal: 1, data_key_change: 1 };

/**
 * Encrypts the files that rows point at under the new key. Those that are there already are passed over, so that a
 * second time only takes what came since.
 *
 * @returns how many files there are, and how many could not be opened with the present key
 */
export function carryFiles(
  { database, attachments, draft, keys }: KeyChange,
  chance: Surroundings,
  report: TaskReport,
): { files: number; lost: number } {
  const target = join(draft, 'attachments');
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const sqlite = openSqlite({ file: database, key: keys.from, readonly: true });
  try {
    const digests = listContents(sqlite);
    const stores = {
      from: { folder: attachments, dataKey: keys.from },
      to: { folder: target, dataKey: keys.to, randomBytes: (length: number) => chance.randomBytes(length) },
    };
    let lost = 0;
    for (const [index, sha256] of digests.entries()) {
      report.progress('encryptingFiles', index, digests.length);
      // A file that is damaged already stays what it is: it must not keep everything else under a key that is not trusted.
      if (!carryOver(stores, sha256)) lost += 1;
    }
    return { files: digests.length, lost };
  } finally {
    sqlite.close();
  }
}

/** Copies the database, puts the copy under the new key, and reads it back against what it was copied from. */
export function carryDatabase(
  { database, draft, keys }: KeyChange,
  { origin, operatorId }: KeyChanger,
  { files, lost }: { files: number; lost: number },
  chance: Surroundings,
  report: TaskReport,
): { values: number; entries: number } {
  const copy = join(draft, 'quartermaster.db');
  removeDraft(copy);
  report.progress('copying', 0, null);
  const before = copyTo(database, copy, keys.from);
  report.progress('encryptingDatabase', 0, null);
  const fingerprint = fingerprintOf(keys.to);
  const values = rekeyDatabase(copy, keys, chance, (sqlite, journalKey) => {
    sqlite
      .prepare('INSERT INTO data_key_change (fingerprint, changed_at, changed_by, files_lost) VALUES (?, ?, ?, ?)')
      .run(fingerprint, origin.at, operatorId, lost);
    new JournalAppender(sqlite, journalKey, origin).append({
      event: 'auth.dataKeyChanged',
      subject: 'vault',
      data: { before: fingerprintOf(keys.from), after: fingerprint, files, filesLost: lost },
    });
  });
  report.progress('verifying', 0, null);
  const entries = checkDatabase(copy, keys.to, before.head === null ? [] : [before.head]);
  const after = openSqlite({ file: copy, key: keys.to, readonly: true });
  try {
    refuseOtherCounts(before.counts, countRows(after));
    if (checkSealed(after, keys.to) < values) throw new Failure('KEY_CHANGE_UNSOUND', { table: 'sealed values' });
  } finally {
    after.close();
  }
  for (const suffix of ['-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true });
  syncFile(copy);
  syncFolder(draft);
  return { values, entries };
}

interface Copied {
  head: { seq: number; hash: string } | null;
  counts: Map<string, number>;
}

function copyTo(database: string, copy: string, key: Uint8Array): Copied {
  const sqlite = openSqlite({ file: database, key, readonly: true });
  try {
    // The copy is written to another file, which a connection for queries only refuses as well.
    sqlite.pragma('query_only = OFF');
    const head = sqlite
      .prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1')
      .get();
    sqlite.prepare('VACUUM INTO ?').run(copy);
    return { head: head ?? null, counts: countRows(sqlite) };
  } finally {
    sqlite.close();
  }
}

/** How many rows every table has, those behind a full text index left out: they are rebuilt, not copied. */
function countRows(sqlite: Sqlite): Map<string, number> {
  const tables = sqlite
    .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    .pluck()
    .all()
    .filter((name) => !name.startsWith('sqlite_'));
  return new Map(tables.map((name) => [name, Number(sqlite.prepare(`SELECT count(*) FROM "${name}"`).pluck().get())]));
}

/** @throws Failure KEY_CHANGE_UNSOUND with the table of which the copy has other rows */
function refuseOtherCounts(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): void {
  for (const [table, count] of before) {
    const more = (after.get(table) ?? -1) - count;
    const keptOnce = table === 'kept_key' && (more === 0 || more === 1);
    if (more !== (grown[table] ?? 0) && !keptOnce) throw new Failure('KEY_CHANGE_UNSOUND', { table });
  }
}
