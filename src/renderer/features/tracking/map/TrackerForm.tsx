import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { Tracker } from '#shared/features/tracking/position-contract.ts';
import { AssetSelect } from '#renderer/features/assets/AssetSelect.tsx';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface TrackerFormProps {
  tracker: Tracker | null;
  identifier: string;
  onClose: () => void;
}

export function TrackerForm({ tracker, identifier, onClose }: TrackerFormProps) {
  const form = useForm({
    initialValues: {
      identifier,
      name: tracker?.name ?? '',
      assetId: tracker?.asset ? String(tracker.asset.id) : null,
    },
    validate: {
      identifier: (value) => (value.trim() === '' ? t('issue.required') : null),
      name: (value) => (value.trim() === '' ? t('issue.required') : null),
    },
  });
  const saving = useMutation({
    mutationFn: (values: typeof form.values) =>
      client.tracking.saveTracker({
        id: tracker?.id ?? null,
        identifier: values.identifier,
        name: values.name,
        assetId: values.assetId === null ? null : Number(values.assetId),
      }),
    onSuccess: onClose,
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <FormModal
      title={tracker?.name ?? t('map.addTracker')}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <TextInput label={t('field.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <TextInput
        label={t('map.identifier')}
        description={t('map.identifierHint')}
        withAsterisk
        {...form.getInputProps('identifier')}
      />
      <AssetSelect
        label={t('map.assetOfTracker')}
        value={form.values.assetId}
        onChange={(id) => form.setFieldValue('assetId', id)}
        except={0}
      />
    </FormModal>
  );
}
