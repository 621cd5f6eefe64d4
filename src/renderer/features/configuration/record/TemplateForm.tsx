import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordContent, RecordTemplate } from '#shared/features/configuration/record.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface TemplateFormProps {
  content: RecordContent;
  templates: readonly RecordTemplate[];
  onClose: () => void;
}

/** Keeps what was written under a name, for the next asset of its kind; a name that there is gets the new content. */
export function TemplateForm({ content, templates, onClose }: TemplateFormProps) {
  const [name, setName] = useState('');
  const known = templates.find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
  const saving = useMutation({
    mutationFn: () =>
      client.configuration.saveRecordTemplate({
        id: known?.id ?? null,
        version: known?.version ?? 1,
        name: name.trim(),
        content,
      }),
    onSuccess: () => {
      announce(t('record.templateKept', { name: name.trim() }));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('record.keepAsTemplate')}
      submitLabel={t('action.save')}
      submitDisabled={name.trim() === ''}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('field.name')}
        description={known === undefined ? null : t('record.replacesTemplate', { name: known.name })}
        withAsterisk
        data-autofocus
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormModal>
  );
}
