import {
  IconArrowBack,
  IconBan,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconPencil,
  IconScale,
  IconSend,
  IconShoppingCart,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { RequisitionState } from '#shared/features/procurement/requisition.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import { word } from '#renderer/ui/text/t.ts';

const looks: Readonly<Record<RequisitionState, { tone: Tone; icon: Icon }>> = {
  draft: { tone: 'quiet', icon: IconPencil },
  submitted: { tone: 'info', icon: IconSend },
  in_approval: { tone: 'warn', icon: IconScale },
  approved: { tone: 'good', icon: IconCircleCheck },
  ordered: { tone: 'info', icon: IconShoppingCart },
  fulfilled: { tone: 'good', icon: IconCircleCheckFilled },
  returned: { tone: 'bad', icon: IconArrowBack },
  cancelled: { tone: 'quiet', icon: IconBan },
};

export function RequisitionBadge({ state }: { state: RequisitionState }) {
  return <StatusBadge {...looks[state]} label={word('requisitionState', state)} />;
}
