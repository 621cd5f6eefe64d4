import { NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { useCategoryChoices, useManufacturerChoices } from '../use-register-choices.ts';

export function ModelForm({ onClose }: { onClose: () => void }) {
  const form = useForm({
    initialValues: {
      name: '',
      number: '',
      manufacturerId: null as string | null,
      categoryId: null as string | null,
      warrantyMonths: '' as string | number,
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('issue.required') : null),
      categoryId: (value) => (value === null ? t('issue.required') : null),
    },
  });
  const create = useMutation({
    mutationFn: (values: typeof form.values) =>
      client.assets.createModel({
        name: values.name.trim(),
        number: values.number.trim() || null,
        manufacturerId: values.manufacturerId === null ? null : Number(values.manufacturerId),
        categoryId: Number(values.categoryId),
        warrantyMonths: values.warrantyMonths === '' ? null : Number(values.warrantyMonths),
      }),
    onSuccess: onClose,
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  const searchable = { searchable: true, nothingFoundMessage: t('form.nothingFound') } as const;
  return (
    <FormModal
      title={t('catalogue.addModel')}
      submitLabel={t('catalogue.addModel')}
      busy={create.isPending}
      failure={create.error === null ? null : sentenceOfError(create.error)}
      onSubmit={() => form.onSubmit((values) => create.mutate(values))()}
      onClose={onClose}
    >
      <TextInput label={t('field.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('field.modelNumber')} {...form.getInputProps('number')} />
      <Select
        label={t('field.manufacturer')}
        data={useManufacturerChoices()}
        clearable
        {...searchable}
        {...form.getInputProps('manufacturerId')}
      />
      <Select
        label={t('field.category')}
        withAsterisk
        data={useCategoryChoices()}
        {...searchable}
        {...form.getInputProps('categoryId')}
      />
      <NumberInput
        label={t('field.warrantyMonths')}
        min={0}
        max={240}
        allowDecimal={false}
        {...form.getInputProps('warrantyMonths')}
      />
    </FormModal>
  );
}
