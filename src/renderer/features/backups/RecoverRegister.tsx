import { Alert, Anchor, Button, PasswordInput, Radio, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconFolderOpen } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { client, refetchSession, rpc } from '#renderer/rpc/client.ts';
import { failureOf, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { formatInstant, formatNumber, formatPathEnd } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { Salvage, SalvageReport } from './Salvage.tsx';
import { SecondAdministrator, nobody, secondOf } from './SecondAdministrator.tsx';

/** After these the same password is wanted again. */
const asksMore: ReadonlySet<string> = new Set(['BACKUP_OF_FORMER_KEY', 'RESTORE_NEEDS_SECOND', 'CANCELLED']);

interface RecoverRegisterProps {
  username: string;
  dataFolder: string;
  back: () => void;
}

/** The data file is damaged: what that means, and a backup to go on from. Nothing of what is there is thrown away. */
export function RecoverRegister({ username, dataFolder, back }: RecoverRegisterProps) {
  const found = useQuery(rpc.backups.found.queryOptions());
  const [chosen, setChosen] = useState<string | null>(null);
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const [password, setPassword] = useState('');
  const [passwordThen, setPasswordThen] = useState('');
  const [second, setSecond] = useState(nobody);
  const path = chosen ?? found.data?.[0]?.path ?? elsewhere;
  const recover = useMutation({
    mutationFn: (from: string) =>
      client.backups.recover({
        path: from,
        username,
        password,
        passwordThen: passwordThen === '' ? null : passwordThen,
        second: secondOf(second),
      }),
    onSuccess: ({ madeAt, entries }) => {
      announce(t('recovery.done', { at: formatInstant(madeAt), entries: formatNumber(entries) }));
      back();
      void refetchSession();
    },
    onError: (error) => {
      // What else is asked for now comes on top of what was right.
      if (!asksMore.has(failureOf(error).code)) setPassword('');
    },
  });
  const salvage = useMutation({
    mutationFn: () => client.backups.salvage({ username, password, second: secondOf(second) }),
    onError: (error) => {
      if (!asksMore.has(failureOf(error).code)) setPassword('');
    },
  });
  // What was tried last tells what is asked for besides.
  const error = recover.error ?? salvage.error;
  const asked = error === null ? null : failureOf(error).code;
  const choose = useAction(
    () => client.backups.chooseFound(),
    (file) => {
      if (file.path === null) return;
      setElsewhere(file.path);
      setChosen(file.path);
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path === null || password === '' || recover.isPending) return;
    salvage.reset();
    recover.mutate(path);
  };
  const choices = [
    ...(found.data ?? []).map((backup) => ({
      path: backup.path,
      label: formatInstant(backup.madeAt),
      hint: t('recovery.entries', { entries: formatNumber(backup.entries), file: formatPathEnd(backup.path) }),
    })),
    ...(elsewhere === null ? [] : [{ path: elsewhere, label: formatPathEnd(elsewhere), hint: elsewhere }]),
  ];
  if (salvage.data !== undefined)
    return (
      <SalvageReport
        salvaged={salvage.data}
        done={() => {
          back();
          void refetchSession();
        }}
      />
    );
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Alert variant="light" color="red" icon={<IconAlertTriangle size={18} />} title={t('recovery.damaged')}>
          <Text size="sm">{t('recovery.explained', { folder: dataFolder })}</Text>
        </Alert>
        {found.error === null ? null : <FailureAlert sentence={sentenceOfError(found.error)} />}
        {choices.length === 0 ? (
          <Text size="sm" c="dimmed">
            {found.isPending ? t('recovery.looking') : t('recovery.noneFound')}
          </Text>
        ) : (
          <Radio.Group label={t('recovery.from')} value={path} onChange={setChosen}>
            <Stack gap={8} mt={6} mah={220} style={{ overflowY: 'auto' }}>
              {choices.map((choice) => (
                <Radio key={choice.path} value={choice.path} label={choice.label} description={choice.hint} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Button
          variant="default"
          leftSection={<IconFolderOpen size={16} />}
          loading={choose.isPending}
          onClick={() => choose.mutate(undefined)}
        >
          {t('recovery.another')}
        </Button>
        <PasswordInput
          label={t('recovery.passwordOf', { username })}
          value={password}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {asked === 'BACKUP_OF_FORMER_KEY' || passwordThen !== '' ? (
          <PasswordInput
            label={t('recovery.passwordThen')}
            value={passwordThen}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
            onChange={(event) => setPasswordThen(event.currentTarget.value)}
          />
        ) : null}
        {asked === 'RESTORE_NEEDS_SECOND' || secondOf(second) !== null ? (
          <SecondAdministrator second={second} change={setSecond} />
        ) : null}
        {error === null ? null : <FailureAlert sentence={sentenceOfError(error)} />}
        <Button type="submit" loading={recover.isPending} disabled={path === null || password === ''}>
          {t('recovery.recover')}
        </Button>
        <Salvage
          busy={salvage.isPending}
          disabled={password === '' || recover.isPending}
          salvage={() => {
            recover.reset();
            salvage.mutate();
          }}
        />
        <Anchor component="button" type="button" size="sm" onClick={back}>
          {t('auth.backToSignIn')}
        </Anchor>
      </Stack>
    </form>
  );
}
