import {
  IconAlertTriangle,
  IconArrowUpCircle,
  IconBoxSeam,
  IconCategory,
  IconChecklist,
  IconClipboardCheck,
  IconClipboardList,
  IconFileInvoice,
  IconFileText,
  IconHeadset,
  IconLicense,
  IconRecycle,
  IconRestore,
  IconSchool,
  IconShieldCheck,
  IconShoppingCart,
  IconTool,
  IconTruck,
  IconUserPlus,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { RecordKind } from '#shared/features/application/records.ts';
import { hrefTo } from '#renderer/ui/href.ts';

/** Where each kind of record is opened, and how it looks in a list of many kinds. */
export const recordPages: Readonly<Record<RecordKind, { icon: Icon; href: (id: number) => string }>> = {
  ticket: { icon: IconHeadset, href: (id) => hrefTo(`/support/tickets/${id}`) },
  incident: { icon: IconAlertTriangle, href: (id) => hrefTo(`/incidents/${id}`) },
  workOrder: { icon: IconTool, href: (id) => hrefTo(`/maintenance/orders/${id}`) },
  requisition: { icon: IconClipboardList, href: (id) => hrefTo(`/acquire/requisitions/${id}`) },
  order: { icon: IconShoppingCart, href: (id) => hrefTo(`/acquire/orders/${id}`) },
  invoice: { icon: IconFileInvoice, href: (id) => hrefTo(`/acquire/orders/${id}`) },
  contract: { icon: IconFileText, href: (id) => hrefTo(`/acquire/contracts/${id}`) },
  supplier: { icon: IconTruck, href: (id) => hrefTo(`/suppliers/${id}`) },
  licence: { icon: IconLicense, href: (id) => hrefTo(`/licences/${id}`) },
  article: { icon: IconBoxSeam, href: (id) => hrefTo(`/supplies/${id}`) },
  stocktake: { icon: IconClipboardCheck, href: (id) => hrefTo(`/stocktakes/${id}`) },
  lot: { icon: IconRecycle, href: (id) => hrefTo(`/retire/lots/${id}`) },
  campaign: { icon: IconArrowUpCircle, href: (id) => hrefTo(`/updates/campaigns/${id}`) },
  protectedItem: { icon: IconShieldCheck, href: (id) => hrefTo(`/recovery/items/${id}`) },
  recoveryPlan: { icon: IconRestore, href: (id) => hrefTo(`/recovery/plans/${id}`) },
  profile: { icon: IconChecklist, href: (id) => hrefTo(`/deploy/profiles/${id}`) },
  configurationRun: { icon: IconChecklist, href: (id) => hrefTo(`/deploy/runs/${id}`) },
  roleRun: { icon: IconUserPlus, href: (id) => hrefTo(`/deploy/people/${id}`) },
  course: { icon: IconSchool, href: (id) => hrefTo(`/training/${id}`) },
  category: { icon: IconCategory, href: (id) => hrefTo('/catalogue', { tab: 'categories', category: String(id) }) },
};
