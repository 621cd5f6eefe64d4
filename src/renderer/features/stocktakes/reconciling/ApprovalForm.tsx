import { Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { StocktakeLine } from '#shared/features/stocktakes/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { failureOf, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface ApprovalFormProps {
  id: number;
  lines: readonly StocktakeLine[];
  onClose: () => void;
  onDone: () => void;
}

const atOnce = 500;

/** The second person agrees; a team without one says what it does instead. */
export function ApprovalForm({ id, lines, onClose, onDone }: ApprovalFormProps) {
  const [control, setControl] = useState('');
  const save = useMutation({
    mutationFn: async () => {
      const lineIds = lines.map((line) => line.id);
      for (let start = 0; start < lineIds.length; start += atOnce)
        await client.stocktakes.approve({
          id,
          lineIds: lineIds.slice(start, start + atOnce),
          compensatingControl: control.trim() || null,
        });
    },
    onSuccess: onDone,
  });
  const failure = save.error === null ? null : failureOf(save.error);
  const isExcusable = failure?.code === 'SECOND_PERSON_NEEDED' && failure.facts['excusable'] === true;
  return (
    <FormModal
      title={t('stocktakes.approveTitle', { count: lines.length })}
      submitLabel={t('stocktakes.approve')}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      submitDisabled={isExcusable && control.trim() === ''}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{t('stocktakes.approveHint')}</Text>
      {isExcusable || control !== '' ? (
        <TextInput
          label={t('stocktakes.compensatingControl')}
          description={t('stocktakes.compensatingControlHint')}
          withAsterisk
          value={control}
          onChange={(event) => setControl(event.currentTarget.value)}
        />
      ) : null}
    </FormModal>
  );
}
