import type { OwnRoleDetails } from '#shared/features/auth/model.ts';
import { reservedPermissions } from '#shared/features/auth/separation.ts';
import { updateSeen } from '#backend/kernel/db/update-seen.ts';
import type { Seen } from '#backend/kernel/db/update-seen.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyToSessions } from '../sessions.ts';
import { refuseNewConflicts } from './conflicts.ts';
import { inOrder, listRoles } from './read-roles.ts';

/** @throws Failure ROLE_NAME_TAKEN, PERMISSIONS_RESERVED */
export async function createRole(command: CommandContext, details: OwnRoleDetails): Promise<{ id: number }> {
  await refuseUnfit(command, details, null);
  const { id } = await command.tx
    .insertInto('own_role')
    .values({ name: details.name, description: details.description, archived_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writePermissions(command, id, details);
  await command.record({ event: 'auth.roleCreated', subject: `role:${id}`, data: plain(details) });
  command.changed('auth');
  return { id };
}

/**
 * What a role holds changes for everybody who holds it, at the next call.
 *
 * @throws Failure ROLE_NAME_TAKEN, PERMISSIONS_RESERVED, ROLES_CONFLICT, NOT_FOUND, CHANGED_MEANWHILE
 */
export async function changeRole(command: CommandContext, seen: Seen, details: OwnRoleDetails): Promise<void> {
  await refuseUnfit(command, details, seen.id);
  const before = (await listRoles(command.tx)).find(({ own }) => own?.id === seen.id);
  await updateSeen(command, 'own_role', seen, { name: details.name, description: details.description });
  await command.tx.deleteFrom('own_role_permission').where('role_id', '=', seen.id).execute();
  await writePermissions(command, seen.id, details);
  await refuseNewConflicts(command, `own:${seen.id}`);
  await command.record({
    event: 'auth.roleChanged',
    subject: `role:${seen.id}`,
    data: {
      before: { name: before?.own?.name, description: before?.own?.description, permissions: before?.permissions },
      after: plain(details),
    },
  });
  command.changed('auth');
  await applyToSessions(command);
}

/** @throws Failure ROLE_HELD, NOT_FOUND, CHANGED_MEANWHILE */
export async function archiveRole(command: CommandContext, seen: Seen): Promise<void> {
  const holders = await command.tx
    .selectFrom('operator_role')
    .innerJoin('operator', 'operator.id', 'operator_role.operator_id')
    .select('display_name')
    .where('role', '=', `own:${seen.id}`)
    .orderBy('display_name')
    .execute();
  if (holders.length > 0) throw new Failure('ROLE_HELD', { names: holders.map((row) => row.display_name).join(', ') });
  await updateSeen(command, 'own_role', seen, { archived_at: command.now });
  await command.record({ event: 'auth.roleArchived', subject: `role:${seen.id}`, data: {} });
  command.changed('auth');
}

const plain = ({ name, description, permissions }: OwnRoleDetails) => ({
  name,
  description,
  permissions: inOrder(permissions),
});

async function refuseUnfit(command: CommandContext, details: OwnRoleDetails, id: number | null): Promise<void> {
  const reserved = details.permissions.filter((permission) => reservedPermissions.includes(permission));
  if (reserved.length > 0) throw new Failure('PERMISSIONS_RESERVED', { permissions: reserved });
  const roles = await listRoles(command.tx);
  const taken = roles.some(({ own }) => own && own.id !== id && own.name.toLowerCase() === details.name.toLowerCase());
  if (taken) throw new Failure('ROLE_NAME_TAKEN', { name: details.name });
}

async function writePermissions({ tx }: CommandContext, roleId: number, details: OwnRoleDetails): Promise<void> {
  await tx
    .insertInto('own_role_permission')
    .values(inOrder(details.permissions).map((permission) => ({ role_id: roleId, permission })))
    .execute();
}
