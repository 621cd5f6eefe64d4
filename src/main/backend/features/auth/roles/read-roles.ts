import type { RoleRow } from '#shared/features/auth/model.ts';
import { builtInRoles, permissions, permissionsOfRole } from '#shared/features/auth/permissions.ts';
import type { Permission, Role } from '#shared/features/auth/permissions.ts';
import { permissionsOf } from '#shared/features/auth/separation.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import '../tables.ts';

/** What each own role holds, by its key. */
export async function readOwnRoles(db: Db): Promise<Map<string, readonly Permission[]>> {
  const rows = await db.selectFrom('own_role_permission').selectAll().execute();
  const held = Map.groupBy(rows, (row) => `own:${row.role_id}`);
  return new Map([...held].map(([role, each]) => [role, each.map((row) => row.permission)]));
}

/** Every role in the order of the matrix: those of the application, then the department's own by name. */
export async function listRoles(db: Db): Promise<RoleRow[]> {
  const own = await db.selectFrom('own_role').selectAll().where('archived_at', 'is', null).orderBy('name').execute();
  const held = await readOwnRoles(db);
  const holders = await db
    .selectFrom('operator_role')
    .innerJoin('operator', 'operator.id', 'operator_role.operator_id')
    .select(['role', 'display_name'])
    .where('active', '=', 1)
    .orderBy('display_name')
    .execute();
  const names = Map.groupBy(holders, (row) => row.role);
  const namesOf = (role: Role) => (names.get(role) ?? []).map((row) => row.display_name);
  const builtIn = builtInRoles.map((role) => ({
    role,
    own: null,
    permissions: [...permissionsOfRole[role]],
    holders: namesOf(role),
  }));
  return [
    ...builtIn,
    ...own.map(({ id, name, description, version }) => ({
      role: `own:${id}` as const,
      own: { id, name, description, version },
      permissions: inOrder(held.get(`own:${id}`) ?? []),
      holders: namesOf(`own:${id}`),
    })),
  ];
}

/** Active operators who hold a permission, by name. */
export async function listHolders(db: Db, permission: Permission): Promise<{ id: number; name: string }[]> {
  const own = await readOwnRoles(db);
  const roles = await db.selectFrom('operator_role').select('role').distinct().execute();
  const giving = roles.map(({ role }) => role).filter((role) => permissionsOf([role], own).has(permission));
  if (giving.length === 0) return [];
  return db
    .selectFrom('operator')
    .select(['operator.id', 'operator.display_name as name'])
    .where('active', '=', 1)
    .where('operator.id', 'in', (eb) =>
      eb.selectFrom('operator_role').select('operator_id').where('role', 'in', giving),
    )
    .orderBy('display_name')
    .execute();
}

/** Permissions as they are stored: in the order of the application, each once. */
export function inOrder(given: readonly Permission[]): Permission[] {
  return permissions.filter((permission) => given.includes(permission));
}
