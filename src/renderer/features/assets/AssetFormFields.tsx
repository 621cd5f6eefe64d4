import { Group, Select, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { conditions } from '#shared/features/assets/model.ts';
import type { Asset } from '#shared/features/assets/model.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import type { AssetFormValues } from './asset-form-values.ts';
import classes from './assets.module.css';
import { SerialField } from './SerialField.tsx';
import {
  nothingFound,
  useCategoryChoices,
  useCostCentreChoices,
  useDepartmentChoices,
  useManufacturerChoices,
  useModels,
  usePlaceChoices,
  useSupplierChoices,
} from './use-register-choices.ts';

interface AssetFormFieldsProps {
  form: UseFormReturnType<AssetFormValues>;
  asset: Asset | null;
  takeModel: (modelId: string | null) => void;
  takePurchase: (day: string | null) => void;
}

const currencies = (own: string) => [...new Set([own, 'EUR', 'USD', 'GBP', 'CHF', 'CZK', 'PLN'])];

export function AssetFormFields({ form, asset, takeModel, takePurchase }: AssetFormFieldsProps) {
  const models = useModels();
  const modelChoices = (models ?? []).map(({ id, name, manufacturer, number }) => ({
    value: String(id),
    label: [manufacturer, name, number].filter((part) => part !== null && part !== '').join(' · '),
  }));
  const searchable = { searchable: true, clearable: true, nothingFoundMessage: nothingFound(), limit: 200 } as const;
  return (
    <div className={classes['formGrid']}>
      <ScanField
        label={t('field.tag')}
        placeholder={t('assets.tagGiven')}
        disabled={asset !== null}
        {...form.getInputProps('tag')}
        onScan={(code) => form.setFieldValue('tag', code)}
      />
      <SerialField form={form} assetId={asset?.id ?? null} />
      <TextInput
        label={t('field.name')}
        description={null}
        placeholder={t('assets.nameGiven')}
        {...form.getInputProps('name')}
      />
      <Select
        label={t('field.model')}
        data={modelChoices}
        {...searchable}
        {...form.getInputProps('modelId')}
        onChange={takeModel}
      />
      <Select
        label={t('field.category')}
        withAsterisk
        data={useCategoryChoices()}
        {...searchable}
        {...form.getInputProps('categoryId')}
      />
      <Select
        label={t('field.manufacturer')}
        data={useManufacturerChoices()}
        {...searchable}
        {...form.getInputProps('manufacturerId')}
      />
      <Select
        label={t('field.condition')}
        data={conditions.map((value) => ({ value, label: word('condition', value) }))}
        allowDeselect={false}
        {...form.getInputProps('condition')}
      />
      <Select
        label={t('field.place')}
        data={usePlaceChoices()}
        {...searchable}
        {...form.getInputProps('placeId')}
        disabled={asset !== null}
        placeholder={asset === null ? '' : t('assets.placeByMoving')}
      />
      <Select
        label={t('field.department')}
        data={useDepartmentChoices()}
        {...searchable}
        {...form.getInputProps('departmentId')}
      />
      <DayField label={t('field.purchasedOn')} {...form.getInputProps('purchasedOn')} onChange={takePurchase} />
      <DayField label={t('field.warrantyUntil')} {...form.getInputProps('warrantyUntil')} />
      <DayField label={t('field.endOfLifeOn')} {...form.getInputProps('endOfLifeOn')} />
      <Group gap={6} wrap="nowrap" align="start">
        <TextInput
          label={t('field.cost')}
          inputMode="decimal"
          className="numbers"
          style={{ flex: 1 }}
          {...form.getInputProps('cost')}
        />
        <Select
          label={t('setup.currency')}
          w={92}
          data={currencies(form.values.currency)}
          allowDeselect={false}
          {...form.getInputProps('currency')}
        />
      </Group>
      <Select
        label={t('field.supplier')}
        data={useSupplierChoices()}
        {...searchable}
        {...form.getInputProps('supplierId')}
      />
      <TextInput label={t('field.orderNumber')} {...form.getInputProps('orderNumber')} />
      <Select
        label={t('field.costCentre')}
        data={useCostCentreChoices()}
        {...searchable}
        {...form.getInputProps('costCentreId')}
      />
      <Textarea
        label={t('field.notes')}
        className={classes['wide'] ?? ''}
        autosize
        minRows={1}
        maxRows={4}
        {...form.getInputProps('notes')}
      />
    </div>
  );
}
