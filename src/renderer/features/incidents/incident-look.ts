import { IconAlertTriangle, IconLock, IconUserCheck } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { IncidentRow, IncidentState } from '#shared/features/incidents/model.ts';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

export const incidentLook: Readonly<Record<IncidentState, { tone: Tone; icon: Icon }>> = {
  open: { tone: 'bad', icon: IconAlertTriangle },
  in_hand: { tone: 'warn', icon: IconUserCheck },
  closed: { tone: 'good', icon: IconLock },
};

/** The state, and once it is closed what came of it. */
export function stateText({ state, outcome }: Pick<IncidentRow, 'state' | 'outcome'>): string {
  const now = word('incidentState', state);
  return outcome === null ? now : `${now}: ${word('incidentOutcome', outcome)}`;
}

/** What happened, in words; two scans at the desk leave them for later. */
export function toldOf({ description }: Pick<IncidentRow, 'description'>): string {
  return description === '' ? t('incidents.declaredByScan') : description;
}
