import { Buffer } from 'node:buffer';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Permission } from '#shared/features/auth/permissions.ts';
import { permissionsOf } from '#shared/features/auth/separation.ts';
import type { Surroundings } from '#backend/kernel/context.ts';
import { listContentFiles } from '#backend/kernel/attachments/content-store.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { Failure, storageFailureOf } from '#backend/kernel/failure.ts';
import { openInventory } from '#backend/kernel/inventory.ts';
import { JournalAppender } from '#backend/kernel/journal/journal.ts';
import type { JournalFact, JournalSource } from '#backend/kernel/journal/journal.ts';
import { journalKeyIn } from '#backend/kernel/journal/kept-key.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { clock } from '#backend/kernel/session.ts';
import type { DataFolder } from '#backend/kernel/storage/data-folder.ts';
import { commitTurnBack, turnBackDraft } from '#backend/kernel/storage/turn-back.ts';
import type { Vault } from '#backend/kernel/vault/vault.ts';
import { problemOf } from '#backend/features/auth/index.ts';
import { checkDatabase } from './read-back.ts';

/** Who confirms that the register is turned back; null where nobody was asked yet. */
export type Second = { username: string; password: string } | { recoveryPhrase: string } | null;

/** Registers that are being turned back. */
const turning = new WeakSet<Backend>();

/**
 * Turns the register back in a draft that nobody else writes to, and that is gone afterwards.
 *
 * @throws Failure STORAGE_BUSY when that is being done already
 */
export async function inDraft<Result>(backend: Backend, folder: DataFolder, act: () => Promise<Result>) {
  if (turning.has(backend)) throw new Failure('STORAGE_BUSY');
  turning.add(backend);
  const draft = turnBackDraft(folder.path);
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    return await act();
  } finally {
    turning.delete(backend);
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Whether the register can be read from end to end. Any reason but damage, such as a full disk or a newer version, is
 * nothing that a backup mends.
 */
export function isWhole(database: string, dataKey: Uint8Array, surroundings: Surroundings): boolean {
  try {
    openInventory(database, dataKey, true, surroundings).close();
    checkDatabase(database, dataKey, [], true);
    return true;
  } catch (error) {
    return problemOf(error instanceof Failure ? error : storageFailureOf(error)) !== 'CORRUPT';
  }
}

/** Damage that nobody met yet keeps nobody out: whoever came in meanwhile works on the file. @throws Failure NOT_DAMAGED */
export async function refuseOpen(backend: Backend): Promise<void> {
  await backend.closed;
  if (backend.inventory) throw new Failure('NOT_DAMAGED');
}

/** What has to be readable to know who may turn the register back. */
export const tablesOfRights = ['operator', 'operator_role', 'own_role_permission'] as const;

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
    return permissionsOf(held, ownRolesIn(sqlite));
  } finally {
    sqlite.close();
  }
}

/** What a department's own roles held; a backup may be older than their table. */
function ownRolesIn(sqlite: Sqlite): Map<string, readonly Permission[]> {
  if (sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'own_role_permission'").get() === undefined)
    return new Map();
  const rows = sqlite
    .prepare<[], { role: string; permission: Permission }>(
      "SELECT 'own:' || role_id AS role, permission FROM own_role_permission",
    )
    .all();
  const held = Map.groupBy(rows, ({ role }) => role);
  return new Map([...held].map(([role, each]) => [role, each.map(({ permission }) => permission)]));
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

/**
 * Writes an entry into a draft before it comes into force: a register that was turned back never stands there without
 * saying so.
 */
export function recordInDraft(
  draft: string,
  dataKey: Uint8Array,
  { source, fact }: { source: JournalSource; fact: JournalFact },
  surroundings: Surroundings,
): void {
  const sqlite = openSqlite({ file: draft, key: dataKey });
  try {
    const boot = Buffer.from(surroundings.randomBytes(6)).toString('hex');
    // As the clock does it: whoever turns a register back is not signed in to it, and stands in the facts.
    const origin = {
      actor: `operator:${clock.operatorId}`,
      role: '',
      desk: clock.desk,
      session: clock.session,
      source,
    };
    const time = { at: surroundings.now(), monotonic: surroundings.monotonic(), boot };
    sqlite.transaction(() => {
      new JournalAppender(sqlite, journalKeyIn(sqlite, dataKey), { ...origin, ...time }).append(fact);
    })();
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    sqlite.close();
  }
}

/** The draft takes the place of the damaged database; its files join those that are there. */
export function putInPlace(folder: DataFolder, attachments: string, setAside: string): void {
  // Contents are named by their digest: those of the backup join those that came after it.
  mergeInto(attachments, folder.attachments);
  commitTurnBack(folder.path, setAside);
}
