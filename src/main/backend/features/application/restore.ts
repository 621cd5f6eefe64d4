import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { extractAttachments, extractDatabase } from '#backend/kernel/db/backup.ts';
import { readContent } from '#backend/kernel/attachments/content-store.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { ChainCheck, accuses, journalKeyOf } from '#backend/kernel/journal/chain.ts';
import { readChain } from '#backend/kernel/journal/journal.ts';
import type { Surroundings } from '#backend/kernel/context.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { Vault } from '#backend/kernel/vault/vault.ts';

/**
 * Puts a backup into an empty data folder. Everything is checked in a draft
 * beside it first: digest, password, integrity of the file, chain of the journal.
 *
 * @throws Failure FOLDER_NOT_EMPTY, BACKUP_UNREADABLE, BACKUP_DAMAGED, WRONG_CREDENTIALS.
 */
export async function restoreBackup(
  file: string,
  folder: string,
  credentials: { username: string; password: string },
  surroundings: Surroundings,
): Promise<{ madeAt: string; entries: number }> {
  if (existsSync(join(folder, 'quartermaster.db')) || existsSync(join(folder, 'vault.json'))) {
    throw new Failure('FOLDER_NOT_EMPTY', { folder });
  }
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, 'restoring.db');
  const attachmentsDraft = join(folder, 'restoring-attachments');
  const vaultDraft = join(folder, 'restoring-vault.json');
  try {
    const header = await extractDatabase(file, draft);
    writeFileWhole(vaultDraft, header.vault);
    const { dataKey } = await Vault.read(vaultDraft, surroundings).openByPassword(
      credentials.username,
      credentials.password,
    );
    const entries = checkDatabase(draft, dataKey, header.journalHead);
    await extractAttachments(file, attachmentsDraft);
    checkAttachments(draft, dataKey, attachmentsDraft);
    rmSync(join(folder, 'attachments'), { recursive: true, force: true });
    if (existsSync(attachmentsDraft)) renameSync(attachmentsDraft, join(folder, 'attachments'));
    renameSync(draft, join(folder, 'quartermaster.db'));
    renameSync(vaultDraft, join(folder, 'vault.json'));
    return { madeAt: header.madeAt, entries };
  } finally {
    rmSync(attachmentsDraft, { recursive: true, force: true });
    for (const left of [draft, `${draft}-wal`, `${draft}-shm`, vaultDraft]) rmSync(left, { force: true });
  }
}

/** Every file that a row points at must be there and open. */
function checkAttachments(file: string, dataKey: Uint8Array, folder: string): void {
  const sqlite = openSqlite({ file, key: dataKey, readonly: true });
  try {
    const has = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'attachment'").get();
    if (has === undefined) return;
    const rows = sqlite
      .prepare<[], { sha256: string }>(
        'SELECT sha256 FROM attachment UNION SELECT thumbnail_sha256 FROM attachment WHERE thumbnail_sha256 IS NOT NULL',
      )
      .all();
    for (const { sha256 } of rows) readContent({ folder, dataKey }, sha256);
  } finally {
    sqlite.close();
  }
}

function checkDatabase(file: string, dataKey: Uint8Array, head: { seq: number; hash: string }): number {
  const sqlite = openSqlite({ file, key: dataKey });
  try {
    const verdict: unknown = sqlite.pragma('integrity_check', { simple: true });
    if (verdict !== 'ok') throw new Failure('BACKUP_DAMAGED', { file });
    const check = new ChainCheck(journalKeyOf(dataKey), [head]);
    for (const link of readChain(sqlite)) check.check(link);
    const report = check.report();
    if (report.faults.some((fault) => accuses(fault))) throw new Failure('BACKUP_DAMAGED', { file });
    return report.count;
  } finally {
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
    sqlite.close();
  }
}
