import { Fieldset, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { t } from '#renderer/ui/text/t.ts';

interface Second {
  username: string;
  password: string;
  recoveryPhrase: string;
}

export const nobody: Second = { username: '', password: '', recoveryPhrase: '' };

/** Who confirms, as far as it was filled in: another administrator, or whoever opened the sealed phrase. */
export function secondOf({ username, password, recoveryPhrase }: Second) {
  if (recoveryPhrase.trim() !== '') return { recoveryPhrase };
  return username.trim() === '' || password === '' ? null : { username, password };
}

/** Turning the register back takes four eyes where there is a second administrator. */
export function SecondAdministrator({ second, change }: { second: Second; change: (second: Second) => void }) {
  return (
    <Fieldset legend={t('recovery.second')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('recovery.secondHint')}
        </Text>
        <TextInput
          label={t('recovery.secondName')}
          value={second.username}
          autoComplete="off"
          onChange={(event) => change({ ...second, username: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('recovery.secondPassword')}
          value={second.password}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
          onChange={(event) => change({ ...second, password: event.currentTarget.value })}
        />
        <TextInput
          label={t('recovery.secondPhrase')}
          value={second.recoveryPhrase}
          autoComplete="off"
          onChange={(event) => change({ ...second, recoveryPhrase: event.currentTarget.value })}
        />
      </Stack>
    </Fieldset>
  );
}
