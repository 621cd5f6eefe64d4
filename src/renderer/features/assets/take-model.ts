import type { UseFormReturnType } from '@mantine/form';
import { addMonths } from '#shared/primitives/days.ts';
import type { Model } from '#shared/features/assets/model.ts';
import type { AssetFormValues } from './asset-form-values.ts';
import { depreciationKeys, depreciationValuesOf } from './depreciation/depreciation-values.ts';

/** Choosing a model fills what the catalogue knows of it; what was typed before stays, what another model filled goes. */
export function takeModelInto<Values extends AssetFormValues>(
  form: UseFormReturnType<Values>,
  models: readonly Model[] | undefined,
  modelId: string | null,
): void {
  const values = form.getValues();
  const before = models?.find(({ id }) => String(id) === values.modelId);
  const model = models?.find(({ id }) => String(id) === modelId);
  form.setValues({ modelId, ...(model === undefined ? {} : filledBy(values, model, before)) } as Partial<Values>);
}

/** What a model fills into a form that another one may have filled before. */
export function filledBy(
  values: AssetFormValues,
  model: Pick<Model, 'categoryId' | 'manufacturerId' | 'warrantyMonths' | 'depreciation'>,
  before: Pick<Model, 'warrantyMonths' | 'depreciation'> | undefined,
): Partial<AssetFormValues> {
  const { purchasedOn, warrantyUntil } = values;
  const warranty = warrantyEnd(purchasedOn, model.warrantyMonths);
  const mayFillWarranty =
    warrantyUntil === null || warrantyUntil === warrantyEnd(purchasedOn, before?.warrantyMonths ?? null);
  const filledBefore = depreciationValuesOf(before?.depreciation ?? null);
  const mayFillDepreciation =
    values.depreciationMethod === null || depreciationKeys.every((key) => values[key] === filledBefore[key]);
  return {
    categoryId: String(model.categoryId),
    ...(model.manufacturerId === null ? {} : { manufacturerId: String(model.manufacturerId) }),
    ...(mayFillWarranty && warranty !== null ? { warrantyUntil: warranty } : {}),
    ...(mayFillDepreciation ? depreciationValuesOf(model.depreciation) : {}),
  };
}

const warrantyEnd = (purchasedOn: string | null, months: number | null): string | null =>
  purchasedOn === null || months === null ? null : addMonths(purchasedOn, months);
