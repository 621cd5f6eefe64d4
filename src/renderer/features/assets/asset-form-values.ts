import { moneyToDecimal } from '#shared/primitives/money.ts';
import type { FieldTexts } from '#shared/features/assets/fields.ts';
import type { Asset, Condition } from '#shared/features/assets/model.ts';
import { depreciationValuesOf } from './depreciation/depreciation-values.ts';
import type { DepreciationValues } from './depreciation/depreciation-values.ts';

/** What the fields of the form hold: text, and identifiers as text, as selects want them. */
export interface AssetFormValues extends DepreciationValues {
  tag: string;
  name: string;
  serial: string;
  categoryId: string | null;
  modelId: string | null;
  manufacturerId: string | null;
  condition: Condition;
  placeId: string | null;
  supplierId: string | null;
  orderNumber: string;
  purchasedOn: string | null;
  cost: string;
  currency: string;
  warrantyUntil: string | null;
  endOfLifeOn: string | null;
  departmentId: string | null;
  costCentreId: string | null;
  notes: string;
  /** Of the category's fields, what was touched. */
  fields: FieldTexts;
}

const idText = (id: number | null | undefined) => (id === null || id === undefined ? null : String(id));

export function valuesOf(asset: Asset | null, currency: string, tag = '', serial = ''): AssetFormValues {
  return {
    tag: asset?.tag ?? tag,
    name: asset?.name ?? '',
    serial: asset?.serial ?? serial,
    categoryId: idText(asset?.category.id),
    modelId: idText(asset?.modelId),
    manufacturerId: idText(asset?.manufacturerId),
    condition: asset?.condition ?? 'new',
    placeId: idText(asset?.place?.id),
    supplierId: idText(asset?.supplier?.id),
    orderNumber: asset?.orderNumber ?? '',
    purchasedOn: asset?.purchasedOn ?? null,
    cost: asset?.cost ? moneyToDecimal(asset.cost) : '',
    currency: asset?.cost?.currency ?? currency,
    warrantyUntil: asset?.warrantyUntil ?? null,
    endOfLifeOn: asset?.endOfLifeOn ?? null,
    departmentId: idText(asset?.departmentId),
    costCentreId: idText(asset?.costCentre?.id),
    notes: asset?.notes ?? '',
    ...depreciationValuesOf(asset?.depreciation ?? null),
    fields: {},
  };
}
