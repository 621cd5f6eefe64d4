import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { listContents } from '#backend/kernel/attachments/content-columns.ts';
import { readContent } from '#backend/kernel/attachments/content-store.ts';
import { extractAttachments, extractDatabase } from '#backend/kernel/db/backup.ts';
import { checkDatabase, removeDraft } from '#backend/kernel/db/check-database.ts';
import type { Head } from '#backend/kernel/db/check-database.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { Failure, storageFailureOf } from '#backend/kernel/failure.ts';
import { syncFolder } from '#backend/kernel/storage/write-file.ts';

export { checkDatabase, removeDraft };

/**
 * A look at the structure of a database and at the entries that were written down elsewhere: what a start can afford.
 * A damaged page that nothing of it touches is left to the whole check.
 *
 * @throws Failure STORAGE_CORRUPT; JOURNAL_BROKEN with the first entry that differs from what was written down, or is missing
 */
export function glanceAtDatabase(file: string, dataKey: Uint8Array, heads: readonly Head[]): void {
  const sqlite = openSqlite({ file, key: dataKey, readonly: true });
  try {
    const verdict: unknown = sqlite.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw new Failure('STORAGE_CORRUPT', { file });
    const hashOf = sqlite.prepare<[number], string>('SELECT hash FROM journal WHERE seq = ?').pluck();
    const accusing = heads.toSorted((a, b) => a.seq - b.seq).find(({ seq, hash }) => hashOf.get(seq) !== hash);
    if (accusing) throw new Failure('JOURNAL_BROKEN', { file, at: accusing.seq });
  } catch (error) {
    throw storageFailureOf(error) ?? error;
  } finally {
    sqlite.close();
  }
}

/** Every file that a row points at must be there and open. */
export function checkAttachments(file: string, dataKey: Uint8Array, folder: string): void {
  const sqlite = openSqlite({ file, key: dataKey, readonly: true });
  try {
    for (const sha256 of listContents(sqlite)) readContent({ folder, dataKey }, sha256);
  } finally {
    sqlite.close();
  }
}

/**
 * Opens what a backup holds, in a folder of its own, and takes it away again. With its attachments that is the trial
 * of a restore.
 *
 * @returns how many journal entries were checked
 * @throws Failure BACKUP_UNREADABLE, BACKUP_DAMAGED, JOURNAL_BROKEN
 */
export async function readBack(
  file: string,
  dataKey: Uint8Array,
  folder: string,
  { attachments }: { attachments: boolean },
): Promise<number> {
  // What a reading that was cut short left there would be taken for a part of this one.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, 'restored.db');
  try {
    const header = await extractDatabase(file, draft);
    const entries = checkDatabase(draft, dataKey, [header.journalHead]);
    if (attachments) {
      await extractAttachments(file, join(folder, 'attachments'));
      checkAttachments(draft, dataKey, join(folder, 'attachments'));
    }
    return entries;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts what was restored in its place, attachments first: a database without them would miss them. */
export function settle(draft: string, attachmentsDraft: string, folder: string): void {
  rmSync(join(folder, 'attachments'), { recursive: true, force: true });
  if (existsSync(attachmentsDraft)) renameSync(attachmentsDraft, join(folder, 'attachments'));
  renameSync(draft, join(folder, 'quartermaster.db'));
  syncFolder(folder);
}
