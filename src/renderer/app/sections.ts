import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconBarcode,
  IconBell,
  IconBook2,
  IconBoxSeam,
  IconBuilding,
  IconCalendarDue,
  IconChecklist,
  IconClipboardCheck,
  IconCoins,
  IconDeviceLaptop,
  IconDeviceTablet,
  IconFileImport,
  IconHeadset,
  IconLayoutDashboard,
  IconLicense,
  IconListDetails,
  IconRadar2,
  IconRecycle,
  IconRefreshDot,
  IconReportAnalytics,
  IconRestore,
  IconSettings,
  IconShieldLock,
  IconShoppingCart,
  IconTag,
  IconTool,
  IconUsers,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { Permission } from '#shared/features/auth/permissions.ts';
import type { TextKey } from '#renderer/ui/text/t.ts';

/** What the parts of the window are for; `top` and `foot` stand without a heading. */
export const sectionGroups = ['top', 'provide', 'care', 'control', 'registers', 'prove', 'foot'] as const;
export type SectionGroup = (typeof sectionGroups)[number];

export interface Section {
  readonly path:
    | '/desk'
    | '/dashboard'
    | '/assets'
    | '/acquire'
    | '/deploy'
    | '/licences'
    | '/loans'
    | '/kiosk'
    | '/supplies'
    | '/people'
    | '/places'
    | '/catalogue'
    | '/reminders'
    | '/movements'
    | '/stocktakes'
    | '/incidents'
    | '/security'
    | '/retire'
    | '/maintenance'
    | '/support'
    | '/updates'
    | '/recovery'
    | '/tracking'
    | '/import'
    | '/labels'
    | '/handbook'
    | '/costs'
    | '/reports'
    | '/settings';
  readonly group: SectionGroup;
  readonly name: TextKey;
  readonly icon: Icon;
  /** Shown to operators who hold one of these. */
  readonly permissions: readonly Permission[];
}

/** The parts of the window in the order of the work; Alt and the number open them. */
export const sections: readonly Section[] = [
  {
    path: '/desk',
    group: 'top',
    name: 'nav.desk',
    icon: IconBarcode,
    permissions: ['asset.checkout', 'asset.checkin', 'asset.move'],
  },
  { path: '/dashboard', group: 'top', name: 'nav.dashboard', icon: IconLayoutDashboard, permissions: ['asset.view'] },
  { path: '/assets', group: 'top', name: 'nav.assets', icon: IconDeviceLaptop, permissions: ['asset.view'] },
  { path: '/reminders', group: 'top', name: 'nav.reminders', icon: IconBell, permissions: ['asset.view'] },
  {
    path: '/acquire',
    group: 'provide',
    name: 'nav.acquire',
    icon: IconShoppingCart,
    permissions: ['request.create', 'request.approve', 'po.create'],
  },
  {
    path: '/deploy',
    group: 'provide',
    name: 'nav.deploy',
    icon: IconChecklist,
    permissions: ['asset.edit', 'configuration.edit'],
  },
  { path: '/licences', group: 'provide', name: 'nav.licences', icon: IconLicense, permissions: ['licence.view'] },
  { path: '/loans', group: 'provide', name: 'nav.loans', icon: IconCalendarDue, permissions: ['asset.view'] },
  { path: '/kiosk', group: 'provide', name: 'nav.kiosk', icon: IconDeviceTablet, permissions: ['asset.checkout'] },
  { path: '/supplies', group: 'provide', name: 'nav.supplies', icon: IconBoxSeam, permissions: ['supply.view'] },
  { path: '/maintenance', group: 'care', name: 'nav.maintenance', icon: IconTool, permissions: ['asset.view'] },
  { path: '/support', group: 'care', name: 'nav.support', icon: IconHeadset, permissions: ['asset.view'] },
  { path: '/updates', group: 'care', name: 'nav.updates', icon: IconRefreshDot, permissions: ['asset.view'] },
  { path: '/recovery', group: 'care', name: 'nav.recovery', icon: IconRestore, permissions: ['asset.view'] },
  {
    path: '/stocktakes',
    group: 'control',
    name: 'nav.stocktakes',
    icon: IconClipboardCheck,
    permissions: ['stocktake.count', 'stocktake.reconcile', 'stocktake.approve', 'audit.read'],
  },
  { path: '/incidents', group: 'control', name: 'nav.incidents', icon: IconAlertTriangle, permissions: ['asset.view'] },
  { path: '/security', group: 'control', name: 'nav.security', icon: IconShieldLock, permissions: ['asset.view'] },
  { path: '/tracking', group: 'control', name: 'nav.tracking', icon: IconRadar2, permissions: ['asset.view'] },
  {
    path: '/movements',
    group: 'control',
    name: 'nav.movements',
    icon: IconArrowsExchange,
    permissions: ['asset.view'],
  },
  { path: '/retire', group: 'control', name: 'nav.retire', icon: IconRecycle, permissions: ['asset.view'] },
  { path: '/people', group: 'registers', name: 'nav.people', icon: IconUsers, permissions: ['person.view'] },
  { path: '/places', group: 'registers', name: 'nav.places', icon: IconBuilding, permissions: ['place.view'] },
  {
    path: '/catalogue',
    group: 'registers',
    name: 'nav.catalogue',
    icon: IconListDetails,
    permissions: ['supplier.view'],
  },
  { path: '/import', group: 'registers', name: 'nav.import', icon: IconFileImport, permissions: ['import.run'] },
  { path: '/labels', group: 'registers', name: 'nav.labels', icon: IconTag, permissions: ['label.print'] },
  {
    path: '/reports',
    group: 'prove',
    name: 'nav.reports',
    icon: IconReportAnalytics,
    permissions: ['audit.read', 'auditpack.make', 'export.run'],
  },
  { path: '/costs', group: 'prove', name: 'nav.costs', icon: IconCoins, permissions: ['asset.cost.view'] },
  { path: '/handbook', group: 'prove', name: 'nav.handbook', icon: IconBook2, permissions: ['asset.view'] },
  { path: '/settings', group: 'foot', name: 'nav.settings', icon: IconSettings, permissions: ['asset.view'] },
];

export function sectionsFor(may: (permission: Permission) => boolean): Section[] {
  return sections.filter(({ permissions }) => permissions.some(may));
}
