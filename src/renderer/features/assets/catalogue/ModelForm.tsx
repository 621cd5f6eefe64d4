import { NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Model } from '#shared/features/assets/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { depreciationChecks, depreciationOfValues } from '../depreciation/depreciation-text.ts';
import { depreciationValuesOf } from '../depreciation/depreciation-values.ts';
import { DepreciationFields } from '../depreciation/DepreciationFields.tsx';
import { useCategoryChoices, useManufacturerChoices } from '../use-register-choices.ts';
import classes from '../assets.module.css';

const idText = (id: number | null | undefined) => (id === null || id === undefined ? null : String(id));

/** Adds a model, or changes what its next assets are filled with. */
export function ModelForm({ model, onClose }: { model: Model | null; onClose: () => void }) {
  const currency = useQuery(rpc.setup.getSettings.queryOptions()).data?.organisation.currency ?? 'EUR';
  const form = useForm({
    initialValues: {
      name: model?.name ?? '',
      number: model?.number ?? '',
      manufacturerId: idText(model?.manufacturerId),
      categoryId: idText(model?.categoryId),
      warrantyMonths: (model?.warrantyMonths ?? '') as string | number,
      ...depreciationValuesOf(model?.depreciation ?? null),
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('issue.required') : null),
      categoryId: (value) => (value === null ? t('issue.required') : null),
      ...depreciationChecks,
    },
  });
  const saving = useMutation({
    mutationFn: async (values: typeof form.values) => {
      const details = {
        name: values.name.trim(),
        number: values.number.trim() || null,
        manufacturerId: values.manufacturerId === null ? null : Number(values.manufacturerId),
        categoryId: Number(values.categoryId),
        warrantyMonths: values.warrantyMonths === '' ? null : Number(values.warrantyMonths),
        depreciation: depreciationOfValues(values),
      };
      if (model === null) await client.assets.createModel(details);
      else await client.assets.updateModel({ ...details, id: model.id, version: model.version });
    },
    onSuccess: onClose,
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  const searchable = { searchable: true, nothingFoundMessage: t('form.nothingFound') } as const;
  return (
    <FormModal
      title={model === null ? t('catalogue.addModel') : t('catalogue.editModel', { name: model.name })}
      submitLabel={model === null ? t('catalogue.addModel') : t('action.save')}
      size={620}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
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
      <div className={classes['formGrid']}>
        <DepreciationFields form={form} currency={currency} />
      </div>
    </FormModal>
  );
}
