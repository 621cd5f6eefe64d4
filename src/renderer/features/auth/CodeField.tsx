import { TextInput } from '@mantine/core';

interface CodeFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Six digits of an authenticator, or a recovery code. Pasting and password managers work. */
export function CodeField({ label, value, onChange }: CodeFieldProps) {
  return (
    <TextInput
      label={label}
      value={value}
      autoComplete="one-time-code"
      autoFocus
      maxLength={40}
      spellCheck={false}
      className="numbers"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
