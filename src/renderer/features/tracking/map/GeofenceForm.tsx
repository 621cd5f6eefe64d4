import { NumberInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface GeofenceFormProps {
  latitude: number;
  longitude: number;
  onClose: () => void;
}

/** A circle around a point; who crosses it is told, and told once. */
export function GeofenceForm({ latitude, longitude, onClose }: GeofenceFormProps) {
  const form = useForm({
    initialValues: { name: '', radius: 500 as number | string },
    validate: { name: (value) => (value.trim() === '' ? t('issue.required') : null) },
  });
  const saving = useMutation({
    mutationFn: ({ name, radius }: typeof form.values) =>
      client.tracking.saveGeofence({ id: null, name, latitude, longitude, radius: Number(radius) }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('map.addFence')}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed" className="numbers">
        {latitude.toFixed(5)}, {longitude.toFixed(5)}
      </Text>
      <TextInput label={t('field.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <NumberInput
        label={t('map.radius')}
        description={t('map.radiusHint')}
        min={20}
        max={500_000}
        step={100}
        allowDecimal={false}
        {...form.getInputProps('radius')}
      />
    </FormModal>
  );
}
