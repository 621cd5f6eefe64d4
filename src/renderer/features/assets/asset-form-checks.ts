import { isWarrantyPlausible } from '#shared/features/assets/day-order.ts';
import type { AssetDetails } from '#shared/features/assets/model.ts';
import { tag as tagRule } from '#shared/features/assets/model.ts';
import { issueOfMoney, moneyOfText } from '#renderer/ui/text/money.ts';
import { t } from '#renderer/ui/text/t.ts';
import type { AssetFormValues } from './asset-form-values.ts';
import { depreciationChecks, depreciationOfValues } from './depreciation/depreciation-text.ts';

const idOf = (text: string | null) => (text === null ? null : Number(text));
const textOf = (text: string) => (text.trim() === '' ? null : text.trim());

export const checks = {
  categoryId: (value: string | null) => (value === null ? t('issue.required') : null),
  tag: (value: string) => (value.trim() === '' || tagRule.safeParse(value).success ? null : t('issue.tag')),
  warrantyUntil: (warrantyUntil: string | null, { purchasedOn }: AssetFormValues) =>
    isWarrantyPlausible({ purchasedOn, warrantyUntil }) ? null : t('issue.WARRANTY_BEFORE_PURCHASE'),
  cost: (value: string, values: AssetFormValues) => issueOfMoney(value, values.currency),
  ...depreciationChecks,
};

export function detailsOf(values: AssetFormValues): AssetDetails {
  return {
    name: textOf(values.name),
    serial: textOf(values.serial),
    categoryId: Number(values.categoryId),
    modelId: idOf(values.modelId),
    manufacturerId: idOf(values.manufacturerId),
    condition: values.condition,
    supplierId: idOf(values.supplierId),
    orderNumber: textOf(values.orderNumber),
    purchasedOn: values.purchasedOn,
    cost: moneyOfText(values.cost, values.currency),
    warrantyUntil: values.warrantyUntil,
    endOfLifeOn: values.endOfLifeOn,
    departmentId: idOf(values.departmentId),
    costCentreId: idOf(values.costCentreId),
    notes: textOf(values.notes),
    depreciation: depreciationOfValues(values),
  };
}
