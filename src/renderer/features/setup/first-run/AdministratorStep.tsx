import { Button, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { isLongEnough, NewPasswordField } from '#renderer/features/auth/PasswordField.tsx';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';

export function AdministratorStep({ done }: { done: (recoveryPhrase: string) => void }) {
  const [displayName, setDisplayName] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [alone, setAlone] = useState(true);
  const [control, setControl] = useState(t('auth.controlOfOneAlone'));
  const create = useMutation({
    mutationFn: () =>
      client.auth.createAdministrator({ username, displayName, password, alone, control: alone ? control : null }),
    onSuccess: ({ recoveryPhrase }) => done(recoveryPhrase),
  });
  const problems = create.error === null ? {} : fieldProblems(create.error);
  const ready =
    displayName.trim() !== '' && username.trim() !== '' && isLongEnough(password) && (!alone || control.trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) create.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text c="dimmed">{t('firstRun.administratorHint')}</Text>
        <TextInput
          label={t('auth.displayName')}
          value={displayName}
          autoFocus
          autoComplete="name"
          error={problems['displayName']}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
        />
        <TextInput
          label={t('auth.username')}
          description={t('firstRun.usernameHint')}
          value={username}
          autoComplete="username"
          error={problems['username']}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <NewPasswordField label={t('auth.password')} value={password} onChange={setPassword} />
        <Switch
          label={t('auth.alone')}
          description={t('auth.aloneHint')}
          checked={alone}
          onChange={(event) => setAlone(event.currentTarget.checked)}
        />
        {alone ? (
          <TextInput
            label={t('auth.control')}
            description={t('auth.controlHint')}
            value={control}
            onChange={(event) => setControl(event.currentTarget.value)}
          />
        ) : null}
        {create.error === null ? null : <FailureAlert sentence={sentenceOfError(create.error)} />}
        <Button type="submit" loading={create.isPending} disabled={!ready}>
          {t('firstRun.createAdministrator')}
        </Button>
      </Stack>
    </form>
  );
}
