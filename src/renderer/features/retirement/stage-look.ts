import { IconCircleCheck, IconEraser, IconLock, IconPackage, IconTruckDelivery } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { RetirementStage } from '#shared/features/retirement/model.ts';
import type { LotState } from '#shared/features/retirement/lot.ts';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';

export const stageLook: Readonly<Record<RetirementStage, { tone: Tone; icon: Icon }>> = {
  to_sanitise: { tone: 'warn', icon: IconEraser },
  to_dispose: { tone: 'info', icon: IconPackage },
  in_lot: { tone: 'info', icon: IconTruckDelivery },
  disposed: { tone: 'quiet', icon: IconCircleCheck },
};

export const lotLook: Readonly<Record<LotState, { tone: Tone; icon: Icon }>> = {
  open: { tone: 'info', icon: IconPackage },
  handed_over: { tone: 'warn', icon: IconTruckDelivery },
  settled: { tone: 'good', icon: IconLock },
};
