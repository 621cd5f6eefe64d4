import { Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Operator } from '#shared/features/auth/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** For an operator who lost both telephone and recovery codes. */
export function ResetSecondFactor({ operator, onClose }: { operator: Operator; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const reset = useMutation({
    mutationFn: () => client.auth.resetSecondFactor({ id: operator.id, reason }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('auth.resetSecondFactor')}
      submitLabel={t('auth.resetSecondFactor')}
      submitDisabled={reason.trim() === ''}
      busy={reset.isPending}
      failure={reset.error === null ? null : sentenceOfError(reset.error)}
      onSubmit={() => reset.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{t('auth.resetSecondFactorHint', { name: operator.displayName })}</Text>
      <TextInput
        label={t('field.reason')}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
