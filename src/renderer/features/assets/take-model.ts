import type { UseFormReturnType } from '@mantine/form';
import { addMonths } from '#shared/primitives/days.ts';
import type { Model } from '#shared/features/assets/model.ts';
import type { AssetFormValues } from './asset-form-values.ts';

/** Choosing a model fills what the catalogue knows of it; what was typed before stays. */
export function takeModelInto<Values extends AssetFormValues>(
  form: UseFormReturnType<Values>,
  models: readonly Model[] | undefined,
  modelId: string | null,
): void {
  const filled: Partial<AssetFormValues> = { modelId };
  const model = models?.find(({ id }) => String(id) === modelId);
  if (model !== undefined) {
    filled.categoryId = String(model.categoryId);
    if (model.manufacturerId !== null) filled.manufacturerId = String(model.manufacturerId);
    const { purchasedOn, warrantyUntil } = form.getValues();
    if (model.warrantyMonths !== null && purchasedOn !== null && warrantyUntil === null)
      filled.warrantyUntil = addMonths(purchasedOn, model.warrantyMonths);
  }
  form.setValues(filled as Partial<Values>);
}
