import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Surroundings } from '#backend/kernel/context.ts';
import { extractAttachments, extractDatabase } from '#backend/kernel/db/backup.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { syncFolder, writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { Vault } from '#backend/kernel/vault/vault.ts';
import { checkAttachments, checkDatabase, removeDraft, settle } from './read-back.ts';
import { mayTurnBack, recordInDraft } from './recovery-steps.ts';
import type { Second } from './recovery-steps.ts';

/**
 * Puts a backup into an empty data folder. Everything is checked in a draft
 * beside it first: digest, password, integrity of the file, chain of the journal. It takes the right and the four eyes
 * that turning the register back takes, by the operators of the day of the backup; who did it from which backup, and who
 * confirmed, is the first that is written into it.
 *
 * @throws Failure FOLDER_NOT_EMPTY, BACKUP_UNREADABLE, BACKUP_DAMAGED, JOURNAL_BROKEN, WRONG_CREDENTIALS, TRY_LATER,
 * FORBIDDEN, RESTORE_NEEDS_SECOND.
 */
export async function restoreBackup(
  file: string,
  folder: string,
  { username, password, second }: { username: string; password: string; second: Second },
  surroundings: Surroundings,
): Promise<{ madeAt: string; entries: number; confirmedBy: string | null }> {
  if (existsSync(join(folder, 'quartermaster.db')) || existsSync(join(folder, 'vault.json'))) {
    throw new Failure('FOLDER_NOT_EMPTY', { folder });
  }
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, 'restoring.db');
  const attachmentsDraft = join(folder, 'restoring-attachments');
  const vaultDraft = join(folder, 'restoring-vault.json');
  try {
    // Beside the draft may lie what a restore that was cut short left of its own.
    removeDraft(draft);
    const header = await extractDatabase(file, draft);
    writeFileWhole(vaultDraft, header.vault);
    const vault = Vault.read(vaultDraft, surroundings);
    const opened = await vault.openByPassword(username, password);
    const { dataKey } = opened;
    const entries = checkDatabase(draft, dataKey, [header.journalHead]);
    const confirmedBy = await mayTurnBack(vault, { draft, keyThen: dataKey, username: opened.username, second });
    await extractAttachments(file, attachmentsDraft);
    checkAttachments(draft, dataKey, attachmentsDraft);
    const { madeAt, journalHead } = header;
    const data = { fileName: basename(file), madeAt, headSeq: journalHead.seq, by: opened.username, confirmedBy };
    const fact = { event: 'application.restored', subject: 'backup', data };
    recordInDraft(draft, dataKey, { source: 'cli', fact }, surroundings);
    settle(draft, attachmentsDraft, folder);
    renameSync(vaultDraft, join(folder, 'vault.json'));
    syncFolder(folder);
    return { madeAt, entries, confirmedBy };
  } finally {
    rmSync(attachmentsDraft, { recursive: true, force: true });
    removeDraft(draft);
    rmSync(vaultDraft, { force: true });
  }
}
