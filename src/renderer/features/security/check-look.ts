import { IconAlertTriangle, IconCheck, IconMinus, IconQuestionMark, IconX } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { CheckState, PostureRow } from '#shared/features/security/posture.ts';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

export const checkLook: Readonly<Record<CheckState, { tone: Tone; icon: Icon }>> = {
  met: { tone: 'good', icon: IconCheck },
  partly: { tone: 'warn', icon: IconMinus },
  failed: { tone: 'bad', icon: IconX },
  unknown: { tone: 'quiet', icon: IconQuestionMark },
  not_asked: { tone: 'quiet', icon: IconMinus },
};

/** How a device stands: what it says, and how it looks. */
export function standingLook({ score, compliant }: Pick<PostureRow, 'score' | 'compliant'>) {
  if (score === null) return { tone: 'quiet' as Tone, icon: IconQuestionMark, label: t('security.silent') };
  return compliant
    ? { tone: 'good' as Tone, icon: IconCheck, label: t('security.compliant') }
    : { tone: 'bad' as Tone, icon: IconAlertTriangle, label: t('security.failing') };
}

/** What keeps a device from full marks, in words. */
export function lacksOf(checks: PostureRow['checks']): string {
  return checks
    .filter(({ state }) => state === 'failed' || state === 'partly' || state === 'unknown')
    .map(({ check, state }) => `${word('postureCheck', check)}: ${word('checkState', state)}`)
    .join(' · ');
}
