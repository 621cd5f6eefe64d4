import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Why an installation needs no licence, and until when. */
export function ExcludeForm({ ids, name, onClose }: { ids: number[]; name: string; onClose: () => void }) {
  const [because, setBecause] = useState('');
  const [until, setUntil] = useState<string | null>(null);
  const saving = useMutation({
    mutationFn: () => client.software.excludeInstallations({ ids, exclusion: { because: because.trim(), until } }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('licences.excludeTitle', { product: name })}
      submitLabel={t('licences.exclude')}
      busy={saving.isPending}
      submitDisabled={because.trim() === ''}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('field.reason')}
        description={t('licences.excludeHint')}
        withAsterisk
        data-autofocus
        maxLength={200}
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
      <DayField label={t('licences.until')} value={until} onChange={setUntil} />
    </FormModal>
  );
}
