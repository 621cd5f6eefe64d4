import type { Operator } from '#shared/features/auth/model.ts';
import type { OwnRole, Role } from '#shared/features/auth/permissions.ts';
import { TEAM_THAT_DIVIDES, conflictsOf, permissionsOf } from '#shared/features/auth/separation.ts';
import type { ConflictKey } from '#shared/features/auth/separation.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { listOperators } from '../repository.ts';
import { readOwnRoles } from './read-roles.ts';

/** What makes up for a conflict that somebody is allowed. */
export interface Control {
  conflict: ConflictKey;
  control: string;
}

/**
 * Conflicts that a change of roles would bring are refused, unless the team is too small to divide them and what makes
 * up for each is written down. What was allowed before stays allowed; what is no conflict any more ends.
 *
 * @throws Failure ROLES_CONFLICT
 */
export async function settleConflicts(
  command: CommandContext,
  change: { operatorId: number; roles: readonly Role[]; active: boolean; controls: readonly Control[] },
): Promise<void> {
  const operators = await listOperators(command.tx);
  const present = conflictsOf(permissionsOf(change.roles, await readOwnRoles(command.tx)));
  const found = change.active ? present : [];
  const allowed = operators.find(({ id }) => id === change.operatorId)?.conflicts ?? [];
  const added = found.filter((conflict) => !allowed.some((each) => each.conflict === conflict));
  const controls = new Map(change.controls.map(({ conflict, control }) => [conflict, control]));
  const open = added.filter((conflict) => !controls.has(conflict));
  const small = isSmall(operators);
  if (added.length > 0 && !small) throw new Failure('ROLES_CONFLICT', { conflicts: added, allowed: false, names: '' });
  if (open.length > 0) throw new Failure('ROLES_CONFLICT', { conflicts: open, allowed: true, names: '' });
  for (const { id, conflict } of allowed) {
    if (found.includes(conflict)) continue;
    await command.tx.updateTable('operator_conflict').set({ ended_at: command.now }).where('id', '=', id).execute();
    await record(command, 'auth.conflictEnded', change.operatorId, { conflict });
  }
  for (const conflict of added) {
    const control = controls.get(conflict) ?? '';
    await allowConflict(command, { operatorId: change.operatorId, conflict, control });
  }
}

/** Two people can't divide what three can: until then a conflict may be allowed. */
export function isSmall(operators: readonly Pick<Operator, 'active'>[]): boolean {
  return operators.filter(({ active }) => active).length < TEAM_THAT_DIVIDES;
}

export async function allowConflict(
  command: CommandContext,
  { operatorId, conflict, control }: Control & { operatorId: number },
): Promise<void> {
  await command.tx
    .insertInto('operator_conflict')
    .values({
      operator_id: operatorId,
      conflict,
      control,
      allowed_by: command.actor.operatorId,
      allowed_at: command.now,
      ended_at: null,
    })
    .execute();
  await record(command, 'auth.conflictAllowed', operatorId, { conflict, control });
}

/** A role that changes must bring no conflict to anybody who holds it. @throws Failure ROLES_CONFLICT */
export async function refuseNewConflicts(command: CommandContext, role: OwnRole): Promise<void> {
  const own = await readOwnRoles(command.tx);
  const holders = (await listOperators(command.tx)).filter(({ active, roles }) => active && roles.includes(role));
  const found = holders.flatMap(({ displayName, roles, conflicts }) =>
    conflictsOf(permissionsOf(roles, own))
      .filter((conflict) => !conflicts.some((each) => each.conflict === conflict))
      .map((conflict) => ({ displayName, conflict })),
  );
  if (found.length === 0) return;
  throw new Failure('ROLES_CONFLICT', {
    conflicts: [...new Set(found.map(({ conflict }) => conflict))],
    allowed: false,
    names: [...new Set(found.map(({ displayName }) => displayName))].join(', '),
  });
}

async function record(command: CommandContext, event: string, operatorId: number, data: object): Promise<void> {
  await command.record({ event, subject: `operator:${operatorId}`, data: { ...data } });
}
