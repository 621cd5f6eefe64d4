import {
  IconAlertTriangle,
  IconBox,
  IconCalendarDue,
  IconCheck,
  IconCircleX,
  IconHourglass,
  IconShieldX,
  IconShoppingCart,
  IconTool,
  IconTools,
  IconTrash,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';

export const statusLook: Readonly<Record<AssetStatus, { tone: Tone; icon: Icon }>> = {
  ordered: { tone: 'quiet', icon: IconShoppingCart },
  in_stock: { tone: 'info', icon: IconBox },
  in_preparation: { tone: 'info', icon: IconTools },
  in_use: { tone: 'good', icon: IconCheck },
  on_loan: { tone: 'good', icon: IconCalendarDue },
  in_maintenance: { tone: 'warn', icon: IconTool },
  missing: { tone: 'warn', icon: IconAlertTriangle },
  lost: { tone: 'bad', icon: IconCircleX },
  stolen: { tone: 'bad', icon: IconShieldX },
  retiring: { tone: 'quiet', icon: IconHourglass },
  disposed: { tone: 'quiet', icon: IconTrash },
};
