import { IconCircleCheck, IconEraser, IconPackage, IconTruckDelivery } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { RetirementStage } from '#shared/features/retirement/model.ts';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';

export const stageLook: Readonly<Record<RetirementStage, { tone: Tone; icon: Icon }>> = {
  to_sanitise: { tone: 'warn', icon: IconEraser },
  to_dispose: { tone: 'info', icon: IconPackage },
  in_lot: { tone: 'info', icon: IconTruckDelivery },
  disposed: { tone: 'quiet', icon: IconCircleCheck },
};
