import { Button, Group, Loader, Space, Text, TextInput } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconFlag,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Drill, DrillStep, StepOutcome } from '#shared/features/recovery/plan.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { between, minutesText, stopwatchText, useNow } from './duration.ts';
import { EndDrillForm } from './EndDrillForm.tsx';
import { ContactTable } from './PlanPage.tsx';
import { drillLook } from './recovery-look.ts';
import classes from './recovery.module.css';

const minute = 60_000;
const runs = ({ startedAt, endedAt }: DrillStep) => startedAt !== null && endedAt === null;

/** A plan that is run: one step at a time with its stopwatch, which goes on while the window is closed. */
export function DrillPage({ id }: { id: number }) {
  const mayWork = useMay()('maintenance.work');
  const [ending, setEnding] = useState<'end' | 'stop' | null>(null);
  const query = useQuery(rpc.recovery.getDrill.queryOptions({ input: { id } }));
  const drill = query.data;
  const running = drill?.state === 'running';
  const now = useNow(running);
  const takeBack = useAction(() => client.recovery.takeStepBack({ drillId: id }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (drill === undefined) return <Loader size="sm" m="lg" />;
  const open = drill.steps.some(({ outcome }) => outcome === null);
  const begun = drill.steps.some(({ outcome }) => outcome !== null);
  return (
    <Page
      wide
      title={t('recovery.drillNumber', { number: drill.number, kind: word('drillWord', drill.kind) })}
      subtitle={
        <span className={classes['headline']}>
          <a href={hrefTo(`/recovery/plans/${drill.plan.id}`)} style={{ color: 'inherit' }}>
            {drill.plan.name}
          </a>
          <StatusBadge {...drillLook(drill)} />
        </span>
      }
      actions={
        running && mayWork ? (
          <Group gap="xs">
            {begun ? (
              <Button
                variant="default"
                leftSection={<IconArrowBackUp size={16} />}
                loading={takeBack.isPending}
                onClick={() => takeBack.mutate(undefined)}
              >
                {t('recovery.takeBack')}
              </Button>
            ) : null}
            <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={() => setEnding('stop')}>
              {t('recovery.breakOff')}
            </Button>
            <Button leftSection={<IconFlag size={16} />} disabled={open} onClick={() => setEnding('end')}>
              {t('recovery.endDrill')}
            </Button>
          </Group>
        ) : null
      }
    >
      <div className={classes['columns']}>
        <div className={classes['stack']}>
          <Panel title={t('recovery.steps')} flush>
            <ol className={classes['steps']}>
              {drill.steps.map((step) => (
                <Step key={step.position} drillId={id} step={step} now={now} editable={running && mayWork} />
              ))}
            </ol>
          </Panel>
          {drill.findings === null || drill.findings === '' ? null : (
            <Panel title={t('recovery.findings')}>
              <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                {drill.findings}
              </Text>
            </Panel>
          )}
        </div>
        <div className={classes['stack']}>
          <Clock drill={drill} now={now} />
          {drill.contacts.length === 0 ? null : (
            <Panel title={t('recovery.contacts')} flush>
              <ContactTable contacts={drill.contacts} />
            </Panel>
          )}
        </div>
      </div>
      {ending === null ? null : (
        <EndDrillForm drill={drill} stopped={ending === 'stop'} onClose={() => setEnding(null)} />
      )}
    </Page>
  );
}

interface StepProps {
  drillId: number;
  step: DrillStep;
  now: string;
  editable: boolean;
}

function Step({ drillId, step, now, editable }: StepProps) {
  const { startedAt, endedAt, targetMinutes, outcome } = step;
  const took = startedAt === null ? null : between(startedAt, endedAt ?? now);
  const isSlow = took !== null && targetMinutes !== null && took > targetMinutes * minute;
  return (
    <li
      data-running={runs(step) || undefined}
      aria-label={step.title}
      {...(runs(step) ? { 'aria-current': 'step' } : {})}
    >
      <span className={classes['place']}>{step.position + 1}</span>
      <div className={classes['what']}>
        <h3>{step.title}</h3>
        {step.instructions === '' ? null : <p>{step.instructions}</p>}
        <Text size="sm" c="dimmed">
          {step.owner}
        </Text>
        {outcome === null ? null : (
          <span>
            <StatusBadge
              tone={outcome === 'done' ? 'good' : outcome === 'failed' ? 'bad' : 'quiet'}
              icon={outcome === 'done' ? IconCheck : outcome === 'failed' ? IconX : IconPlayerSkipForward}
              label={word('stepOutcome', outcome)}
            />{' '}
            {[step.endedBy, step.note].filter(Boolean).join(' · ')}
          </span>
        )}
        {runs(step) && editable ? <StepButtons drillId={drillId} position={step.position} /> : null}
      </div>
      <span className={classes['watch']} data-tone={isSlow ? 'bad' : undefined}>
        {took === null ? null : <strong>{stopwatchText(took)}</strong>}
        {targetMinutes === null ? '' : t('recovery.withinTime', { time: minutesText(targetMinutes) })}
        {isSlow ? ` · ${t('recovery.tooSlow')}` : ''}
      </span>
    </li>
  );
}

/** Ends the step that runs; one that failed says why. */
function StepButtons({ drillId, position }: { drillId: number; position: number }) {
  const [note, setNote] = useState('');
  const end = useAction((outcome: StepOutcome) =>
    client.recovery.endStep({ drillId, position, outcome, note: note.trim() }),
  );
  return (
    <Group gap="xs" align="end" mt={4}>
      <TextInput
        aria-label={t('recovery.note')}
        placeholder={t('recovery.note')}
        flex={1}
        miw={120}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button leftSection={<IconCheck size={16} />} loading={end.isPending} onClick={() => end.mutate('done')}>
        {t('recovery.stepDone')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconX size={16} />}
        disabled={note.trim() === ''}
        title={t('recovery.failedNeedsNote')}
        onClick={() => end.mutate('failed')}
      >
        {t('recovery.stepFailed')}
      </Button>
      <Button variant="default" leftSection={<IconPlayerSkipForward size={16} />} onClick={() => end.mutate('skipped')}>
        {t('recovery.stepSkip')}
      </Button>
    </Group>
  );
}

/** The time since the failure against the RTO, and how old the data are against the RPO. */
function Clock({ drill, now }: { drill: Drill; now: string }) {
  const { verdict, failedAt, rtoMinutes, rpoMinutes, state } = drill;
  // When all steps are done people can work: what follows is paper.
  const last = drill.steps.at(-1);
  const until = drill.endedAt ?? (last?.outcome === null ? now : (last?.endedAt ?? now));
  const took = verdict.took ?? between(failedAt, until);
  const late = took > rtoMinutes * minute;
  const lost = verdict.lost ?? (drill.lastGoodAt === null ? null : between(drill.lastGoodAt, failedAt));
  const tooOld = lost !== null && lost > rpoMinutes * minute;
  return (
    <Panel title={t('recovery.objectives')}>
      <div
        className={classes['total']}
        data-tone={late ? 'bad' : undefined}
        role="timer"
        aria-label={t('recovery.sinceFailure')}
      >
        <Text size="sm">{t('recovery.sinceFailure')}</Text>
        <strong>{stopwatchText(took)}</strong>
        <Text size="sm">
          {t('recovery.ofRto', { rto: minutesText(rtoMinutes) })} ·{' '}
          {t(late ? 'recovery.rtoMissed' : 'recovery.rtoKept')}
        </Text>
      </div>
      <div className={classes['total']} data-tone={tooOld || lost === null ? 'bad' : undefined}>
        <Text size="sm" mt="sm">
          {t(verdict.lost === null ? 'recovery.wouldLose' : 'recovery.lostWork')}
        </Text>
        <strong>{lost === null ? '–' : stopwatchText(lost)}</strong>
        <Text size="sm">
          {t('recovery.ofRpo', { rpo: minutesText(rpoMinutes) })} ·{' '}
          {t(lost === null ? 'recovery.rpoUnknown' : tooOld ? 'recovery.rpoMissed' : 'recovery.rpoKept')}
        </Text>
      </div>
      <Space h="md" />
      <FactList
        facts={[
          { label: t('recovery.failedAt'), value: formatInstant(failedAt) },
          { label: t('recovery.startedAt'), value: `${formatInstant(drill.startedAt)} · ${drill.startedBy}` },
          ...(state === 'running'
            ? []
            : [{ label: t('recovery.endedAt'), value: `${formatInstant(drill.endedAt)} · ${drill.endedBy ?? ''}` }]),
          { label: t('recovery.lastGood'), value: formatInstant(drill.lastGoodAt) },
          { label: t('recovery.dataFrom'), value: formatInstant(drill.dataFrom) },
        ]}
      />
    </Panel>
  );
}
