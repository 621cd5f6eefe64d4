import { useQuery } from '@tanstack/react-query';
import type { RoleRow } from '#shared/features/auth/model.ts';
import type { Role } from '#shared/features/auth/permissions.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { word } from '#renderer/ui/text/t.ts';

/** Every role with what it holds, in the order of the matrix. */
export function useRoles(): RoleRow[] {
  return useQuery(rpc.auth.listRoles.queryOptions()).data ?? [];
}

export function nameOf({ role, own }: Pick<RoleRow, 'role' | 'own'>): string {
  return own === null ? word('role', role) : own.name;
}

/** What people call a role. */
export function useRoleName(): (role: Role) => string {
  const roles = useRoles();
  return (role) => nameOf(roles.find((row) => row.role === role) ?? { role, own: null });
}
