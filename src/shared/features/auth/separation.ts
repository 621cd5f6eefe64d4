import { permissionsOfRole } from './permissions.ts';
import type { BuiltInRole, Permission } from './permissions.ts';

/** What one person should not be able to do alone from end to end: each pair together hides a fraud or a mistake. */
export const conflicts = [
  { key: 'ordering_approving', permissions: ['po.create', 'request.approve'] },
  { key: 'ordering_receiving', permissions: ['po.create', 'receipt.create'] },
  { key: 'paying_receiving', permissions: ['invoice.match', 'receipt.create'] },
  { key: 'sanitising_verifying', permissions: ['media.sanitise', 'media.verify'] },
  { key: 'counting_approving', permissions: ['stocktake.count', 'stocktake.approve'] },
  { key: 'administering_auditing', permissions: ['operator.manage', 'auditpack.make'] },
  { key: 'managing_approving', permissions: ['asset.retire', 'request.approve'] },
  { key: 'administering_approving', permissions: ['operator.manage', 'request.approve'] },
  { key: 'licensing_ordering', permissions: ['licence.edit', 'po.create'] },
] as const satisfies readonly { key: string; permissions: readonly [Permission, Permission] }[];

export const conflictKeys = conflicts.map(({ key }) => key);
export type ConflictKey = (typeof conflicts)[number]['key'];

/** The conflicts within what somebody holds. */
export function conflictsOf(held: ReadonlySet<Permission>): ConflictKey[] {
  return conflicts.filter(({ permissions }) => permissions.every((each) => held.has(each))).map(({ key }) => key);
}

/** From this many active operators on there is somebody for each side, and no conflict is allowed any more. */
export const TEAM_THAT_DIVIDES = 3;

/** Permissions that only come with a built-in role: whoever gives one of these roles needs a second administrator. */
export const reservedPermissions: readonly Permission[] = [
  'operator.manage',
  'role.edit',
  'auditpack.make',
  'request.approve',
];

/** Roles that a second administrator confirms, when there is one. */
export const confirmedRoles = ['administrator', 'auditor', 'approver'] as const satisfies readonly BuiltInRole[];
export type ConfirmedRole = (typeof confirmedRoles)[number];

/** Hours in which a second administrator confirms; then the role has to be asked for again. */
export const HOURS_TO_CONFIRM = 24;

/** Every permission of these built-in roles, and of own roles by what they were given. */
export function permissionsOf(
  roles: readonly string[],
  ownRoles: ReadonlyMap<string, readonly Permission[]>,
): Set<Permission> {
  return new Set(roles.flatMap((role) => permissionsOfRole[role as BuiltInRole] ?? ownRoles.get(role) ?? []));
}
