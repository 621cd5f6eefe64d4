import { permissions } from '#shared/features/auth/permissions.ts';
import type { Permission } from '#shared/features/auth/permissions.ts';

/** The permissions by what they are about, in the order of the application: `asset.view` belongs to `asset`. */
export function areasOf(
  among: readonly Permission[] = permissions,
): { area: string; permissions: readonly Permission[] }[] {
  const areas = Map.groupBy(among, (permission) => permission.slice(0, permission.indexOf('.')));
  return [...areas].map(([area, own]) => ({ area, permissions: own }));
}
