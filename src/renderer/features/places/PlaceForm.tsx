import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { placeKinds } from '#shared/features/places/contract.ts';
import type { Place, PlaceKind } from '#shared/features/places/contract.ts';
import { usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client } from '#renderer/rpc/client.ts';
import { failureOf, fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { useOpened } from '#renderer/ui/use-opened.ts';

interface PlaceFormProps {
  place: Place | null;
  /** The place that a new one stands in. */
  parent: Place | null;
  onClose: () => void;
  onSaved: (id: number) => void;
}

function nextKind(parent: Place | null): PlaceKind {
  return parent === null ? 'site' : (placeKinds[placeKinds.indexOf(parent.kind) + 1] ?? 'bin');
}

export function PlaceForm({ place: given, parent, onClose, onSaved }: PlaceFormProps) {
  const place = useOpened(given);
  const parentId = place?.parentId ?? parent?.id ?? null;
  const form = useForm({
    initialValues: {
      kind: place?.kind ?? nextKind(parent),
      name: place?.name ?? '',
      code: place?.code ?? '',
      parentId: parentId === null ? null : String(parentId),
      notes: place?.notes ?? '',
    },
    validate: { name: (value) => (value.trim() === '' ? t('issue.required') : null) },
  });
  const places = usePlaceChoices();
  const saving = useMutation({
    mutationFn: async (values: typeof form.values) => {
      const details = {
        kind: values.kind,
        name: values.name.trim(),
        code: values.code.trim() || null,
        parentId: values.parentId === null ? null : Number(values.parentId),
        notes: values.notes.trim() || null,
      };
      if (place === null) return (await client.places.create(details)).id;
      await client.places.update({ ...details, id: place.id, version: place.version });
      return place.id;
    },
    onSuccess: (id) => {
      announce(t('places.saved'));
      onClose();
      onSaved(id);
    },
    onError: (error) => {
      form.setErrors(fieldProblems(error));
      if (failureOf(error).code === 'CODE_TAKEN') form.setFieldError('code', sentenceOfError(error));
      if (failureOf(error).code === 'PARENT_NOT_WIDER') form.setFieldError('parentId', sentenceOfError(error));
    },
  });
  return (
    <FormModal
      title={place === null ? t('places.add') : t('places.editTitle', { name: place.name })}
      submitLabel={place === null ? t('places.add') : t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <TextInput label={t('field.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <Select
        label={t('field.kind')}
        allowDeselect={false}
        data={placeKinds.map((value) => ({ value, label: word('placeKind', value) }))}
        {...form.getInputProps('kind')}
      />
      <Select
        label={t('field.standsIn')}
        data={places.filter(({ value }) => value !== String(place?.id))}
        searchable
        clearable
        nothingFoundMessage={t('form.nothingFound')}
        {...form.getInputProps('parentId')}
      />
      <ScanField
        label={t('field.code')}
        description={t('places.codeHint')}
        {...form.getInputProps('code')}
        onScan={(code) => form.setFieldValue('code', code)}
      />
      <Textarea label={t('field.notes')} autosize minRows={1} maxRows={4} {...form.getInputProps('notes')} />
    </FormModal>
  );
}
