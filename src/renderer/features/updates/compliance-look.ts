import {
  IconAlertTriangle,
  IconArrowUp,
  IconCheck,
  IconHelp,
  IconHourglassOff,
  IconShieldX,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { MemberState } from '#shared/features/updates/model.ts';
import type { Compliance } from '#shared/features/updates/scheme.ts';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import { word } from '#renderer/ui/text/t.ts';

interface Look {
  tone: Tone;
  icon: Icon;
  label: string;
}

const ofCompliance: Readonly<Record<Compliance, Omit<Look, 'label'>>> = {
  current: { tone: 'good', icon: IconCheck },
  behind: { tone: 'warn', icon: IconArrowUp },
  behind_security: { tone: 'bad', icon: IconShieldX },
  unsupported: { tone: 'bad', icon: IconHourglassOff },
  unknown: { tone: 'quiet', icon: IconHelp },
};

export const complianceLook = (compliance: Compliance): Look => ({
  ...ofCompliance[compliance],
  label: word('compliance', compliance),
});

const ofMember: Readonly<Record<MemberState, Omit<Look, 'label'>>> = {
  done: { tone: 'good', icon: IconCheck },
  open: { tone: 'info', icon: IconArrowUp },
  late: { tone: 'bad', icon: IconAlertTriangle },
  excepted: { tone: 'quiet', icon: IconHourglassOff },
  unknown: { tone: 'quiet', icon: IconHelp },
};

export const memberLook = (state: MemberState): Look => ({ ...ofMember[state], label: word('memberState', state) });
