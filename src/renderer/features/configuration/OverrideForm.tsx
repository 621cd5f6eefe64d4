import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Lets the next hand-over of an asset happen with open steps, with why. */
export function OverrideForm({ asset, onClose }: { asset: { id: number; tag: string }; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const overriding = useMutation({
    mutationFn: () => client.configuration.override({ assetId: asset.id, reason: reason.trim() }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('configuration.overrideTitle', { tag: asset.tag })}
      submitLabel={t('configuration.override')}
      submitDisabled={reason.trim() === ''}
      busy={overriding.isPending}
      failure={overriding.error === null ? null : sentenceOfError(overriding.error)}
      onSubmit={() => overriding.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={t('configuration.reason')}
        description={t('configuration.overrideHint')}
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
