import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rpc } from '#renderer/rpc/client.ts';
import { t } from '#renderer/ui/text/t.ts';

interface AssetSelectProps {
  label: string;
  value: string | null;
  onChange: (id: string | null) => void;
  /** The asset that the choice is made for. */
  except: number;
}

/** Finds an asset by tag, serial or name, among any number of them. */
export function AssetSelect({ label, value, onChange, except }: AssetSelectProps) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, 120);
  const found = useQuery(
    rpc.assets.list.queryOptions({
      input: { limit: 30, ...(asked.trim() === '' ? {} : { search: asked.trim() }) },
      placeholderData: keepPreviousData,
    }),
  ).data;
  const data = (found?.rows ?? [])
    .filter(({ id }) => id !== except)
    .map(({ id, tag, name, serial }) => ({
      value: String(id),
      label: [tag, name, serial].filter((part) => part !== null && part !== '').join(' · '),
    }));
  return (
    <Select
      label={label}
      placeholder={t('assets.search')}
      data={data}
      value={value}
      onChange={onChange}
      searchable
      clearable
      filter={({ options }) => options}
      onSearchChange={(next) => setText(data.some((each) => each.label === next) ? '' : next)}
      nothingFoundMessage={t('form.nothingFound')}
    />
  );
}
