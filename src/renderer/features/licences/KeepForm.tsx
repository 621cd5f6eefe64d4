import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** The holder objects: the seat stays with him. */
export function KeepForm({ harvestId, holder, onClose }: { harvestId: number; holder: string; onClose: () => void }) {
  const [because, setBecause] = useState('');
  const keeping = useMutation({
    mutationFn: () => client.licences.keepSeat({ harvestId, because: because.trim() }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('licences.keepTitle', { name: holder })}
      submitLabel={t('licences.keep')}
      busy={keeping.isPending}
      submitDisabled={because.trim() === ''}
      failure={keeping.error === null ? null : sentenceOfError(keeping.error)}
      onSubmit={() => keeping.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('field.reason')}
        withAsterisk
        data-autofocus
        maxLength={200}
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
    </FormModal>
  );
}
