import { Button, Code, Group, Select, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupPlan } from '#shared/features/backups/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { SettingsForm } from '#renderer/ui/SettingsForm.tsx';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { t } from '#renderer/ui/text/t.ts';

const never = 'never';
const choices = [4, 8, 24, 168] as const;

interface PlanFormProps {
  plan: BackupPlan;
  /** Where backups go as long as none is chosen. */
  folder: string;
}

export function PlanForm({ plan: saved, folder }: PlanFormProps) {
  const [plan, setPlan] = useState(saved);
  const save = useMutation({
    mutationFn: () => client.backups.savePlan(plan),
    onSuccess: () => announce(t('setup.saved')),
  });
  const choose = useAction(
    () => client.backups.chooseFolder(),
    ({ path }) => {
      if (path !== null) setPlan({ ...plan, folder: path });
    },
  );
  const keep = (key: 'keepDays' | 'keepWeeks' | 'keepMonths', label: string, min: number, max: number) => (
    <WholeNumberField
      label={label}
      w={120}
      min={min}
      max={max}
      value={plan[key]}
      onChange={(value) => setPlan({ ...plan, [key]: typeof value === 'number' ? value : min })}
    />
  );
  return (
    <SettingsForm
      title={t('backups.plan')}
      changed={JSON.stringify(plan) !== JSON.stringify(saved)}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      save={() => save.mutate()}
    >
      <Select
        label={t('backups.every')}
        w={240}
        allowDeselect={false}
        data={[
          ...choices.map((hours) => ({ value: String(hours), label: t(`backups.every${hours}`) })),
          { value: never, label: t('backups.notByItself') },
        ]}
        value={plan.everyHours === null ? never : String(plan.everyHours)}
        onChange={(value) => setPlan({ ...plan, everyHours: value === never ? null : Number(value) })}
      />
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t('backups.folder')}
        </Text>
        <Group gap="sm">
          <Code>{plan.folder ?? folder}</Code>
          <Button size="compact-sm" variant="default" onClick={() => choose.mutate(undefined)}>
            {t('backups.chooseFolder')}
          </Button>
          {plan.folder === null ? null : (
            <Button size="compact-sm" variant="subtle" onClick={() => setPlan({ ...plan, folder: null })}>
              {t('backups.besideTheData')}
            </Button>
          )}
        </Group>
      </div>
      <div>
        <Text size="sm" c="dimmed" mb={6}>
          {t('backups.keepHint')}
        </Text>
        <Group gap="md">
          {keep('keepDays', t('backups.keepDays'), 1, 90)}
          {keep('keepWeeks', t('backups.keepWeeks'), 0, 104)}
          {keep('keepMonths', t('backups.keepMonths'), 0, 120)}
        </Group>
      </div>
    </SettingsForm>
  );
}
