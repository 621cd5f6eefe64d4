import type { Reminder, ReminderEntity } from '#shared/features/reminders/model.ts';
import { hrefTo } from '#renderer/ui/href.ts';

const hrefs: Readonly<Record<ReminderEntity, (key: string) => string>> = {
  asset: (key) => hrefTo(`/assets/${key}`),
  contract: (key) => hrefTo(`/acquire/contracts/${key}`),
  product: (key) => hrefTo(`/licences/${key}`),
  work_order: (key) => hrefTo(`/maintenance/orders/${key}`),
  maintenance: () => hrefTo('/maintenance', { tab: 'plans' }),
  loans: () => hrefTo('/loans', { tab: 'calendar' }),
  requisition: (key) => hrefTo(`/acquire/requisitions/${key}`),
  order: (key) => hrefTo(`/acquire/orders/${key}`),
  invoices: () => hrefTo('/acquire', { tab: 'invoices' }),
  incident: (key) => hrefTo(`/incidents/${key}`),
  person: (key) => hrefTo(`/people/${key}`),
  article: (key) => hrefTo(`/handbook/${key}`),
  campaign: (key) => hrefTo(`/updates/campaigns/${key}`),
  protected_item: (key) => hrefTo(`/recovery/items/${key}`),
  recovery_plan: (key) => hrefTo(`/recovery/plans/${key}`),
  backups: () => hrefTo('/settings', { tab: 'backups' }),
};

/** The page on which something is done about it. */
export function hrefOfReminder({ entity, entityKey }: Pick<Reminder, 'entity' | 'entityKey'>): string {
  return hrefs[entity](entityKey);
}
