import { Button, Group, Loader, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCircle, IconCircleCheck, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Incident } from '#shared/features/incidents/model.ts';
import { dataClasses, deadlineOf, referenceKinds } from '#shared/features/incidents/response.ts';
import type { DeadlineState, ReferenceKind, Response, ResponseStep } from '#shared/features/incidents/response.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatInstant } from '#renderer/ui/text/format.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './incidents.module.css';

/** What is to be done about an incident, until when, and by whom it is known elsewhere. */
export function ResponsePanel({ incident }: { incident: Incident }) {
  const { data } = useQuery(rpc.incidents.response.queryOptions({ input: { id: incident.id } }));
  const language = useLanguage();
  const print = useAction(
    () => client.incidents.saveReport({ id: incident.id, language }),
    ({ path }) => {
      if (path !== null) announce(t('response.reportSaved', { path }));
    },
  );
  if (data === undefined) return <Loader size="sm" />;
  return (
    <Panel
      title={t('response.plan')}
      flush={data.steps.length > 0}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPrinter size={15} />}
          loading={print.isPending}
          onClick={() => print.mutate(undefined)}
        >
          {t('response.report')}
        </Button>
      }
    >
      {data.steps.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('response.noPlan')}
        </Text>
      ) : (
        <Steps response={data} />
      )}
    </Panel>
  );
}

/** What its assets lead to, who knows it under which number, and what was learned: beside the timeline. */
export function ResponseFacts({ incident }: { incident: Incident }) {
  const { data } = useQuery(rpc.incidents.response.queryOptions({ input: { id: incident.id } }));
  if (data === undefined) return null;
  return (
    <>
      <Affected incident={incident} response={data} />
      <References incident={incident} response={data} />
      <Tasks incident={incident} response={data} />
    </>
  );
}

const tone: Readonly<Record<DeadlineState, string>> = {
  none: 'dimmed',
  done: 'dimmed',
  late: 'orange',
  far: 'dimmed',
  near: 'orange',
  overdue: 'red',
};

/** The instant now, anew every half minute, so that deadlines count down before one's eyes. */
function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function Steps({ response: { steps, beganAt } }: { response: Response }) {
  const may = useMay();
  const now = useNow();
  return (
    <ol className={classes['timeline']} aria-label={t('response.plan')}>
      {steps.map((step) => (
        <Step key={step.id} step={step} beganAt={beganAt} now={now} mayFinish={may('incident.declare')} />
      ))}
    </ol>
  );
}

/** The words of a step: one's own, or those for a usual one. */
function titleOf({ usual, title }: Pick<ResponseStep, 'usual' | 'title'>): string {
  return title !== '' || usual === null ? title : word('usualStep', usual);
}

/** What is left, or how long it is over, in the largest fitting unit. */
function countdown(dueAt: string, now: string): string {
  const minutes = Math.round((Date.parse(dueAt) - Date.parse(now)) / 60_000);
  const hours = Math.floor(Math.abs(minutes) / 60);
  const text =
    hours >= 48
      ? t('response.days', { count: Math.floor(hours / 24) })
      : t('response.hours', { hours, minutes: Math.abs(minutes) % 60 });
  return t(minutes < 0 ? 'response.overdueBy' : 'response.leftTime', { time: text });
}

interface StepProps {
  step: ResponseStep;
  beganAt: string;
  now: string;
  mayFinish: boolean;
}

function Step({ step, beganAt, now, mayFinish }: StepProps) {
  const [note, setNote] = useState('');
  const finish = useAction(() => client.incidents.finishStep({ stepId: step.id, note }));
  const state = deadlineOf({ dueAt: step.dueAt, doneAt: step.doneAt, beganAt }, now);
  const title = titleOf(step);
  const Mark = step.doneAt === null ? IconCircle : IconCircleCheck;
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap={8} wrap="nowrap" align="flex-start">
          <Mark size={18} aria-hidden />
          <div>
            <Text size="sm" fw={600}>
              {title}
            </Text>
            <Text size="sm" c="dimmed">
              {[
                step.notifies ? t('response.planNotifies') : '',
                step.instruction,
                step.contact === '' ? '' : t('response.call', { contact: step.contact }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            {step.doneAt === null ? null : (
              <Text size="sm">
                {[`${step.doneBy ?? ''}, ${formatInstant(step.doneAt)}`, step.note].filter(Boolean).join(': ')}
              </Text>
            )}
          </div>
        </Group>
        <Text size="sm" c={tone[state]} ta="right" style={{ whiteSpace: 'nowrap' }}>
          {step.doneAt !== null
            ? t(state === 'late' ? 'response.doneLate' : 'response.doneMark')
            : step.dueAt === null
              ? t('response.noDeadline')
              : countdown(step.dueAt, now)}
        </Text>
      </Group>
      {step.doneAt !== null || !mayFinish ? null : (
        <Group gap="xs" mt={6} wrap="nowrap">
          <TextInput
            size="xs"
            flex={1}
            aria-label={t('response.noteOf', { step: title })}
            placeholder={t('response.notePlaceholder')}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconCheck size={14} />}
            aria-label={t('response.finish', { step: title })}
            loading={finish.isPending}
            onClick={() => finish.mutate(undefined)}
          >
            {t('response.doneMark')}
          </Button>
        </Group>
      )}
    </li>
  );
}

function Affected({ incident, response }: { incident: Incident; response: Response }) {
  const may = useMay();
  const classify = useAction((dataClass: (typeof dataClasses)[number]) =>
    client.incidents.classify({ id: incident.id, dataClass }),
  );
  return (
    <Panel title={t('response.affected')}>
      <Stack gap="sm">
        <Select
          label={t('response.dataClass')}
          description={t('response.dataClassHint')}
          allowDeselect={false}
          disabled={incident.state === 'closed' || !may('incident.manage')}
          data={dataClasses.map((value) => ({ value, label: word('dataClass', value) }))}
          value={response.dataClass}
          onChange={(value) => {
            const chosen = dataClasses.find((each) => each === value);
            if (chosen !== undefined) classify.mutate(chosen);
          }}
        />
        {response.affected.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('response.nothingAffected')}
          </Text>
        ) : (
          response.affected.map(({ asset, kind, what }) => (
            <Text key={`${asset}${kind}`} size="sm">
              <strong>{asset}</strong> · {word('affected', kind)}: {what.join(', ')}
            </Text>
          ))
        )}
      </Stack>
    </Panel>
  );
}

function References({ incident, response }: { incident: Incident; response: Response }) {
  const may = useMay();
  const [kind, setKind] = useState<ReferenceKind>('police');
  const [number, setNumber] = useState('');
  const add = useAction(
    () => client.incidents.addReference({ id: incident.id, kind, number: number.trim() }),
    () => setNumber(''),
  );
  return (
    <Panel title={t('response.references')}>
      <Stack gap="xs">
        {response.references.map((each) => (
          <Text key={each.id} size="sm">
            <strong>{word('referenceKind', each.kind)}</strong> {each.number} · {each.by}, {formatInstant(each.at)}
          </Text>
        ))}
        {may('incident.declare') ? (
          <Group gap="xs" wrap="nowrap" align="flex-end">
            <Select
              aria-label={t('response.referenceKind')}
              w={150}
              allowDeselect={false}
              data={referenceKinds.map((value) => ({ value, label: word('referenceKind', value) }))}
              value={kind}
              onChange={(value) => setKind(referenceKinds.find((each) => each === value) ?? kind)}
            />
            <TextInput
              flex={1}
              aria-label={t('response.referenceNumber')}
              placeholder={t('response.referenceNumber')}
              maxLength={100}
              value={number}
              onChange={(event) => setNumber(event.currentTarget.value)}
            />
            <Button
              variant="default"
              disabled={number.trim() === ''}
              loading={add.isPending}
              onClick={() => add.mutate(undefined)}
            >
              {t('response.add')}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </Panel>
  );
}

function Tasks({ incident, response }: { incident: Incident; response: Response }) {
  const may = useMay();
  const [text, setText] = useState('');
  const [owner, setOwner] = useState('');
  const [dueOn, setDueOn] = useState<string | null>(null);
  const add = useAction(
    () => client.incidents.addTask({ id: incident.id, text: text.trim(), owner: owner.trim(), dueOn }),
    () => {
      setText('');
      setOwner('');
      setDueOn(null);
    },
  );
  const finish = useAction((taskId: number) => client.incidents.finishTask({ taskId }));
  return (
    <Panel title={t('response.tasks')}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t('response.tasksHint')}
        </Text>
        {response.tasks.map((task) => (
          <Group key={task.id} justify="space-between" wrap="nowrap">
            <Text size="sm" td={task.doneAt === null ? undefined : 'line-through'}>
              {[task.text, task.owner, task.dueOn === null ? '' : formatDay(task.dueOn)].filter(Boolean).join(' · ')}
            </Text>
            {task.doneAt === null && may('incident.declare') ? (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('response.finish', { step: task.text })}
                onClick={() => finish.mutate(task.id)}
              >
                {t('response.doneMark')}
              </Button>
            ) : null}
          </Group>
        ))}
        {may('incident.manage') ? (
          <>
            <TextInput
              label={t('response.task')}
              maxLength={300}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Group gap="xs" align="flex-end" grow>
              <TextInput
                label={t('response.owner')}
                maxLength={100}
                value={owner}
                onChange={(event) => setOwner(event.currentTarget.value)}
              />
              <DayField label={t('response.due')} value={dueOn} onChange={setDueOn} />
              <Button
                variant="default"
                disabled={text.trim() === ''}
                loading={add.isPending}
                onClick={() => add.mutate(undefined)}
              >
                {t('response.addTask')}
              </Button>
            </Group>
          </>
        ) : null}
      </Stack>
    </Panel>
  );
}
