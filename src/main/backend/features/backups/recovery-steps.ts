import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { permissionsOf } from '#shared/features/auth/separation.ts';
import { listContentFiles } from '#backend/kernel/attachments/content-store.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { Failure, storageFailureOf } from '#backend/kernel/failure.ts';
import { openInventory } from '#backend/kernel/inventory.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { syncFolder } from '#backend/kernel/storage/write-file.ts';
import type { DataFolder } from '#backend/kernel/storage/data-folder.ts';
import type { Vault } from '#backend/kernel/vault/vault.ts';
import { problemOf } from '#backend/features/auth/index.ts';
import { checkDatabase } from './read-back.ts';

/** Who confirms that the register is turned back; null where nobody was asked yet. */
export type Second = { username: string; password: string } | { recoveryPhrase: string } | null;

/**
 * Whether the register can be read from end to end. Any reason but damage, such as a full disk or a newer version, is
 * nothing that a backup mends.
 */
export function isWhole(backend: Backend, folder: DataFolder, dataKey: Uint8Array): boolean {
  try {
    openInventory(folder.database, dataKey, true, backend.surroundings).close();
    checkDatabase(folder.database, dataKey, [], true);
    return true;
  } catch (error) {
    return problemOf(error instanceof Failure ? error : storageFailureOf(error)) !== 'CORRUPT';
  }
}

/** By the rights that an operator had on the day of the backup: those of today can't be read. */
function rightsOn(draft: string, key: Uint8Array, username: string): ReadonlySet<string> {
  const sqlite = openSqlite({ file: draft, key, readonly: true });
  try {
    const held = sqlite
      .prepare<[string], { role: string }>(
        `SELECT role FROM operator JOIN operator_role ON operator_role.operator_id = operator.id
         WHERE username = ? COLLATE NOCASE AND active = 1`,
      )
      .all(username)
      .map(({ role }) => role);
    // By built-in roles alone: a backup may be older than the table of a department's own.
    return permissionsOf(held, new Map());
  } finally {
    sqlite.close();
  }
}

/**
 * Turning the register back takes the right to, and four eyes where there is a second administrator who still has a way
 * in: his password, or the recovery phrase, which lies sealed so that nobody opens it alone.
 *
 * @returns who confirmed; null where there is nobody to ask
 * @throws Failure FORBIDDEN, RESTORE_NEEDS_SECOND with whom there is to ask, WRONG_CREDENTIALS, TRY_LATER
 */
export async function mayTurnBack(
  vault: Vault,
  { draft, keyThen, username, second }: { draft: string; keyThen: Uint8Array; username: string } & { second: Second },
): Promise<string | null> {
  if (!rightsOn(draft, keyThen, username).has('backup.run'))
    throw new Failure('FORBIDDEN', { permission: 'backup.run' });
  const others = vault.operators.filter(
    (other) =>
      other.username.toLowerCase() !== username.toLowerCase() &&
      rightsOn(draft, keyThen, other.username).has('backup.run'),
  );
  if (others.length === 0) return null;
  const names = others.map(({ displayName }) => displayName).join(', ');
  if (second === null) throw new Failure('RESTORE_NEEDS_SECOND', { names });
  if ('recoveryPhrase' in second) {
    await vault.openByPhrase(second.recoveryPhrase);
    return 'recovery phrase';
  }
  if (!others.some((other) => other.username.toLowerCase() === second.username.trim().toLowerCase()))
    throw new Failure('RESTORE_NEEDS_SECOND', { names });
  return (await vault.openByPassword(second.username.trim(), second.password)).username;
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
export function putInPlace(folder: DataFolder, from: { draft: string; attachments: string }, now: string): string {
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
