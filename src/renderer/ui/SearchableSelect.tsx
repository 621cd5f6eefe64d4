import { Select } from '@mantine/core';
import type { SelectProps } from '@mantine/core';
import { t } from './text/t.ts';

/** A choice among many that is found by typing and can be taken back. */
export function SearchableSelect(props: SelectProps) {
  return <Select searchable clearable nothingFoundMessage={t('form.nothingFound')} limit={200} {...props} />;
}
