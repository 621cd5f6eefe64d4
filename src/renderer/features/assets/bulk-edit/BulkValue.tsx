import { Select, Textarea, TextInput } from '@mantine/core';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { DayField } from '#renderer/ui/DayField.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import type { BulkField } from './use-bulk-fields.ts';

interface BulkValueProps {
  field: BulkField;
  text: string | null;
  onChange: (text: string | null) => void;
}

/** The value that all of them get; an empty one empties the field. */
export function BulkValue({ field, text, onChange }: BulkValueProps) {
  const { kind, choices, Picker, normal, unit, key } = field;
  const shared = { label: field.label, placeholder: t('bulk.isEmptied') };
  const typed = {
    ...shared,
    value: text ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange(event.currentTarget.value === '' ? null : event.currentTarget.value),
  };
  switch (kind) {
    case 'choice':
    case 'reference':
      return Picker === undefined ? (
        <SearchableSelect {...shared} data={[...(choices ?? [])]} value={text} onChange={onChange} />
      ) : (
        <PersonSelect label={field.label} value={text} onChange={onChange} />
      );
    case 'yes_no': {
      const data = ['yes', 'no'].map((value) => ({ value, label: word('fields', value) }));
      return <Select {...shared} clearable data={data} value={text} onChange={onChange} />;
    }
    case 'day':
    case 'instant':
      return <DayField label={field.label} value={text} onChange={onChange} />;
    case 'number':
    case 'money':
      return (
        <TextInput
          {...typed}
          label={unit && kind === 'number' ? `${field.label} (${unit})` : field.label}
          inputMode="decimal"
          className="numbers"
          error={text !== null && normal?.(text) === null ? t('filter.noValue') : null}
          onBlur={() => onChange(text === null ? null : (normal?.(text) ?? text))}
        />
      );
    case 'text':
      return key === 'notes' ? <Textarea {...typed} autosize maxRows={4} /> : <TextInput {...typed} />;
  }
}
