import { Group, NumberInput, SegmentedControl, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircle, IconMinus } from '@tabler/icons-react';
import { useState } from 'react';
import { taskOutcomes } from '#shared/features/maintenance/model.ts';
import type { Order, OrderTask, TaskOutcome } from '#shared/features/maintenance/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './maintenance.module.css';

const look = {
  ok: { tone: 'good', icon: IconCheck },
  not_ok: { tone: 'bad', icon: IconAlertTriangle },
  not_applicable: { tone: 'quiet', icon: IconMinus },
  open: { tone: 'quiet', icon: IconCircle },
} as const satisfies Record<TaskOutcome | 'open', { tone: Tone; icon: typeof IconCheck }>;

/** Each task with its answer; a measured value is judged as it is entered. */
export function OrderTasks({ order, editable }: { order: Order; editable: boolean }) {
  return (
    <ol className={classes['tasks']} aria-label={t('maintenance.tasks')}>
      {order.tasks.map((task) => (
        <li key={task.position} className={classes['task']}>
          <div>
            <Text fw={600} size="sm">
              {task.title}
            </Text>
            <div className={classes['taskHint']}>{hintOf(task)}</div>
          </div>
          {editable ? <Answer orderId={order.id} task={task} /> : <Outcome task={task} />}
        </li>
      ))}
    </ol>
  );
}

function limitsOf({ atLeast, atMost, unit }: OrderTask): string | null {
  const limits = [
    ...(atLeast === null ? [] : [`≥ ${formatNumber(atLeast)}`]),
    ...(atMost === null ? [] : [`≤ ${formatNumber(atMost)}`]),
  ];
  return limits.length === 0 ? null : `${limits.join(' · ')}${unit === null ? '' : ` ${unit}`}`;
}

function hintOf(task: OrderTask): string {
  const expected = task.expected === null ? null : t('maintenance.shouldBe', { expected: task.expected });
  return [expected, limitsOf(task), task.note].filter((part) => part !== null).join(' · ');
}

function Outcome({ task }: { task: OrderTask }) {
  const { outcome, value, unit } = task;
  const shown = look[outcome ?? 'open'];
  const label = outcome === null ? t('maintenance.notAnswered') : word('taskOutcome', outcome);
  return (
    <Group gap="xs" wrap="nowrap">
      {value === null ? null : (
        <Text size="sm" className="numbers">
          {formatNumber(value)} {unit}
        </Text>
      )}
      <StatusBadge {...shown} label={label} />
    </Group>
  );
}

function Answer({ orderId, task }: { orderId: number; task: OrderTask }) {
  // What was pressed shows at once; what the backend then says holds.
  const [pressed, setPressed] = useState<{ before: TaskOutcome | null; outcome: TaskOutcome | null } | null>(null);
  const outcome = pressed !== null && pressed.before === task.outcome ? pressed.outcome : task.outcome;
  const [value, setValue] = useState<number | null>(task.value);
  const note = useAction((said: { outcome: TaskOutcome | null; value: number | null }) =>
    client.maintenance.noteTask({ orderId, position: task.position, note: task.note, ...said }),
  );
  const say = (said: TaskOutcome | null, measured: number | null) => {
    setPressed({ before: task.outcome, outcome: said });
    note.mutate({ outcome: said, value: measured }, { onError: () => setPressed(null) });
  };
  if (task.kind === 'measure' && outcome !== 'not_applicable')
    return (
      <Group gap="xs" wrap="nowrap">
        <NumberInput
          aria-label={t('maintenance.valueOf', { task: task.title })}
          w={130}
          hideControls
          {...(task.unit === null ? {} : { suffix: ` ${task.unit}` })}
          value={value ?? ''}
          onChange={(next) => setValue(next === '' ? null : Number(next))}
          onBlur={() => {
            if (value !== task.value) say(value === null ? null : 'ok', value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && value !== null) say('ok', value);
          }}
        />
        <Outcome task={{ ...task, value: null }} />
      </Group>
    );
  return (
    <SegmentedControl
      aria-label={t('maintenance.answerOf', { task: task.title })}
      data={taskOutcomes.map((each) => ({ value: each, label: word('taskOutcome', each) }))}
      value={outcome ?? ''}
      onChange={(next) => say(taskOutcomes.find((each) => each === next) ?? null, null)}
    />
  );
}
