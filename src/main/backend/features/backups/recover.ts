import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { permissionsOf } from '#shared/features/auth/separation.ts';
import { listContentFiles } from '#backend/kernel/attachments/content-store.ts';
import { extractAttachments, extractDatabase } from '#backend/kernel/db/backup.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { Failure, storageFailureOf } from '#backend/kernel/failure.ts';
import { openInventory } from '#backend/kernel/inventory.ts';
import { closeInventory, inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { clock } from '#backend/kernel/session.ts';
import { syncFolder } from '#backend/kernel/storage/write-file.ts';
import type { DataFolder } from '#backend/kernel/storage/data-folder.ts';
import { folderOf, openDatabase, problemOf, readVault } from '#backend/features/auth/index.ts';
import { checkAttachments, checkDatabase, removeDraft } from './read-back.ts';

interface Recovery {
  path: string;
  username: string;
  password: string;
}

/**
 * Puts a backup in the place of a register that can't be read any more. What was damaged is set aside as it is, files
 * that came after the backup stay, and the present passwords go on to hold.
 *
 * Only when the register really can't be opened: otherwise whoever has an old backup could turn time back with it.
 *
 * @throws Failure NOT_DAMAGED, FORBIDDEN, WRONG_CREDENTIALS, TRY_LATER, BACKUP_UNREADABLE, BACKUP_DAMAGED, JOURNAL_BROKEN, BACKUP_OF_ANOTHER
 */
export async function recoverRegister(
  backend: Backend,
  { path, username, password }: Recovery,
): Promise<{ madeAt: string; entries: number; setAside: string }> {
  const folder = folderOf(backend);
  if (!isAbsolute(path)) throw new Failure('BACKUP_UNREADABLE', { file: path });
  const vault = readVault(backend);
  const opened = await vault.openByPassword(username, password);
  await backend.closed;
  if (backend.inventory || isWhole(backend, folder, opened.dataKey)) throw new Failure('NOT_DAMAGED');
  const draft = join(folder.path, 'recovering.db');
  const attachments = join(folder.work, 'recovering-attachments');
  try {
    // Beside the draft may lie what a recovery that was cut short left of its own.
    removeDraft(draft);
    const { madeAt, journalHead } = await extractDatabase(path, draft);
    refuseAnother(draft, path, opened.dataKey);
    const entries = checkDatabase(draft, opened.dataKey, [journalHead]);
    if (!mayRecover(draft, opened)) throw new Failure('FORBIDDEN', { permission: 'backup.run' });
    await extractAttachments(path, attachments);
    checkAttachments(draft, opened.dataKey, attachments);
    const setAside = putInPlace(folder, { draft, attachments }, backend.surroundings.now());
    await openDatabase(backend, opened.dataKey);
    await inTransaction(backend, clock, (command) =>
      command.record({
        event: 'application.recovered',
        subject: 'backup',
        data: { fileName: basename(path), madeAt, headSeq: journalHead.seq, by: opened.username, setAside },
      }),
    );
    await closeInventory(backend);
    return { madeAt, entries, setAside };
  } finally {
    removeDraft(draft);
    rmSync(attachments, { recursive: true, force: true });
  }
}

/**
 * Whether the register can be read from end to end. Any reason but damage, such as a full disk or a newer version, is
 * nothing that a backup mends.
 */
function isWhole(backend: Backend, folder: DataFolder, dataKey: Uint8Array): boolean {
  try {
    openInventory(folder.database, dataKey, true, backend.surroundings).close();
    checkDatabase(folder.database, dataKey, [], true);
    return true;
  } catch (error) {
    return problemOf(error instanceof Failure ? error : storageFailureOf(error)) !== 'CORRUPT';
  }
}

/** The key never changes, so what another key closed is another register's. @throws Failure BACKUP_OF_ANOTHER */
function refuseAnother(draft: string, file: string, dataKey: Uint8Array): void {
  try {
    openSqlite({ file: draft, key: dataKey }).close();
  } catch {
    throw new Failure('BACKUP_OF_ANOTHER', { file });
  }
}

/** By the rights that he had on the day of the backup: those of today can't be read. */
function mayRecover(draft: string, { dataKey, username }: { dataKey: Uint8Array; username: string }): boolean {
  const sqlite = openSqlite({ file: draft, key: dataKey, readonly: true });
  try {
    const held = sqlite
      .prepare<[string], { role: string }>(
        `SELECT role FROM operator JOIN operator_role ON operator_role.operator_id = operator.id
         WHERE username = ? AND active = 1`,
      )
      .all(username)
      .map(({ role }) => role);
    // By built-in roles alone: a backup may be older than the table of a department's own.
    return permissionsOf(held, new Map()).has('backup.run');
  } finally {
    sqlite.close();
  }
}

/** Moves the contents that are not there yet. */
function mergeInto(from: string, to: string): void {
  for (const path of listContentFiles(from)) {
    const target = join(to, path);
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    renameSync(join(from, path), target);
  }
}

/** @returns the folder in which the damaged files lie */
function putInPlace(folder: DataFolder, from: { draft: string; attachments: string }, now: string): string {
  const setAside = join(folder.path, 'damaged', now.replaceAll(':', ''));
  mkdirSync(setAside, { recursive: true, mode: 0o700 });
  // Contents are named by their digest: those of the backup join those that came after it.
  mergeInto(from.attachments, folder.attachments);
  for (const suffix of ['-wal', '-shm', '']) {
    const file = `${folder.database}${suffix}`;
    if (existsSync(file)) renameSync(file, join(setAside, basename(file)));
  }
  syncFolder(setAside);
  renameSync(from.draft, folder.database);
  syncFolder(folder.path);
  return setAside;
}
