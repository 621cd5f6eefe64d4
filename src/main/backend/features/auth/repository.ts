import type { Transaction } from 'kysely';
import type { Operator } from '#shared/features/auth/model.ts';
import type { Permission, Role } from '#shared/features/auth/permissions.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { permissionsOf } from '#shared/features/auth/separation.ts';
import type { SignedInOperator } from '#backend/kernel/session.ts';
import { readOwnRoles } from './roles/read-roles.ts';
import './tables.ts';

export async function listOperators(db: Db): Promise<Operator[]> {
  const operators = await db.selectFrom('operator').selectAll().orderBy('username').execute();
  const roles = await db.selectFrom('operator_role').selectAll().orderBy('role').execute();
  const withFactor = await db
    .selectFrom('operator_second_factor')
    .select('operator_id')
    .where('confirmed_at', 'is not', null)
    .execute();
  const conflicts = await db
    .selectFrom('operator_conflict')
    .select(['id', 'operator_id', 'conflict', 'control', 'allowed_at'])
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  const asked = new Set(withFactor.map((row) => row.operator_id));
  return operators.map((row) => ({
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    roles: roles.filter((role) => role.operator_id === row.id).map((role) => role.role),
    active: row.active === 1,
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at,
    secondFactor: asked.has(row.id),
    conflicts: conflicts
      .filter((each) => each.operator_id === row.id)
      .map(({ id, conflict, control, allowed_at: allowedAt }) => ({ id, conflict, control, allowedAt })),
  }));
}

export async function findActiveOperator(db: Db, username: string): Promise<SignedInOperator | null> {
  const found = (await listOperators(db)).find((row) => row.username.toLowerCase() === username.toLowerCase());
  if (!found?.active) return null;
  const { id, displayName, roles } = found;
  const permissions = permissionsOf(roles, await readOwnRoles(db));
  return { id, username: found.username, displayName, roles, permissions };
}

/** What an operator may do today; nothing when he is not let in any more. */
export async function permissionsOfOperator(db: Db, id: number): Promise<ReadonlySet<Permission>> {
  const found = (await listOperators(db)).find((row) => row.id === id);
  return found?.active === true ? permissionsOf(found.roles, await readOwnRoles(db)) : new Set();
}

export async function insertOperator(
  tx: Transaction<Schema>,
  operator: { username: string; displayName: string; roles: readonly Role[]; createdAt: string },
): Promise<number> {
  const { id } = await tx
    .insertInto('operator')
    .values({
      username: operator.username,
      display_name: operator.displayName,
      active: 1,
      created_at: operator.createdAt,
      last_sign_in_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await setRoles(tx, id, operator.roles);
  return id;
}

export async function updateOperatorRow(
  tx: Transaction<Schema>,
  id: number,
  change: { displayName: string; active: boolean; roles: readonly Role[] },
): Promise<void> {
  await tx
    .updateTable('operator')
    .set({ display_name: change.displayName, active: change.active ? 1 : 0 })
    .where('id', '=', id)
    .execute();
  await tx.deleteFrom('operator_role').where('operator_id', '=', id).execute();
  await setRoles(tx, id, change.roles);
}

export async function setLastSignIn(tx: Transaction<Schema>, id: number, at: string): Promise<void> {
  await tx.updateTable('operator').set({ last_sign_in_at: at }).where('id', '=', id).execute();
}

async function setRoles(tx: Transaction<Schema>, operatorId: number, roles: readonly Role[]): Promise<void> {
  await tx
    .insertInto('operator_role')
    .values([...new Set(roles)].map((role) => ({ operator_id: operatorId, role })))
    .execute();
}
