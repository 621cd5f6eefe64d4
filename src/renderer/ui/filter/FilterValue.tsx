import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import { isComplete } from '#shared/rpc/conditions.ts';
import type { Condition } from '#shared/rpc/conditions.ts';
import { DayField } from '../DayField.tsx';
import { t, word } from '../text/t.ts';
import type { FilterField } from './filter-field.ts';

interface FilterValueProps {
  condition: Condition;
  field: FilterField;
  onChange: (values: string[]) => void;
}

/** What the condition compares with, chosen or typed as its kind asks for. */
export function FilterValue({ condition: { operator, values }, field, onChange }: FilterValueProps) {
  const { kind, label, choices, Picker, unit, normal } = field;
  const name = t('filter.valueOf', { field: label });
  const single = values[0] ?? '';
  const take = (text: string | null) => onChange(text === null || text === '' ? [] : [text]);
  if (isComplete(operator)) return <span />;
  switch (kind) {
    case 'choice':
    case 'reference':
      return Picker === undefined ? (
        <MultiSelect
          aria-label={name}
          data={choices ?? []}
          value={values}
          onChange={onChange}
          searchable
          clearable
          limit={200}
          placeholder={values.length === 0 ? t('filter.choose') : ''}
          nothingFoundMessage={t('form.nothingFound')}
        />
      ) : (
        <Picker label={name} values={values} onChange={onChange} />
      );
    case 'yes_no':
      return (
        <Select
          aria-label={name}
          data={['yes', 'no'].map((value) => ({ value, label: word('fields', value) }))}
          value={single === '' ? null : single}
          onChange={take}
        />
      );
    case 'day':
    case 'instant':
      return <DayField aria-label={name} value={single === '' ? null : single} onChange={(day) => take(day)} />;
    case 'text':
      return (
        <TagsInput
          aria-label={name}
          value={values}
          onChange={onChange}
          acceptValueOnBlur
          clearable
          placeholder={values.length === 0 ? t('filter.type') : t('filter.orType')}
        />
      );
    case 'number':
    case 'money':
      return (
        <TextInput
          aria-label={name}
          inputMode="decimal"
          className="numbers"
          value={single}
          error={single !== '' && normal?.(single) === null ? t('filter.noValue') : null}
          rightSection={kind === 'number' && unit ? <span>{unit}</span> : null}
          rightSectionWidth={unit ? 44 : 0}
          onChange={(event) => take(event.currentTarget.value)}
          onBlur={() => take(normal?.(single) ?? single)}
        />
      );
  }
}
