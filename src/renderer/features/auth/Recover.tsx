import { Anchor, Button, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { client, refetchSession } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { Entrance } from './Entrance.tsx';
import { isLongEnough, NewPasswordField } from './PasswordField.tsx';
import { useBackOff } from './use-back-off.ts';

/** The way back in with the phrase that was printed at the first run; it sets a new password. */
export function Recover({ username: initial, back }: { username: string; back: () => void }) {
  const [username, setUsername] = useState(initial);
  const [recoveryPhrase, setPhrase] = useState('');
  const [password, setPassword] = useState('');
  const recover = useMutation({
    mutationFn: () => client.auth.recover({ username, recoveryPhrase, password }),
    onSuccess: refetchSession,
  });
  const seconds = useBackOff(recover.error);
  const ready = username !== '' && recoveryPhrase.trim() !== '' && isLongEnough(password) && seconds === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) recover.mutate();
  };
  return (
    <Entrance title={t('auth.recoverTitle')}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('auth.recoverHint')}
          </Text>
          <TextInput
            label={t('auth.username')}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <Textarea
            label={t('auth.recoveryPhrase')}
            value={recoveryPhrase}
            minRows={2}
            autosize
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setPhrase(event.currentTarget.value)}
          />
          <NewPasswordField label={t('auth.newPassword')} value={password} onChange={setPassword} />
          {recover.error === null ? null : (
            <FailureAlert
              sentence={seconds > 0 ? t('auth.tryAgainIn', { count: seconds }) : sentenceOfError(recover.error)}
            />
          )}
          <Button type="submit" loading={recover.isPending} disabled={!ready}>
            {t('auth.setNewPassword')}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={back}>
            {t('auth.backToSignIn')}
          </Anchor>
        </Stack>
      </form>
    </Entrance>
  );
}
