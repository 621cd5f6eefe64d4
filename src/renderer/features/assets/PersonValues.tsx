import { MultiSelect } from '@mantine/core';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { useAsked } from '#renderer/ui/AskingSelect.tsx';
import type { ValuesPickerProps } from '#renderer/ui/filter/filter-field.ts';
import { t } from '#renderer/ui/text/t.ts';
import type { Choice } from './use-register-choices.ts';

/** The persons behind identifiers, as choices; a person who is not known is left out. */
export function usePersonChoices(ids: readonly string[]): Choice[] {
  return useQueries({
    queries: ids.map((id) => rpc.people.get.queryOptions({ input: { id: Number(id) }, staleTime: 60_000 })),
    combine: (results) =>
      results.flatMap(({ data }) => (data === undefined ? [] : [{ value: String(data.id), label: data.name }])),
  });
}

/** Any number of persons, found by what is typed among however many there are. */
export function PersonValues({ label, values, onChange }: ValuesPickerProps) {
  const { asked, ask } = useAsked();
  const chosen = usePersonChoices(values);
  const found = useQuery(
    rpc.people.list.queryOptions({
      input: { limit: 50, includeArchived: true, ...(asked === '' ? {} : { search: asked }) },
      placeholderData: keepPreviousData,
    }),
  ).data;
  const others = (found?.rows ?? [])
    .filter(({ id }) => !values.includes(String(id)))
    .map(({ id, name, employeeNumber }) => ({
      value: String(id),
      label: employeeNumber === null ? name : `${name} · ${employeeNumber}`,
    }));
  return (
    <MultiSelect
      aria-label={label}
      data={[...chosen, ...others]}
      value={values}
      onChange={onChange}
      onSearchChange={ask}
      filter={({ options }) => options}
      searchable
      clearable
      placeholder={values.length === 0 ? t('filter.choose') : ''}
      nothingFoundMessage={t('form.nothingFound')}
    />
  );
}
