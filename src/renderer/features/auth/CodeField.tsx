import { TextInput } from '@mantine/core';
import { t } from '#renderer/ui/text/t.ts';

/** Six digits of an authenticator, or a recovery code. Pasting and password managers work. */
export function CodeField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <TextInput
      label={t('auth.code')}
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
