import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { rpc } from '#renderer/rpc/client.ts';
import { t, word } from '#renderer/ui/text/t.ts';

export interface Choice {
  value: string;
  label: string;
}

const minute = 60_000;

function choices(rows: readonly { id: number; name: string }[] | undefined): Choice[] {
  return (rows ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
}

export function useCategories() {
  return useQuery(rpc.assets.listCategories.queryOptions({ staleTime: minute })).data;
}

/** Categories under the names of their families, as a select shows groups. */
export function useCategoryChoices(): { group: string; items: Choice[] }[] {
  const categories = useCategories();
  return useMemo(() => {
    const groups = new Map<string, Choice[]>();
    for (const { id, name, family, archived } of categories ?? []) {
      if (archived) continue;
      const items = groups.get(family) ?? [];
      items.push({ value: String(id), label: name });
      groups.set(family, items);
    }
    return [...groups].map(([family, items]) => ({ group: word('family', family), items }));
  }, [categories]);
}

/** Places by their way from the widest down, so that two rooms of the same name are told apart. */
export function usePlaceChoices(): Choice[] {
  const places = useQuery(rpc.places.list.queryOptions({ input: { includeArchived: false }, staleTime: minute })).data;
  return useMemo(() => (places ?? []).map(({ id, path }) => ({ value: String(id), label: path })), [places]);
}

export function useDepartmentChoices(): Choice[] {
  return choices(useQuery(rpc.people.listDepartments.queryOptions({ staleTime: minute })).data);
}

export function useCostCentreChoices(): Choice[] {
  return choices(useQuery(rpc.people.listCostCentres.queryOptions({ staleTime: minute })).data);
}

export function useSupplierChoices(): Choice[] {
  return choices(useQuery(rpc.suppliers.list.queryOptions({ staleTime: minute })).data);
}

export function useManufacturerChoices(): Choice[] {
  return choices(useQuery(rpc.assets.listManufacturers.queryOptions({ staleTime: minute })).data);
}

export function useModels() {
  return useQuery(rpc.assets.listModels.queryOptions({ staleTime: minute })).data;
}

export function useModelChoices(): Choice[] {
  return (useModels() ?? []).map(({ id, name, manufacturer, number }) => ({
    value: String(id),
    label: [manufacturer, name, number].filter((part) => part !== null && part !== '').join(' · '),
  }));
}

export const nothingFound = () => t('form.nothingFound');
