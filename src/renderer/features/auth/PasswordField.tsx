import { PasswordInput, Progress, Stack, Text } from '@mantine/core';
import { passwordLength } from '#shared/features/auth/password.ts';
import { t } from '#renderer/ui/text/t.ts';

interface PasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | null;
}

/** A new password: length is what counts, and the field says how far it is. Paste and password managers work. */
export function NewPasswordField({ label, value, onChange, error = null }: PasswordFieldProps) {
  const length = [...value].length;
  const missing = passwordLength.min - length;
  return (
    <Stack gap={4}>
      <PasswordInput
        label={label}
        value={value}
        error={error}
        autoComplete="new-password"
        maxLength={passwordLength.max}
        visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Progress
        size={4}
        aria-label={t('auth.passwordLength')}
        value={Math.min(100, (length / 20) * 100)}
        color={missing > 0 ? 'orange' : 'green'}
      />
      <Text size="xs" c="dimmed" aria-live="polite">
        {missing > 0 ? t('auth.passwordTooShort', { count: missing }) : t('auth.passwordLongEnough', { count: length })}
      </Text>
    </Stack>
  );
}

export function isLongEnough(password: string): boolean {
  return [...password].length >= passwordLength.min;
}
