import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import type { TrainingOf, TrainingState } from '#shared/features/training/model.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

const look = {
  valid: { tone: 'good', icon: IconCheck },
  ending: { tone: 'warn', icon: IconClock },
  expired: { tone: 'bad', icon: IconAlertTriangle },
  due: { tone: 'warn', icon: IconClock },
} as const satisfies Record<TrainingState, object>;

/** How somebody stands with a course, and until when. */
export function TrainingBadge({ training: { state, validUntil } }: { training: TrainingOf }) {
  const name = word('trainingState', state);
  const label = validUntil === null ? name : t('training.until', { state: name, day: formatDay(validUntil) });
  return <StatusBadge {...look[state]} label={label} />;
}
