import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Takes a signature back, with why. */
export function WithdrawForm({ markId, onClose }: { markId: number; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const withdrawing = useMutation({
    mutationFn: () => client.configuration.withdrawMark({ id: markId, reason: reason.trim() }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('configuration.withdrawTitle')}
      submitLabel={t('configuration.withdraw')}
      submitDisabled={reason.trim() === ''}
      busy={withdrawing.isPending}
      failure={withdrawing.error === null ? null : sentenceOfError(withdrawing.error)}
      onSubmit={() => withdrawing.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('configuration.reason')}
        description={t('configuration.withdrawHint')}
        withAsterisk
        data-autofocus
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
