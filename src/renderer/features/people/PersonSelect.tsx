import type { SelectProps } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { AskingSelect, useAsked } from '#renderer/ui/AskingSelect.tsx';

interface PersonSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value: string | null;
  onChange: (id: string | null) => void;
  /** The person chosen before, whose name the first page of the list may not hold. */
  chosen?: { id: number; name: string } | null;
}

/** Finds a person by what is typed, among any number of them. */
export function PersonSelect({ value, onChange, chosen = null, autoFocus = false, ...select }: PersonSelectProps) {
  const { asked, ask } = useAsked();
  const people = useQuery(
    rpc.people.list.queryOptions({
      input: { limit: 50, ...(asked === '' ? {} : { search: asked }) },
      placeholderData: keepPreviousData,
    }),
  ).data;
  const data = (people?.rows ?? []).map(({ id, name, employeeNumber, department }) => ({
    value: String(id),
    label: [name, employeeNumber, department?.name]
      .filter((part) => part !== null && part !== undefined && part !== '')
      .join(' · '),
  }));
  if (chosen !== null && !data.some((each) => each.value === String(chosen.id))) {
    data.unshift({ value: String(chosen.id), label: chosen.name });
  }
  return (
    <AskingSelect
      {...select}
      data={data}
      value={value}
      onChange={onChange}
      ask={ask}
      {...(autoFocus ? { 'data-autofocus': true } : {})}
    />
  );
}
