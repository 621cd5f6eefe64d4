import type { GrantRow } from '#shared/features/auth/model.ts';
import type { Role } from '#shared/features/auth/permissions.ts';
import { HOURS_TO_CONFIRM, confirmedRoles } from '#shared/features/auth/separation.ts';
import type { ConfirmedRole } from '#shared/features/auth/separation.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { hasAnotherAdministrator } from '../rules.ts';
import { listOperators } from '../repository.ts';
import { applyToSessions } from '../sessions.ts';
import { settleConflicts } from './conflicts.ts';

/**
 * The roles of a change that a second administrator has to confirm: those that rule over others, when there is a
 * second one at all.
 */
export async function rolesToConfirm(
  command: CommandContext,
  change: { operatorId: number | null; roles: readonly Role[] },
): Promise<ConfirmedRole[]> {
  const operators = await listOperators(command.tx);
  const held = operators.find(({ id }) => id === change.operatorId)?.roles ?? [];
  const second = hasAnotherAdministrator(operators, command.actor.operatorId, change.operatorId);
  return second ? confirmedRoles.filter((role) => change.roles.includes(role) && !held.includes(role)) : [];
}

/** Roles that wait for a second administrator. What was asked for before and is not any more is withdrawn. */
export async function askForRoles(
  command: CommandContext,
  operatorId: number,
  asked: readonly ConfirmedRole[],
): Promise<void> {
  const { tx, now, actor } = command;
  const undecided = await tx
    .selectFrom('role_grant')
    .selectAll()
    .where('operator_id', '=', operatorId)
    .where('decision', 'is', null)
    .execute();
  const open = undecided.filter((grant) => grant.expires_at > now);
  // One that ran out was never decided; it makes room for the new one.
  const inTheWay = undecided.filter((grant) => open.includes(grant) !== asked.some((role) => role === grant.role));
  for (const { id } of inTheWay) await decide(command, id, 'withdrawn');
  const expiresAt = new Date(Date.parse(now) + HOURS_TO_CONFIRM * 3_600_000).toISOString();
  for (const role of asked.filter((each) => !open.some((grant) => grant.role === each))) {
    await tx
      .insertInto('role_grant')
      .values({
        operator_id: operatorId,
        role,
        asked_by: actor.operatorId,
        asked_at: now,
        expires_at: expiresAt,
        decision: null,
        decided_by: null,
        decided_at: null,
      })
      .execute();
    await command.record({ event: 'auth.roleAsked', subject: `operator:${operatorId}`, data: { role, expiresAt } });
  }
}

function openGrants(db: Db, now: string) {
  return db.selectFrom('role_grant').selectAll().where('decision', 'is', null).where('expires_at', '>', now);
}

export async function listGrants(db: Db, now: string): Promise<GrantRow[]> {
  const rows = await openGrants(db, now)
    .innerJoin('operator as holder', 'holder.id', 'role_grant.operator_id')
    .innerJoin('operator as asker', 'asker.id', 'role_grant.asked_by')
    .select(['holder.display_name as name', 'asker.display_name as asker'])
    .orderBy('role_grant.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    operatorId: row.operator_id,
    name: row.name,
    role: row.role,
    askedById: row.asked_by,
    askedBy: row.asker,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
  }));
}

/**
 * The second administrator's word. Whoever asked may take it back, and never confirms; nor does who gets the role.
 *
 * @throws Failure NOT_FOUND, SECOND_ADMINISTRATOR, ROLES_CONFLICT
 */
export async function decideGrant(
  command: CommandContext,
  { id, confirmed }: { id: number; confirmed: boolean },
): Promise<void> {
  const grant = await openGrants(command.tx, command.now).where('id', '=', id).executeTakeFirst();
  if (!grant) throw notFound('role_grant', id);
  const own = grant.asked_by === command.actor.operatorId;
  if (confirmed && (own || grant.operator_id === command.actor.operatorId)) throw new Failure('SECOND_ADMINISTRATOR');
  await decide(command, id, confirmed ? 'confirmed' : own ? 'withdrawn' : 'refused');
  if (confirmed) {
    const operator = (await listOperators(command.tx)).find((each) => each.id === grant.operator_id);
    if (!operator) throw notFound('operator', grant.operator_id);
    const roles = [...operator.roles, grant.role];
    await settleConflicts(command, { operatorId: operator.id, roles, active: operator.active, controls: [] });
    await command.tx.insertInto('operator_role').values({ operator_id: operator.id, role: grant.role }).execute();
  }
  command.changed('auth');
  await applyToSessions(command);
}

async function decide(
  command: CommandContext,
  id: number,
  decision: 'confirmed' | 'refused' | 'withdrawn',
): Promise<void> {
  const grant = await command.tx
    .updateTable('role_grant')
    .set({ decision, decided_by: command.actor.operatorId, decided_at: command.now })
    .where('id', '=', id)
    .returning(['operator_id', 'role', 'asked_by'])
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'auth.roleDecided',
    subject: `operator:${grant.operator_id}`,
    data: { role: grant.role, decision, askedBy: `operator:${grant.asked_by}` },
  });
}
