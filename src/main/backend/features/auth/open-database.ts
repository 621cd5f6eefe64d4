import { rolesOfOneAlone } from '#shared/features/auth/permissions.ts';
import type { SessionOperator } from '#shared/features/auth/model.ts';
import { conflictsOf, permissionsOf } from '#shared/features/auth/separation.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { openInventory } from '#backend/kernel/inventory.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { Vault } from '#backend/kernel/vault/vault.ts';
import { closeInventory, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { actorOf } from '#backend/kernel/session.ts';
import type { Session, SignedInOperator } from '#backend/kernel/session.ts';
import { findActiveOperator, insertOperator, setLastSignIn } from './repository.ts';
import { allowConflict } from './roles/conflicts.ts';
import { idleLockSetting } from './settings.ts';

/** @throws Failure DATA_UNUSABLE when the folder could not be taken. */
export function folderOf(backend: Backend): NonNullable<Backend['folder']> {
  if (!backend.folder) throw new Failure('DATA_UNUSABLE', { problem: problemOf(backend.problem) });
  return backend.folder;
}

const problems: Readonly<Record<string, string>> = {
  IN_USE: 'IN_USE',
  NEWER_VERSION: 'NEWER_VERSION',
  MIGRATION_FAILED: 'MIGRATION_FAILED',
  VAULT_MISSING: 'VAULT_MISSING',
  NETWORK_FOLDER: 'NETWORK',
  STORAGE_FULL: 'FULL',
  STORAGE_READ_ONLY: 'READ_ONLY',
  STORAGE_BUSY: 'IN_USE',
};

/** The storage failure in the words of the contract; what is not known counts as damage. */
export function problemOf(failure: Failure | null): string {
  return (failure && problems[failure.code]) ?? 'CORRUPT';
}

export function readVault(backend: Backend): Vault {
  const folder = folderOf(backend);
  return Vault.read(folder.vault, backend.surroundings);
}

/**
 * Opens the database unless it is open, and lets the slices pick up what they left.
 *
 * @param allow what is still asked once it is open: when that fails, it is closed again and nothing was picked up
 */
export async function openDatabase(
  backend: Backend,
  dataKey: Uint8Array,
  allow: () => Promise<void> = async () => undefined,
): Promise<void> {
  await backend.closed;
  if (backend.inventory) {
    if (!Buffer.from(backend.inventory.dataKey).equals(dataKey)) throw new Failure('WRONG_CREDENTIALS');
    await allow();
    return;
  }
  try {
    backend.inventory = openInventory(
      folderOf(backend).database,
      dataKey,
      readVault(backend).established,
      backend.surroundings,
    );
  } catch (error) {
    backend.log.defect(error, { doing: 'opening the database' });
    throw new Failure('DATA_UNUSABLE', { problem: problemOf(error instanceof Failure ? error : null) });
  }
  try {
    await allow();
  } catch (error) {
    if (![...backend.sessions].some(({ operator }) => operator)) await closeInventory(backend);
    throw error;
  }
  backend.idleLockMinutes = await readSetting(backend.inventory.reader, idleLockSetting);
  await backend.opened(backend);
}

export function sessionOperatorOf(operator: SignedInOperator): SessionOperator {
  const { id, username, displayName, roles, permissions } = operator;
  return { id, username, displayName, roles: [...roles], permissions: [...permissions] };
}

interface WayIn {
  event: string;
  data?: { readonly [key: string]: string | null };
  /** What else is written with it. */
  also?: (command: CommandContext, operatorId: number) => Promise<void>;
}

/** Lets the operator in: the session is his, and the journal says so. */
export async function admit(
  backend: Backend,
  session: Session,
  username: string,
  way: WayIn,
): Promise<SignedInOperator> {
  const operator = await findActiveOperator(openInventoryOf(backend).reader, username);
  if (!operator) throw new Failure('WRONG_CREDENTIALS');
  await inTransaction(backend, actorOf(session, operator), async (command) => {
    await setLastSignIn(command.tx, operator.id, command.now);
    await way.also?.(command, operator.id);
    await command.record({
      event: way.event,
      subject: `operator:${operator.id}`,
      data: { username: operator.username, ...way.data },
    });
  });
  session.operator = operator;
  session.locked = false;
  session.lastActiveAt = backend.surroundings.now();
  return operator;
}

export async function insertFirstOperator(
  backend: Backend,
  session: Session,
  first: { username: string; displayName: string; alone: boolean; control: string | null },
): Promise<void> {
  const roles = first.alone ? rolesOfOneAlone : (['administrator'] as const);
  const permissions = permissionsOf(roles, new Map());
  const himself = actorOf(session, {
    id: 1,
    username: first.username,
    displayName: first.displayName,
    roles,
    permissions,
  });
  await inTransaction(backend, himself, async (command) => {
    const id = await insertOperator(command.tx, { ...first, roles, createdAt: command.now });
    await command.record({
      event: 'auth.administratorCreated',
      subject: `operator:${id}`,
      data: { username: first.username, roles: [...roles] },
    });
    const control = first.control ?? textIn('en', 'auth.controlOfOneAlone');
    for (const conflict of conflictsOf(permissions))
      await allowConflict(command, { operatorId: id, conflict, control });
  });
}
