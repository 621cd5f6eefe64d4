import { Anchor, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { SessionStatus } from '#shared/features/auth/model.ts';
import { client, leaveSession, refetchSession } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { Entrance } from './Entrance.tsx';
import { useBackOff } from './use-back-off.ts';

/** Takes the place of the page, so that nothing of it is left to read. */
export function LockScreen({ status }: { status: SessionStatus }) {
  const [password, setPassword] = useState('');
  const unlock = useMutation({
    mutationFn: () => client.auth.unlock({ password }),
    onSuccess: refetchSession,
    onSettled: () => setPassword(''),
  });
  const switchOperator = useMutation({ mutationFn: () => client.auth.signOut(), onSuccess: leaveSession });
  const seconds = useBackOff(unlock.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (seconds === 0) unlock.mutate();
  };
  return (
    <Entrance title={t('auth.locked')}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('auth.lockedHint', { name: status.operator?.displayName })}
          </Text>
          <PasswordInput
            label={t('auth.password')}
            value={password}
            autoFocus
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {unlock.error === null ? null : (
            <FailureAlert
              sentence={seconds > 0 ? t('auth.tryAgainIn', { count: seconds }) : sentenceOfError(unlock.error)}
            />
          )}
          <Button type="submit" leftSection={<IconLock size={16} />} loading={unlock.isPending} disabled={seconds > 0}>
            {t('auth.unlock')}
          </Button>
          {status.kiosk ? null : (
            <Anchor component="button" type="button" size="sm" onClick={() => switchOperator.mutate()}>
              {t('auth.switchOperator')}
            </Anchor>
          )}
        </Stack>
      </form>
    </Entrance>
  );
}
