import { Anchor, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { SessionStatus } from '#shared/features/auth/model.ts';
import { client, leaveSession, refetchSession } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './entrance.module.css';
import { Entrance } from './Entrance.tsx';
import { OpenByBadge } from './OpenByBadge.tsx';
import { useBackOff } from './use-back-off.ts';

/** Takes the place of the page, so that nothing of it is left to read. */
export function LockScreen({ status }: { status: SessionStatus }) {
  const [way, setWay] = useRemembered('unlockBy', 'password');
  const switchOperator = useMutation({ mutationFn: () => client.auth.signOut(), onSuccess: leaveSession });
  const byBadge = way === 'badge' && !status.kiosk;
  return (
    <Entrance title={t('auth.locked')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t(byBadge ? 'auth.lockedBadgeHint' : 'auth.lockedHint', { name: status.operator?.displayName })}
        </Text>
        {byBadge ? <OpenByBadge /> : <OpenByPassword />}
        {status.kiosk ? null : (
          <div className={classes['links']}>
            <Anchor component="button" type="button" size="sm" onClick={() => setWay(byBadge ? 'password' : 'badge')}>
              {t(byBadge ? 'auth.byPassword' : 'auth.byBadge')}
            </Anchor>
            <Anchor component="button" type="button" size="sm" onClick={() => switchOperator.mutate()}>
              {t('auth.switchOperator')}
            </Anchor>
          </div>
        )}
      </Stack>
    </Entrance>
  );
}

function OpenByPassword() {
  const [password, setPassword] = useState('');
  const unlock = useMutation({
    mutationFn: () => client.auth.unlock({ password }),
    onSuccess: refetchSession,
    onSettled: () => setPassword(''),
  });
  const seconds = useBackOff(unlock.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (seconds === 0) unlock.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
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
      </Stack>
    </form>
  );
}
