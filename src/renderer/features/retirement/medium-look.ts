import { IconAlertTriangle, IconCircleCheck, IconEraser, IconEye, IconScale } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { MediumState } from '#shared/features/retirement/sanitisation.ts';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';

export const mediumLook: Readonly<Record<MediumState, { tone: Tone; icon: Icon }>> = {
  open: { tone: 'warn', icon: IconEraser },
  failed: { tone: 'bad', icon: IconAlertTriangle },
  insufficient: { tone: 'bad', icon: IconScale },
  to_witness: { tone: 'info', icon: IconEye },
  proved: { tone: 'good', icon: IconCircleCheck },
};
