/**
 * Everything that somebody may be allowed to do. A procedure of the contract
 * names one of these; what no role of the operator holds is refused.
 */
export const permissions = [
  'asset.view',
  'asset.create',
  'asset.edit',
  'asset.cost.view',
  'asset.secret.view',
  'asset.retire',
  'asset.checkout',
  'asset.checkin',
  'asset.move',
  'asset.reserve',
  'configuration.edit',
  'configuration.override',
  'handbook.edit',
  'training.manage',
  'catalogue.edit',
  'person.view',
  'person.edit',
  'place.view',
  'place.edit',
  'supplier.view',
  'supplier.edit',
  'supply.view',
  'supply.edit',
  'supply.move',
  'supply.adjust',
  'request.create',
  'request.approve',
  'po.create',
  'receipt.create',
  'invoice.match',
  'licence.view',
  'licence.edit',
  'licence.assign',
  'licence.key.reveal',
  'stocktake.count',
  'stocktake.reconcile',
  'stocktake.approve',
  'incident.declare',
  'incident.manage',
  'media.sanitise',
  'media.verify',
  'lot.ship',
  'maintenance.plan',
  'maintenance.work',
  'ticket.work',
  'ticket.manage',
  'label.print',
  'label.design',
  'device.configure',
  'import.run',
  'export.run',
  'view.manage',
  'audit.read',
  'auditpack.make',
  'operator.manage',
  'settings.edit',
  'backup.run',
] as const;
export type Permission = (typeof permissions)[number];

export const roles = [
  'administrator',
  'desk_operator',
  'procurement',
  'approver',
  'sanitiser',
  'verifier',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

const readOnly: readonly Permission[] = [
  'asset.view',
  'person.view',
  'place.view',
  'supplier.view',
  'supply.view',
  'licence.view',
];

/** What each role holds. An operator holds the union of his roles. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  // Whoever rules over the rules does not decide by them.
  administrator: permissions.filter((permission) => permission !== 'request.approve' && permission !== 'media.verify'),
  desk_operator: [
    ...readOnly,
    'asset.create',
    'asset.edit',
    'asset.checkout',
    'asset.checkin',
    'asset.move',
    'asset.reserve',
    'supply.move',
    'request.create',
    'receipt.create',
    'licence.assign',
    'stocktake.count',
    'incident.declare',
    'maintenance.work',
    'ticket.work',
    'label.print',
    'device.configure',
  ],
  procurement: [
    ...readOnly,
    'asset.cost.view',
    'supplier.edit',
    'supply.edit',
    'catalogue.edit',
    'asset.reserve',
    'request.create',
    'po.create',
    'invoice.match',
    'licence.edit',
    'licence.assign',
    'export.run',
  ],
  approver: [...readOnly, 'asset.cost.view', 'request.approve', 'stocktake.approve'],
  sanitiser: [...readOnly, 'media.sanitise'],
  // Stands beside the one who sanitises, and is never the same person.
  verifier: [...readOnly, 'media.verify'],
  auditor: [...readOnly, 'asset.cost.view', 'export.run', 'audit.read', 'auditpack.make'],
};

/** Whether the union of the roles holds the permission. Deny by default. */
export function mayRoles(heldRoles: readonly Role[], permission: Permission): boolean {
  return heldRoles.some((role) => permissionsOfRole[role].includes(permission));
}
