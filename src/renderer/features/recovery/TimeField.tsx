import { TextInput } from '@mantine/core';
import type { TextInputProps } from '@mantine/core';
import { instantOf, localOf } from './duration.ts';

interface TimeFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** An instant; null is none. */
  value: string | null;
  onChange: (instant: string | null) => void;
}

/** A day and a time of the clock on the wall. */
export function TimeField({ value, onChange, ...props }: TimeFieldProps) {
  return (
    <TextInput
      type="datetime-local"
      value={value === null ? '' : localOf(value)}
      onChange={(event) => onChange(instantOf(event.currentTarget.value))}
      {...props}
    />
  );
}
