import { Button, PasswordInput } from '@mantine/core';
import type { PasswordInputProps } from '@mantine/core';
import { t } from '#renderer/ui/text/t.ts';

interface SecretInputProps extends Omit<PasswordInputProps, 'onChange'> {
  label: string;
  isSet: boolean;
  text: string | null;
  touched: boolean;
  /** Undefined leaves the secret as it is, null takes it away. */
  change: (text: string | null | undefined) => void;
}

/** A secret is never fetched for a form: it says whether there is one, and takes a new one. */
export function SecretInput({ isSet, text, touched, change, description, ...props }: SecretInputProps) {
  const removed = isSet && touched && text === null;
  const removal = isSet ? (
    <Button
      size="compact-xs"
      variant="subtle"
      px={4}
      aria-label={`${props.label}: ${t(removed ? 'fields.secretKeep' : 'action.remove')}`}
      onClick={() => change(removed ? undefined : null)}
    >
      {t(removed ? 'fields.secretKeep' : 'action.remove')}
    </Button>
  ) : null;
  return (
    <PasswordInput
      {...props}
      autoComplete="new-password"
      placeholder={isSet ? t(removed ? 'fields.secretRemoved' : 'fields.secretSet') : ''}
      description={
        removal === null && description === null ? null : (
          <>
            {description} {removal}
          </>
        )
      }
      value={text ?? ''}
      onChange={(event) => change(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  );
}
