import { IconBan, IconCircleCheck, IconCircleX, IconClockX, IconHourglass, IconRefresh } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ApprovalState } from '#shared/features/procurement/approval-contract.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import { word } from '#renderer/ui/text/t.ts';

const looks: Readonly<Record<ApprovalState, { tone: Tone; icon: Icon }>> = {
  open: { tone: 'warn', icon: IconHourglass },
  approved: { tone: 'good', icon: IconCircleCheck },
  rejected: { tone: 'bad', icon: IconCircleX },
  expired: { tone: 'quiet', icon: IconClockX },
  withdrawn: { tone: 'quiet', icon: IconBan },
  overtaken: { tone: 'quiet', icon: IconRefresh },
};

export function ProposalBadge({ state }: { state: ApprovalState }) {
  return <StatusBadge {...looks[state]} label={word('approvalState', state)} />;
}
