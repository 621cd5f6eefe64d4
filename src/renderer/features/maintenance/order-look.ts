import { IconAlertTriangle, IconCalendarEvent, IconCheck, IconPlayerSkipForward, IconTool } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { OrderRow } from '#shared/features/maintenance/model.ts';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

/** The state of an order as icon, word and colour; that it is late says more than that it is open. */
export function orderLook({ state, result, overdue }: Pick<OrderRow, 'state' | 'result' | 'overdue'>): {
  tone: Tone;
  icon: Icon;
  label: string;
} {
  if (state === 'done')
    return result === 'failed'
      ? { tone: 'bad', icon: IconAlertTriangle, label: word('orderResult', 'failed') }
      : { tone: 'good', icon: IconCheck, label: word('workOrderState', 'done') };
  if (state === 'skipped')
    return { tone: 'quiet', icon: IconPlayerSkipForward, label: word('workOrderState', 'skipped') };
  if (state === 'in_work') return { tone: 'info', icon: IconTool, label: word('workOrderState', 'in_work') };
  return overdue
    ? { tone: 'bad', icon: IconAlertTriangle, label: t('maintenance.overdue') }
    : { tone: 'quiet', icon: IconCalendarEvent, label: word('workOrderState', 'open') };
}
