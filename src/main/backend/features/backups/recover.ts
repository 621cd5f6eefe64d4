import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { listContents } from '#backend/kernel/attachments/content-columns.ts';
import { carryOver } from '#backend/kernel/attachments/content-store.ts';
import { extractAttachments, extractDatabase } from '#backend/kernel/db/backup.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { rekeyDatabase } from '#backend/kernel/db/rekey.ts';
import type { KeyPair } from '#backend/kernel/db/rekey.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { openInventory } from '#backend/kernel/inventory.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { draftDatabase, setAsideOf, turnBackDraft } from '#backend/kernel/storage/turn-back.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { registerOf, Vault } from '#backend/kernel/vault/vault.ts';
import { folderOf, readVault } from '#backend/features/auth/index.ts';
import { checkAttachments, checkDatabase } from './read-back.ts';
import { inDraft, isWhole, mayTurnBack, putInPlace, recordInDraft, refuseOpen } from './recovery-steps.ts';
import type { Second } from './recovery-steps.ts';

interface Recovery {
  path: string;
  username: string;
  password: string;
  passwordThen: string | null;
  second: Second;
}

/**
 * Puts a backup in the place of a register that can't be read any more. What was damaged is set aside as it is, files
 * that came after the backup stay, and the present passwords go on to hold: a backup of a former data key is carried over
 * to the present one.
 *
 * Only when the register really can't be opened: otherwise whoever has an old backup could turn time back with it.
 *
 * @throws Failure NOT_DAMAGED, FORBIDDEN, WRONG_CREDENTIALS, TRY_LATER, RESTORE_NEEDS_SECOND, BACKUP_UNREADABLE,
 * BACKUP_DAMAGED, JOURNAL_BROKEN, BACKUP_OF_FORMER_KEY, BACKUP_OF_ANOTHER
 */
export async function recoverRegister(
  backend: Backend,
  { path, username, password, passwordThen, second }: Recovery,
): Promise<{ madeAt: string; entries: number; setAside: string }> {
  const folder = folderOf(backend);
  if (!isAbsolute(path)) throw new Failure('BACKUP_UNREADABLE', { file: path });
  const vault = readVault(backend);
  const opened = await vault.openByPassword(username, password);
  await refuseOpen(backend);
  if (isWhole(folder.database, opened.dataKey, backend.surroundings)) throw new Failure('NOT_DAMAGED');
  return inDraft(backend, folder, async () => {
    const draft = draftDatabase(folder.path);
    const attachments = join(turnBackDraft(folder.path), 'attachments');
    const { madeAt, journalHead, vault: vaultThen } = await extractDatabase(path, draft);
    const day = { path, draft, vault: vaultThen, username, password: passwordThen ?? password };
    const keyThen = await keyOfDay(backend, day, opened.dataKey);
    const entries = checkDatabase(draft, keyThen, [journalHead]);
    const confirmedBy = await mayTurnBack(vault, { draft, keyThen, username: opened.username, second });
    await extractAttachments(path, attachments);
    checkAttachments(draft, keyThen, attachments);
    bringToKey(backend, { draft, attachments }, { from: keyThen, to: opened.dataKey });
    const setAside = setAsideOf(folder.path, backend.surroundings.now());
    const fact = {
      event: 'application.recovered',
      subject: 'backup',
      data: { fileName: basename(path), madeAt, headSeq: journalHead.seq, by: opened.username, confirmedBy, setAside },
    };
    recordInDraft(draft, opened.dataKey, { source: 'window', fact }, backend.surroundings);
    await refuseOpen(backend);
    putInPlace(folder, attachments, setAside);
    return { madeAt, entries, setAside };
  });
}

interface BackupOfDay {
  path: string;
  draft: string;
  /** The key slots of that day. */
  vault: string;
  username: string;
  password: string;
}

/**
 * The data key that a backup is under: the present one, or one from before a change, which its own slots open.
 *
 * @throws Failure BACKUP_OF_ANOTHER, BACKUP_OF_FORMER_KEY when the password is not the one of that day
 */
async function keyOfDay(backend: Backend, day: BackupOfDay, present: Uint8Array): Promise<Uint8Array> {
  if (opens(day.draft, present)) return present;
  const { vault, path } = folderOf(backend);
  if (registerOf(day.vault) !== registerOf(readFileSync(vault, 'utf8')))
    throw new Failure('BACKUP_OF_ANOTHER', { file: day.path });
  const slots = join(turnBackDraft(path), 'vault.json');
  try {
    writeFileWhole(slots, day.vault);
    const { dataKey } = await Vault.read(slots, backend.surroundings).openByPassword(day.username, day.password);
    if (!opens(day.draft, dataKey)) throw new Failure('BACKUP_OF_ANOTHER', { file: day.path });
    return dataKey;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'WRONG_CREDENTIALS') throw error;
    throw new Failure('BACKUP_OF_FORMER_KEY', { file: day.path });
  } finally {
    rmSync(slots, { force: true });
  }
}

function opens(draft: string, key: Uint8Array): boolean {
  try {
    openSqlite({ file: draft, key }).close();
    return true;
  } catch {
    return false;
  }
}

/** Carries what a backup from before a change of the data key holds over to the present one. */
function bringToKey(backend: Backend, from: { draft: string; attachments: string }, keys: KeyPair): void {
  if (Buffer.from(keys.from).equals(keys.to)) return;
  // It may be older than the tables that such a change writes to.
  openInventory(from.draft, keys.from, true, backend.surroundings).close();
  rekeyDatabase(from.draft, keys, backend.surroundings);
  const carried = `${from.attachments}-carried`;
  rmSync(carried, { recursive: true, force: true });
  const sqlite = openSqlite({ file: from.draft, key: keys.to, readonly: true });
  try {
    const to = {
      folder: carried,
      dataKey: keys.to,
      randomBytes: (length: number) => backend.surroundings.randomBytes(length),
    };
    for (const sha256 of listContents(sqlite))
      carryOver({ from: { folder: from.attachments, dataKey: keys.from }, to }, sha256);
  } finally {
    sqlite.close();
  }
  rmSync(from.attachments, { recursive: true, force: true });
  if (existsSync(carried)) renameSync(carried, from.attachments);
}
