import {
  IconAlertTriangle,
  IconCheck,
  IconClockExclamation,
  IconHelp,
  IconPlayerPlay,
  IconPlayerStop,
  IconRestore,
  IconX,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ProtectionProblem, RunOutcome, SubjectShown } from '#shared/features/recovery/model.ts';
import type { DrillRow, PlanProblem } from '#shared/features/recovery/plan.ts';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

interface Look {
  tone: Tone;
  icon: Icon;
  label: string;
}

const ofProblem: Readonly<Record<ProtectionProblem, Omit<Look, 'label'>>> = {
  failing: { tone: 'bad', icon: IconX },
  overdue: { tone: 'bad', icon: IconClockExclamation },
  test_failed: { tone: 'bad', icon: IconRestore },
  untested: { tone: 'warn', icon: IconHelp },
};

export const problemLook = (problem: ProtectionProblem): Look => ({
  ...ofProblem[problem],
  label: word('protectionProblem', problem),
});

export const fine = (): Look => ({ tone: 'good', icon: IconCheck, label: t('recovery.fine') });

export const planProblemLook = (problem: PlanProblem): Look => ({
  tone: problem === 'never_drilled' || problem === 'drill_overdue' ? 'warn' : 'bad',
  icon: IconAlertTriangle,
  label: word('planProblem', problem),
});

const ofOutcome: Readonly<Record<RunOutcome, Omit<Look, 'label'>>> = {
  ok: { tone: 'good', icon: IconCheck },
  warning: { tone: 'warn', icon: IconAlertTriangle },
  failed: { tone: 'bad', icon: IconX },
};

export const outcomeLook = (outcome: RunOutcome): Look => ({
  ...ofOutcome[outcome],
  label: word('runOutcome', outcome),
});

export function drillLook({ state, verdict }: Pick<DrillRow, 'state' | 'verdict'>): Look {
  if (state === 'running') return { tone: 'info', icon: IconPlayerPlay, label: t('recovery.running') };
  if (state === 'stopped') return { tone: 'quiet', icon: IconPlayerStop, label: t('recovery.stopped') };
  return verdict.passed === true
    ? { tone: 'good', icon: IconCheck, label: t('recovery.passed') }
    : { tone: 'bad', icon: IconX, label: t('recovery.notPassed') };
}

export const subjectText = ({ asset, service }: SubjectShown) =>
  asset === null ? (service?.name ?? '') : `${asset.tag} · ${asset.name}`;
