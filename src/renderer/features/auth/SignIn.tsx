import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { SessionStatus } from '#shared/features/auth/model.ts';
import { client, refetchSession } from '#renderer/rpc/client.ts';
import { failureOf, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { CodeField } from './CodeField.tsx';
import { Entrance } from './Entrance.tsx';
import classes from './entrance.module.css';
import { OperatorNames } from './OperatorNames.tsx';
import { Recover } from './Recover.tsx';
import { useBackOff } from './use-back-off.ts';

interface SignInProps {
  status: SessionStatus;
  /** What is shown in its place when the data turns out to be damaged. */
  recovery: (username: string, back: () => void) => ReactNode;
}

/** Known operators to pick from, a password, and a way back in when it is forgotten. */
export function SignIn({ status, recovery }: SignInProps) {
  const known = status.knownOperators;
  const [username, setUsername] = useState(known.length === 1 ? (known[0]?.username ?? '') : '');
  const [typed, setTyped] = useState(known.length === 0);
  const [password, setPassword] = useState('');
  const [askedForCode, setAskedForCode] = useState(false);
  const [code, setCode] = useState('');
  const [recovering, setRecovering] = useState(false);
  const signIn = useMutation({
    mutationFn: () => client.auth.signIn({ username, password, code: askedForCode ? code : null }),
    onSuccess: refetchSession,
    onError: (error) => {
      setCode('');
      const { code: because } = failureOf(error);
      // The password was right, and is sent again together with the code.
      if (because === 'SECOND_FACTOR_REQUIRED') setAskedForCode(true);
      else if (because !== 'WRONG_CODE') setPassword('');
    },
  });
  const another = (name: string) => {
    setUsername(name);
    setAskedForCode(false);
    setPassword('');
  };
  const seconds = useBackOff(signIn.error);
  if (signIn.error !== null && isDamage(signIn.error))
    return <Entrance title={t('recovery.title')}>{recovery(username, signIn.reset)}</Entrance>;
  if (recovering) return <Recover username={username} back={() => setRecovering(false)} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (username !== '' && seconds === 0) signIn.mutate();
  };
  return (
    <Entrance title={t('auth.signIn')}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {typed ? (
            <TextInput
              label={t('auth.username')}
              value={username}
              autoComplete="username"
              data-autofocus
              onChange={(event) => another(event.currentTarget.value)}
            />
          ) : (
            <OperatorNames known={known} chosen={username} choose={another} />
          )}
          <PasswordInput
            label={t('auth.password')}
            value={password}
            autoComplete="current-password"
            autoFocus={username !== ''}
            key={username}
            visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {askedForCode ? <CodeField label={t('auth.code')} value={code} onChange={setCode} /> : null}
          {signIn.error === null || failureOf(signIn.error).code === 'SECOND_FACTOR_REQUIRED' ? null : (
            <FailureAlert
              sentence={seconds > 0 ? t('auth.tryAgainIn', { count: seconds }) : sentenceOfError(signIn.error)}
            />
          )}
          <Button type="submit" loading={signIn.isPending} disabled={username === '' || seconds > 0}>
            {t('auth.signIn')}
          </Button>
          <div className={classes['links']}>
            {known.length > 0 ? (
              <Anchor component="button" type="button" size="sm" onClick={() => setTyped(!typed)}>
                {typed ? t('auth.pickOperator') : t('auth.otherUsername')}
              </Anchor>
            ) : null}
            <Anchor component="button" type="button" size="sm" onClick={() => setRecovering(true)}>
              {t('auth.useRecoveryPhrase')}
            </Anchor>
          </div>
        </Stack>
      </form>
    </Entrance>
  );
}

function isDamage(error: Error): boolean {
  const { code, facts } = failureOf(error);
  return code === 'DATA_UNUSABLE' && facts['problem'] === 'CORRUPT';
}
