import { Radio, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { drillKinds } from '#shared/features/recovery/plan.ts';
import type { DrillKind } from '#shared/features/recovery/plan.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { TimeField } from './TimeField.tsx';

interface StartFormProps {
  plan: { id: number; name: string };
  started: (drillId: number) => void;
  onClose: () => void;
}

/** Begins to run a plan: as a drill, or because it really failed. */
export function StartForm({ plan, started, onClose }: StartFormProps) {
  const [kind, setKind] = useState<DrillKind>('drill');
  const [failedAt, setFailedAt] = useState<string | null>(null);
  const start = useMutation({
    mutationFn: () => client.recovery.startDrill({ planId: plan.id, kind, failedAt }),
    onSuccess: ({ id }) => {
      onClose();
      started(id);
    },
  });
  return (
    <FormModal
      title={t('recovery.startOf', { name: plan.name })}
      submitLabel={t('recovery.start')}
      busy={start.isPending}
      failure={start.error === null ? null : sentenceOfError(start.error)}
      onSubmit={() => start.mutate()}
      onClose={onClose}
    >
      <Radio.Group
        label={t('recovery.whatIsIt')}
        value={kind}
        onChange={(value) => setKind(drillKinds.find((each) => each === value) ?? kind)}
      >
        <Stack gap={6} mt={4}>
          {drillKinds.map((value) => (
            <Radio key={value} value={value} label={word('drillKind', value)} />
          ))}
        </Stack>
      </Radio.Group>
      <TimeField
        label={t('recovery.failedAt')}
        description={t('recovery.failedAtHint')}
        value={failedAt}
        onChange={setFailedAt}
      />
      <Text size="sm" c="dimmed">
        {t('recovery.startHint')}
      </Text>
    </FormModal>
  );
}
