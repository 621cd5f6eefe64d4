import { Alert, Anchor, Button, PasswordInput, Radio, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconFolderOpen } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { client, refetchSession, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { formatInstant, formatNumber, formatPathEnd } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

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
  const path = chosen ?? found.data?.[0]?.path ?? elsewhere;
  const recover = useMutation({
    mutationFn: (from: string) => client.backups.recover({ path: from, username, password }),
    onSuccess: ({ madeAt, entries }) => {
      announce(t('recovery.done', { at: formatInstant(madeAt), entries: formatNumber(entries) }));
      back();
      void refetchSession();
    },
    onError: () => setPassword(''),
  });
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
    if (path !== null && password !== '' && !recover.isPending) recover.mutate(path);
  };
  const choices = [
    ...(found.data ?? []).map((backup) => ({
      path: backup.path,
      label: formatInstant(backup.madeAt),
      hint: t('recovery.entries', { entries: formatNumber(backup.entries), file: formatPathEnd(backup.path) }),
    })),
    ...(elsewhere === null ? [] : [{ path: elsewhere, label: formatPathEnd(elsewhere), hint: elsewhere }]),
  ];
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
        {recover.error === null ? null : <FailureAlert sentence={sentenceOfError(recover.error)} />}
        <Button type="submit" loading={recover.isPending} disabled={path === null || password === ''}>
          {t('recovery.recover')}
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={back}>
          {t('auth.backToSignIn')}
        </Anchor>
      </Stack>
    </form>
  );
}
