import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { convertText } from '#shared/features/assets/convert-field.ts';
import type { Field } from '#shared/features/assets/fields.ts';
import {
  customFieldOf,
  factKinds,
  filterFacts,
  keyOfField,
  kindOfType,
} from '#shared/features/assets/filter-expression.ts';
import type { FilterExpression, FilterFact, FilterSubject } from '#shared/features/assets/filter-expression.ts';
import { conditions, families } from '#shared/features/assets/model.ts';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { conditionsOf } from '#shared/rpc/conditions.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import type { FilterField } from '#renderer/ui/filter/filter-field.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { useFields } from './fields/use-fields.ts';
import { PersonValues, usePersonChoices } from './PersonValues.tsx';
import {
  useCategories,
  useCategoryChoices,
  useCostCentreChoices,
  useDepartmentChoices,
  useManufacturerChoices,
  useModelChoices,
  usePlaceChoices,
  useSupplierChoices,
} from './use-register-choices.ts';
import type { Choice } from './use-register-choices.ts';

export type AssetFilterField = FilterField<FilterSubject>;

const wordsAs = (family: string, values: readonly string[]): Choice[] =>
  values.map((value) => ({ value, label: word(family, value) }));

/** What is typed as a number or an amount in its one right form, as the register reads it. */
function normalOf(type: 'number' | 'money', unit: string | null) {
  return (typed: string): string | null => {
    const converted = convertText({ type, unit, choices: [] }, typed);
    return converted.ok ? converted.value.entered : null;
  };
}

/** The fields of categories that are not archived, each with the name of the family or category it hangs on. */
export function useOwnedFields(): (Field & { owner: string })[] {
  const fields = useFields();
  const categories = useCategories();
  return useMemo(
    () =>
      fields
        .filter((field) => !field.archived)
        .map((field) => ({
          ...field,
          owner:
            field.family === null
              ? (categories?.find(({ id }) => id === field.categoryId)?.name ?? '')
              : word('family', field.family),
        })),
    [fields, categories],
  );
}

function useFactChoices(persons: Choice[]): Partial<Record<FilterFact, Choice[]>> {
  return {
    status: wordsAs('status', assetStatuses),
    condition: wordsAs('condition', conditions),
    family: wordsAs('family', families),
    category: useCategoryChoices().flatMap(({ items }) => items),
    manufacturer: useManufacturerChoices(),
    model: useModelChoices(),
    custodian: persons,
    place: usePlaceChoices(),
    department: useDepartmentChoices(),
    costCentre: useCostCentreChoices(),
    supplier: useSupplierChoices(),
  };
}

/** Everything that assets can be filtered by: what every asset has, then the fields of families and categories. */
export function useAssetFilterFields(where: FilterExpression | undefined): AssetFilterField[] {
  const seesCost = useMay()('asset.cost.view');
  const currency = useQuery(rpc.setup.getSettings.queryOptions()).data?.organisation.currency ?? null;
  const fields = useOwnedFields();
  const holdsPersons = (key: FilterSubject) =>
    key === 'custodian' || fields.find(({ id }) => id === customFieldOf(key))?.type === 'person';
  const ids =
    where === undefined ? [] : conditionsOf(where).flatMap((one) => (holdsPersons(one.field) ? one.values : []));
  const persons = usePersonChoices([...new Set(ids)]);
  const choices = useFactChoices(persons);
  const places = choices.place ?? [];
  const facts = filterFacts
    .filter((fact) => fact !== 'cost' || seesCost)
    .map((fact): AssetFilterField => ({
      key: fact,
      label: word('field', fact),
      group: t('filter.everyAsset'),
      kind: factKinds[fact],
      ...(choices[fact] === undefined ? {} : { choices: choices[fact] }),
      ...(fact === 'custodian' ? { Picker: PersonValues } : {}),
      ...(fact === 'cost' ? { normal: normalOf('money', currency) } : {}),
    }));
  const own = fields.flatMap((field): AssetFilterField[] => {
    const kind = kindOfType(field.type);
    if (kind === null || (kind === 'money' && !seesCost)) return [];
    return [
      {
        key: keyOfField(field.id),
        label: field.name,
        group: field.owner,
        kind,
        unit: field.unit,
        ...(field.type === 'choice' ? { choices: field.choices.map((value) => ({ value, label: value })) } : {}),
        ...(field.type === 'location' ? { choices: places } : {}),
        ...(field.type === 'person' ? { choices: persons, Picker: PersonValues } : {}),
        ...(kind === 'number' || kind === 'money' ? { normal: normalOf(kind, field.unit ?? currency) } : {}),
      },
    ];
  });
  return [...facts, ...own];
}
