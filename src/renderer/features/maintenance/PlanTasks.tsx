import { NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { taskKinds } from '#shared/features/maintenance/model.ts';
import { AddRowButton, RemoveRowButton } from '#renderer/ui/RowButtons.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './maintenance.module.css';
import { emptyTask } from './plan-values.ts';
import type { PlanValues } from './plan-values.ts';

type Task = PlanValues['tasks'][number];

interface PlanTasksProps {
  tasks: readonly Task[];
  onChange: (tasks: Task[]) => void;
}

const numberOf = (value: number | string) => (value === '' ? null : Number(value));

/** What is to be looked at and measured, with what should come out. */
export function PlanTasks({ tasks, onChange }: PlanTasksProps) {
  const change = (key: string, some: Partial<Task>) =>
    onChange(tasks.map((task) => (task.key === key ? { ...task, ...some } : task)));
  return (
    <Stack gap={6} role="group" aria-label={t('maintenance.tasks')}>
      <Text size="sm" fw={500}>
        {t('maintenance.tasks')}
      </Text>
      {tasks.map((task, index) => (
        <div key={task.key} className={classes['planTask']} data-kind={task.kind}>
          <Select
            aria-label={t('maintenance.taskKind', { number: index + 1 })}
            allowDeselect={false}
            data={taskKinds.map((value) => ({ value, label: word('maintenanceTask', value) }))}
            value={task.kind}
            onChange={(value) => change(task.key, { kind: taskKinds.find((each) => each === value) ?? 'check' })}
          />
          <TextInput
            aria-label={t('maintenance.taskTitle', { number: index + 1 })}
            placeholder={t('maintenance.what')}
            maxLength={160}
            value={task.title}
            onChange={(event) => change(task.key, { title: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('maintenance.taskExpected', { number: index + 1 })}
            placeholder={t('maintenance.expectedResult')}
            maxLength={160}
            value={task.expected ?? ''}
            onChange={(event) => change(task.key, { expected: event.currentTarget.value })}
          />
          {task.kind === 'measure' ? (
            <>
              <TextInput
                aria-label={t('maintenance.taskUnit', { number: index + 1 })}
                placeholder={t('maintenance.unit')}
                maxLength={20}
                value={task.unit ?? ''}
                onChange={(event) => change(task.key, { unit: event.currentTarget.value })}
              />
              <NumberInput
                aria-label={t('maintenance.taskLeast', { number: index + 1 })}
                placeholder="≥"
                hideControls
                value={task.atLeast ?? ''}
                onChange={(value) => change(task.key, { atLeast: numberOf(value) })}
              />
              <NumberInput
                aria-label={t('maintenance.taskMost', { number: index + 1 })}
                placeholder="≤"
                hideControls
                value={task.atMost ?? ''}
                onChange={(value) => change(task.key, { atMost: numberOf(value) })}
              />
            </>
          ) : null}
          <RemoveRowButton
            label={t('maintenance.removeTask', { number: index + 1 })}
            remove={() => onChange(tasks.filter(({ key }) => key !== task.key))}
          />
        </div>
      ))}
      <AddRowButton label={t('maintenance.addTask')} add={() => onChange([...tasks, emptyTask()])} />
    </Stack>
  );
}
