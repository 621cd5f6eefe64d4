import { Select } from '@mantine/core';
import type { SelectProps } from '@mantine/core';
import { conditions } from '#shared/features/assets/model.ts';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import {
  useCategoryChoices,
  useDepartmentChoices,
  useManufacturerChoices,
  useModelChoices,
  usePlaceChoices,
  useSupplierChoices,
} from './use-register-choices.ts';

/** The choices of an asset's form and of a fast entry's template: one field each, with its label and what there is. */
export function ModelChoice(props: SelectProps) {
  return <SearchableSelect label={t('field.model')} data={useModelChoices()} {...props} />;
}

export function CategoryChoice(props: SelectProps) {
  return <SearchableSelect label={t('field.category')} withAsterisk data={useCategoryChoices()} {...props} />;
}

export function ManufacturerChoice(props: SelectProps) {
  return <SearchableSelect label={t('field.manufacturer')} data={useManufacturerChoices()} {...props} />;
}

export function PlaceChoice(props: SelectProps) {
  return <SearchableSelect label={t('field.place')} data={usePlaceChoices()} {...props} />;
}

export function DepartmentChoice(props: SelectProps) {
  return <SearchableSelect label={t('field.department')} data={useDepartmentChoices()} {...props} />;
}

export function SupplierChoice(props: SelectProps) {
  return <SearchableSelect label={t('field.supplier')} data={useSupplierChoices()} {...props} />;
}

export function ConditionChoice(props: SelectProps) {
  const data = conditions.map((value) => ({ value, label: word('condition', value) }));
  return <Select label={t('field.condition')} data={data} allowDeselect={false} {...props} />;
}
