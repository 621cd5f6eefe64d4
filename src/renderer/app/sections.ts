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
  readonly name: TextKey;
  readonly icon: Icon;
  /** Shown to operators who hold one of these. */
  readonly permissions: readonly Permission[];
}

/** The parts of the window in the order of the work; Alt and the number open them. */
export const sections: readonly Section[] = [
  {
    path: '/desk',
    name: 'nav.desk',
    icon: IconBarcode,
    permissions: ['asset.checkout', 'asset.checkin', 'asset.move'],
  },
  { path: '/dashboard', name: 'nav.dashboard', icon: IconLayoutDashboard, permissions: ['asset.view'] },
  { path: '/assets', name: 'nav.assets', icon: IconDeviceLaptop, permissions: ['asset.view'] },
  {
    path: '/acquire',
    name: 'nav.acquire',
    icon: IconShoppingCart,
    permissions: ['request.create', 'request.approve', 'po.create'],
  },
  { path: '/deploy', name: 'nav.deploy', icon: IconChecklist, permissions: ['asset.edit', 'configuration.edit'] },
  { path: '/licences', name: 'nav.licences', icon: IconLicense, permissions: ['licence.view'] },
  { path: '/loans', name: 'nav.loans', icon: IconCalendarDue, permissions: ['asset.view'] },
  { path: '/kiosk', name: 'nav.kiosk', icon: IconDeviceTablet, permissions: ['asset.checkout'] },
  { path: '/maintenance', name: 'nav.maintenance', icon: IconTool, permissions: ['asset.view'] },
  { path: '/support', name: 'nav.support', icon: IconHeadset, permissions: ['asset.view'] },
  { path: '/updates', name: 'nav.updates', icon: IconRefreshDot, permissions: ['asset.view'] },
  { path: '/recovery', name: 'nav.recovery', icon: IconRestore, permissions: ['asset.view'] },
  { path: '/supplies', name: 'nav.supplies', icon: IconBoxSeam, permissions: ['supply.view'] },
  { path: '/people', name: 'nav.people', icon: IconUsers, permissions: ['person.view'] },
  { path: '/places', name: 'nav.places', icon: IconBuilding, permissions: ['place.view'] },
  { path: '/catalogue', name: 'nav.catalogue', icon: IconListDetails, permissions: ['supplier.view'] },
  {
    path: '/stocktakes',
    name: 'nav.stocktakes',
    icon: IconClipboardCheck,
    permissions: ['stocktake.count', 'stocktake.reconcile', 'stocktake.approve', 'audit.read'],
  },
  { path: '/incidents', name: 'nav.incidents', icon: IconAlertTriangle, permissions: ['asset.view'] },
  { path: '/security', name: 'nav.security', icon: IconShieldLock, permissions: ['asset.view'] },
  { path: '/retire', name: 'nav.retire', icon: IconRecycle, permissions: ['asset.view'] },
  { path: '/tracking', name: 'nav.tracking', icon: IconRadar2, permissions: ['asset.view'] },
  { path: '/reminders', name: 'nav.reminders', icon: IconBell, permissions: ['asset.view'] },
  { path: '/movements', name: 'nav.movements', icon: IconArrowsExchange, permissions: ['asset.view'] },
  { path: '/import', name: 'nav.import', icon: IconFileImport, permissions: ['import.run'] },
  { path: '/labels', name: 'nav.labels', icon: IconTag, permissions: ['label.print'] },
  { path: '/handbook', name: 'nav.handbook', icon: IconBook2, permissions: ['asset.view'] },
  { path: '/costs', name: 'nav.costs', icon: IconCoins, permissions: ['asset.cost.view'] },
  {
    path: '/reports',
    name: 'nav.reports',
    icon: IconReportAnalytics,
    permissions: ['audit.read', 'auditpack.make', 'export.run'],
  },
  { path: '/settings', name: 'nav.settings', icon: IconSettings, permissions: ['asset.view'] },
];

export function sectionsFor(may: (permission: Permission) => boolean): Section[] {
  return sections.filter(({ permissions }) => permissions.some(may));
}
