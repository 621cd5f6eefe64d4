import {
  IconBan,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconLock,
  IconPackage,
  IconPencil,
  IconSend,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { OrderState } from '#shared/features/procurement/order.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import { word } from '#renderer/ui/text/t.ts';

const looks: Readonly<Record<OrderState, { tone: Tone; icon: Icon }>> = {
  draft: { tone: 'quiet', icon: IconPencil },
  sent: { tone: 'info', icon: IconSend },
  confirmed: { tone: 'info', icon: IconCircleCheck },
  partly_received: { tone: 'warn', icon: IconPackage },
  received: { tone: 'good', icon: IconCircleCheckFilled },
  closed: { tone: 'quiet', icon: IconLock },
  cancelled: { tone: 'quiet', icon: IconBan },
};

export function OrderBadge({ state }: { state: OrderState }) {
  return <StatusBadge {...looks[state]} label={word('orderState', state)} />;
}
