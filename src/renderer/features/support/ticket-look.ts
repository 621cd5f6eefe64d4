import { IconAlertTriangle, IconCheck, IconClock, IconLock, IconMessage, IconTool } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { TicketRow } from '#shared/features/support/model.ts';
import type { Priority } from '#shared/features/support/priority.ts';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

const looks = {
  new: { tone: 'warn', icon: IconMessage },
  in_progress: { tone: 'info', icon: IconTool },
  waiting: { tone: 'quiet', icon: IconClock },
  resolved: { tone: 'good', icon: IconCheck },
  closed: { tone: 'quiet', icon: IconLock },
} as const satisfies Record<TicketRow['state'], { tone: Tone; icon: Icon }>;

/** The state of a ticket as icon, word and colour; that it is late says more. */
export function ticketLook({ state, late }: Pick<TicketRow, 'state' | 'late'>): {
  tone: Tone;
  icon: Icon;
  label: string;
} {
  const label = word('ticketState', state);
  return late
    ? { tone: 'bad', icon: IconAlertTriangle, label: t('support.lateState', { state: label }) }
    : { ...looks[state], label };
}

export const priorityTone: Readonly<Record<Priority, Tone>> = {
  critical: 'bad',
  high: 'warn',
  medium: 'info',
  low: 'quiet',
};
