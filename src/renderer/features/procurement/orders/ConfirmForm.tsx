import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Order } from '#shared/features/procurement/order.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

export function ConfirmForm({ order, onClose }: { order: Order; onClose: () => void }) {
  // What was shown when the form was opened: a change by another operator must not pass for one that was seen.
  const [seen] = useState({ id: order.id, version: order.version });
  const [confirmation, setConfirmation] = useState('');
  const [expectedOn, setExpectedOn] = useState(order.expectedOn);
  const confirming = useMutation({
    mutationFn: () =>
      client.procurement.confirmOrder({
        ...seen,
        confirmation: confirmation.trim(),
        expectedOn,
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('procurement.confirm')}
      submitLabel={t('procurement.confirm')}
      submitDisabled={confirmation.trim() === ''}
      busy={confirming.isPending}
      failure={confirming.error === null ? null : sentenceOfError(confirming.error)}
      onSubmit={() => confirming.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('procurement.confirmation')}
        withAsterisk
        data-autofocus
        maxLength={80}
        value={confirmation}
        onChange={(event) => setConfirmation(event.currentTarget.value)}
      />
      <DayField label={t('procurement.expectedOn')} value={expectedOn} onChange={setExpectedOn} />
    </FormModal>
  );
}
