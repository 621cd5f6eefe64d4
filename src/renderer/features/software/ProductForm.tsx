import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { metrics } from '#shared/features/software/metric.ts';
import { hostings } from '#shared/features/software/product.ts';
import type { Product } from '#shared/features/software/product.ts';
import { ManufacturerChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { issueOfRequired } from '#renderer/ui/text/issues.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { useProductChoices } from './use-product-choices.ts';
import classes from './software.module.css';

interface ProductFormProps {
  /** Null adds a new one. */
  product: Product | null;
  /** What a new one is called to begin with. */
  name?: string;
  onClose: () => void;
  created?: (id: number) => void;
}

function valuesOf(product: Product | null, name: string) {
  return {
    name: product?.name ?? name,
    publisherId: product === null || product.publisherId === null ? null : String(product.publisherId),
    title: product?.title ?? '',
    edition: product?.edition ?? '',
    release: product?.release ?? '',
    releasedOn: product?.releasedOn ?? null,
    free: product?.free ?? false,
    hosting: product?.hosting ?? ('on_premises' as const),
    metric: product?.metric ?? ('device' as const),
    transferable: product?.transferable ?? true,
    suiteIds: (product?.suiteIds ?? []).map(String),
    downgradeIds: (product?.downgradeIds ?? []).map(String),
  };
}
type Values = ReturnType<typeof valuesOf>;

/** One edition of one version, and how it stands to others. */
export function ProductForm({ product: shown, name = '', onClose, created }: ProductFormProps) {
  const [product] = useState(shown);
  const others = useProductChoices().filter(({ value }) => value !== String(product?.id));
  const form = useForm<Values>({ initialValues: valuesOf(product, name), validate: { name: issueOfRequired } });
  const saving = useMutation({
    mutationFn: (values: Values) =>
      client.software.saveProduct({
        ...values,
        publisherId: values.publisherId === null ? null : Number(values.publisherId),
        suiteIds: values.suiteIds.map(Number),
        downgradeIds: values.downgradeIds.map(Number),
        id: product?.id ?? null,
        version: product?.version ?? 1,
      }),
    onSuccess: ({ id }) => {
      onClose();
      created?.(id);
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <FormModal
      title={product === null ? t('licences.newProduct') : product.name}
      size={760}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <div className={classes['formGrid']}>
        <TextInput
          className={classes['wide'] ?? ''}
          label={t('field.name')}
          description={t('licences.productNameHint')}
          withAsterisk
          data-autofocus
          maxLength={160}
          {...form.getInputProps('name')}
        />
        <ManufacturerChoice label={t('field.publisher')} mt={20} {...form.getInputProps('publisherId')} />
        <TextInput
          label={t('licences.titleOf')}
          description={t('licences.titleHint')}
          maxLength={120}
          {...form.getInputProps('title')}
        />
        <TextInput label={t('licences.edition')} mt={20} maxLength={80} {...form.getInputProps('edition')} />
        <TextInput label={t('licences.release')} mt={20} maxLength={80} {...form.getInputProps('release')} />
        <DayField label={t('licences.releasedOn')} {...form.getInputProps('releasedOn')} />
        <Select
          label={t('licences.metric')}
          allowDeselect={false}
          data={metrics.map((value) => ({ value, label: word('licenceMetric', value) }))}
          {...form.getInputProps('metric')}
        />
        <Select
          label={t('licences.hosting')}
          allowDeselect={false}
          data={hostings.map((value) => ({ value, label: word('hosting', value) }))}
          {...form.getInputProps('hosting')}
        />
        <MultiSelect
          className={classes['full'] ?? ''}
          label={t('licences.suites')}
          description={t('licences.suitesHint')}
          searchable
          data={others}
          {...form.getInputProps('suiteIds')}
        />
        <MultiSelect
          className={classes['full'] ?? ''}
          label={t('licences.downgrades')}
          description={t('licences.downgradesHint')}
          searchable
          data={others}
          {...form.getInputProps('downgradeIds')}
        />
        <Checkbox
          className={classes['wide'] ?? ''}
          label={t('licences.transferable')}
          {...form.getInputProps('transferable', { type: 'checkbox' })}
        />
        <Checkbox label={t('licences.freeOfCharge')} {...form.getInputProps('free', { type: 'checkbox' })} />
      </div>
    </FormModal>
  );
}
