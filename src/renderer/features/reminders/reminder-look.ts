import {
  IconAlertTriangle,
  IconBell,
  IconBook2,
  IconBuildingBank,
  IconCalendarDue,
  IconCertificate,
  IconClockHour4,
  IconDatabase,
  IconFileDollar,
  IconGauge,
  IconGavel,
  IconHourglass,
  IconLicense,
  IconListCheck,
  IconRefresh,
  IconRepeat,
  IconRestore,
  IconSchool,
  IconShieldCheck,
  IconTool,
  IconTruck,
  IconWorld,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { Reminder, ReminderKind, Urgency } from '#shared/features/reminders/model.ts';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

export const urgencyLook: Readonly<Record<Urgency, { tone: Tone; icon: Icon }>> = {
  overdue: { tone: 'bad', icon: IconAlertTriangle },
  today: { tone: 'warn', icon: IconBell },
  ahead: { tone: 'info', icon: IconClockHour4 },
};

export const kindIcon: Readonly<Record<ReminderKind, Icon>> = {
  loan: IconCalendarDue,
  reservation: IconCalendarDue,
  maintenance: IconTool,
  calibration: IconGauge,
  warranty: IconShieldCheck,
  end_of_life: IconHourglass,
  contract: IconBuildingBank,
  licence: IconLicense,
  certificate: IconCertificate,
  domain: IconWorld,
  subscription: IconRepeat,
  approval: IconGavel,
  delivery: IconTruck,
  invoice: IconFileDollar,
  incident: IconAlertTriangle,
  training: IconSchool,
  configuration: IconListCheck,
  handbook: IconBook2,
  backup: IconDatabase,
  update: IconRefresh,
  recovery: IconRestore,
};

/** How long it still is, or how long it is over. */
export function distanceText({ daysLeft }: Pick<Reminder, 'daysLeft'>): string {
  if (daysLeft === 0) return t('reminders.today');
  return daysLeft > 0 ? t('reminders.inDays', { count: daysLeft }) : t('reminders.daysOver', { count: -daysLeft });
}

/** Tag and name, or where there is neither what kind it is. */
export function nameOfReminder({ label, title, kind }: Pick<Reminder, 'label' | 'title' | 'kind'>): string {
  const name = [label, title].filter((part) => part !== '').join(' ');
  return name === '' ? word('reminderKind', kind) : name;
}
