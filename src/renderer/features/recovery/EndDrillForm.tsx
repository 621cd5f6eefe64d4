import { Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Drill } from '#shared/features/recovery/plan.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { TimeField } from './TimeField.tsx';

interface EndDrillFormProps {
  drill: Drill;
  stopped: boolean;
  onClose: () => void;
}

/** Of when the data were that came back, and what was learnt. */
export function EndDrillForm({ drill, stopped, onClose }: EndDrillFormProps) {
  const [dataFrom, setDataFrom] = useState<string | null>(drill.lastGoodAt);
  const [findings, setFindings] = useState('');
  const end = useMutation({
    mutationFn: () =>
      client.recovery.endDrill({
        id: drill.id,
        version: drill.version,
        dataFrom: stopped ? null : dataFrom,
        findings,
        stopped,
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t(stopped ? 'recovery.breakOff' : 'recovery.endDrill')}
      submitLabel={t(stopped ? 'recovery.breakOff' : 'recovery.endDrill')}
      submitDisabled={stopped && findings.trim() === ''}
      busy={end.isPending}
      failure={end.error === null ? null : sentenceOfError(end.error)}
      onSubmit={() => end.mutate()}
      onClose={onClose}
    >
      {stopped ? (
        <Text size="sm">{t('recovery.breakOffHint')}</Text>
      ) : (
        <TimeField
          label={t('recovery.dataFrom')}
          description={t('recovery.dataFromHint')}
          value={dataFrom}
          onChange={setDataFrom}
        />
      )}
      <Textarea
        label={t(stopped ? 'recovery.whyStopped' : 'recovery.findings')}
        withAsterisk={stopped}
        data-autofocus
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={findings}
        onChange={(event) => setFindings(event.currentTarget.value)}
      />
    </FormModal>
  );
}
