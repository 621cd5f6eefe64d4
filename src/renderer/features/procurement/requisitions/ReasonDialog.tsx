import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface ReasonDialogProps {
  title: string;
  submitLabel: string;
  hint: string;
  act: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks why, and does it only with an answer. */
export function ReasonDialog({ title, submitLabel, hint, act, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const acting = useMutation({ mutationFn: () => act(reason.trim()), onSuccess: onClose });
  return (
    <FormModal
      title={title}
      submitLabel={submitLabel}
      submitDisabled={reason.trim() === ''}
      busy={acting.isPending}
      failure={acting.error === null ? null : sentenceOfError(acting.error)}
      onSubmit={() => acting.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={t('procurement.why')}
        description={hint}
        withAsterisk
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
