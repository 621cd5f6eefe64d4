import { Select } from '@mantine/core';
import type { SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { t } from './text/t.ts';

/** What was typed into an `AskingSelect`, once typing has paused, and how it says so. */
export function useAsked(): { asked: string; ask: (text: string) => void } {
  const [text, ask] = useState('');
  const [settled] = useDebouncedValue(text, 120);
  return { asked: settled.trim(), ask };
}

interface AskingSelectProps extends SelectProps {
  data: { value: string; label: string }[];
  ask: (text: string) => void;
}

/** Chooses among any number of things: what is typed is asked of the backend, and `data` is its answer. */
export function AskingSelect({ data, ask, ...select }: AskingSelectProps) {
  return (
    <Select
      data={data}
      searchable
      clearable
      filter={({ options }) => options}
      onSearchChange={(next) => ask(data.some((each) => each.label === next) ? '' : next)}
      nothingFoundMessage={t('form.nothingFound')}
      {...select}
    />
  );
}
