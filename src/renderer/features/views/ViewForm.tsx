import { Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface ViewFormProps {
  title: string;
  initial: { name: string; shared: boolean };
  save: (view: { name: string; shared: boolean }) => Promise<unknown>;
  onClose: () => void;
}

/** The name of a view, and whether everybody sees it. */
export function ViewForm({ title, initial, save, onClose }: ViewFormProps) {
  const [name, setName] = useState(initial.name);
  const [shared, setShared] = useState(initial.shared);
  const saving = useMutation({ mutationFn: save, onSuccess: onClose });
  return (
    <FormModal
      title={title}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      submitDisabled={name.trim() === ''}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate({ name: name.trim(), shared })}
      onClose={onClose}
    >
      <TextInput
        label={t('views.name')}
        data-autofocus
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label={t('views.shared')}
        description={t('views.sharedHint')}
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
    </FormModal>
  );
}
