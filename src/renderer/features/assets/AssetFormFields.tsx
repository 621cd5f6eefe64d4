import { Group, Select, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { Asset } from '#shared/features/assets/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { t } from '#renderer/ui/text/t.ts';
import type { AssetFormValues } from './asset-form-values.ts';
import classes from './assets.module.css';
import { offeredCurrencies } from './currencies.ts';
import { DepreciationFields } from './depreciation/DepreciationFields.tsx';
import {
  CategoryChoice,
  ConditionChoice,
  DepartmentChoice,
  ManufacturerChoice,
  ModelChoice,
  PlaceChoice,
  SupplierChoice,
} from './RegisterChoices.tsx';
import { SerialField } from './SerialField.tsx';
import { useCostCentreChoices } from './use-register-choices.ts';

/** The form knows what an asset was registered with; its value may go by another rule. */
function useRuleHint(assetId: number | null, seesCost: boolean): string {
  const { data } = useQuery(
    rpc.depreciation.schedule.queryOptions({ input: { assetId: assetId ?? 0 }, enabled: seesCost && assetId !== null }),
  );
  return t(data?.source === 'own' ? 'assets.depreciationOwn' : 'assets.depreciationEmpty');
}

interface AssetFormFieldsProps {
  form: UseFormReturnType<AssetFormValues>;
  asset: Asset | null;
  takeModel: (modelId: string | null) => void;
  takePurchase: (day: string | null) => void;
}

export function AssetFormFields({ form, asset, takeModel, takePurchase }: AssetFormFieldsProps) {
  const may = useMay();
  const seesCost = may('asset.cost.view');
  const ruleHint = useRuleHint(asset?.id ?? null, seesCost);
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
      <ModelChoice {...form.getInputProps('modelId')} onChange={takeModel} />
      <CategoryChoice {...form.getInputProps('categoryId')} />
      <ManufacturerChoice {...form.getInputProps('manufacturerId')} />
      <ConditionChoice {...form.getInputProps('condition')} />
      <PlaceChoice
        {...form.getInputProps('placeId')}
        disabled={asset !== null}
        placeholder={asset === null ? '' : t('assets.placeByMoving')}
      />
      <DepartmentChoice {...form.getInputProps('departmentId')} />
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
          data={offeredCurrencies(form.values.currency)}
          allowDeselect={false}
          {...form.getInputProps('currency')}
        />
      </Group>
      <SupplierChoice {...form.getInputProps('supplierId')} />
      <TextInput label={t('field.orderNumber')} {...form.getInputProps('orderNumber')} />
      {seesCost ? <DepreciationFields form={form} currency={form.values.currency} hint={ruleHint} /> : null}
      <SearchableSelect
        label={t('field.costCentre')}
        data={useCostCentreChoices()}
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
