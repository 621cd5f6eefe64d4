import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconShieldOff } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { client, queryClient, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { Waiting } from '#renderer/ui/Waiting.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { QrCode } from '#renderer/ui/QrCode.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { CodeField } from './CodeField.tsx';
import classes from './second-factor.module.css';

const forget = () => queryClient.invalidateQueries({ queryKey: rpc.auth.key() });

/** A code after the password: turned on with an authenticator, kept in hand with recovery codes, turned off again. */
export function SecondFactor({ onClose }: { onClose: () => void }) {
  const state = useQuery(rpc.auth.secondFactor.queryOptions());
  const [begun, setBegun] = useState<{ secret: string; address: string } | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const keep = ({ recoveryCodes }: { recoveryCodes: string[] }) => {
    setCodes(recoveryCodes);
    setBegun(null);
    void forget();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('auth.secondFactor')}
      centered
      // Codes that nobody has kept yet are not lost by a click beside them.
      closeOnClickOutside={codes === null && begun === null}
      closeOnEscape={codes === null}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {state.error === null ? null : <FailureAlert sentence={sentenceOfError(state.error)} />}
      {codes !== null ? (
        <RecoveryCodes codes={codes} done={onClose} />
      ) : begun !== null ? (
        <Scan begun={begun} done={keep} />
      ) : state.data === undefined ? (
        <Waiting />
      ) : state.data.since === null ? (
        <TurnOn done={setBegun} />
      ) : (
        <On since={state.data.since} left={state.data.recoveryCodesLeft} renewed={keep} />
      )}
    </Modal>
  );
}

interface AskPasswordProps {
  label: string;
  busy: boolean;
  error: Error | null;
  submit: (password: string) => void;
  children?: ReactNode;
}

/** Whoever found an unlocked desk changes nothing about how its operator gets in. */
function AskPassword({ label, busy, error, submit, children }: AskPasswordProps) {
  const [password, setPassword] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (password !== '' && !busy) submit(password);
  };
  return (
    <form onSubmit={send}>
      <Stack gap="sm">
        {children}
        <PasswordInput
          label={t('auth.presentPassword')}
          value={password}
          autoComplete="current-password"
          data-autofocus
          visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {error === null ? null : <FailureAlert sentence={sentenceOfError(error)} />}
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={password === ''}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function TurnOn({ done }: { done: (begun: { secret: string; address: string }) => void }) {
  const begin = useMutation({
    mutationFn: (password: string) => client.auth.beginSecondFactor({ password }),
    onSuccess: done,
  });
  return (
    <AskPassword label={t('action.continue')} busy={begin.isPending} error={begin.error} submit={begin.mutate}>
      <Text size="sm" c="dimmed">
        {t('auth.secondFactorHint')}
      </Text>
    </AskPassword>
  );
}

interface ScanProps {
  begun: { secret: string; address: string };
  done: (given: { recoveryCodes: string[] }) => void;
}

/** The picture for the authenticator, and the first code that proves that it arrived. */
function Scan({ begun, done }: ScanProps) {
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => client.auth.confirmSecondFactor({ code }),
    onSuccess: done,
    onError: () => setCode(''),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '' && !confirm.isPending) confirm.mutate();
  };
  return (
    <form onSubmit={send}>
      <Stack gap="sm">
        <Text size="sm">{t('auth.scanSeed')}</Text>
        <Group align="center" wrap="nowrap" gap="lg">
          <QrCode text={begun.address} label={t('auth.seedPicture')} />
          <Stack gap={4}>
            <Text size="sm" c="dimmed">
              {t('auth.seedByHand')}
            </Text>
            <code className={classes['seed']}>{begun.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
          </Stack>
        </Group>
        <CodeField label={t('auth.codeOfAuthenticator')} value={code} onChange={setCode} />
        {confirm.error === null ? null : <FailureAlert sentence={sentenceOfError(confirm.error)} />}
        <Group justify="flex-end">
          <Button type="submit" loading={confirm.isPending} disabled={code.trim() === ''}>
            {t('auth.turnOn')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const copy = useAction(
    () => navigator.clipboard.writeText(codes.join('\n')),
    () => announce(t('auth.codesCopied')),
  );
  return (
    <Stack gap="sm">
      <Text size="sm">{t('auth.recoveryCodesHint')}</Text>
      <ol className={classes['codes']} aria-label={t('auth.recoveryCodes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Group justify="space-between">
        <Button variant="default" leftSection={<IconCopy size={16} />} onClick={() => copy.mutate(undefined)}>
          {t('auth.copyCodes')}
        </Button>
        <Button onClick={done}>{t('auth.codesKept')}</Button>
      </Group>
    </Stack>
  );
}

interface OnProps {
  since: string;
  left: number;
  renewed: (given: { recoveryCodes: string[] }) => void;
}

function On({ since, left, renewed }: OnProps) {
  const [asking, setAsking] = useState<'renew' | 'off' | null>(null);
  const renew = useMutation({
    mutationFn: (password: string) => client.auth.renewRecoveryCodes({ password }),
    onSuccess: renewed,
  });
  const off = useMutation({
    mutationFn: (password: string) => client.auth.turnSecondFactorOff({ password }),
    onSuccess: () => {
      announce(t('auth.secondFactorIsOff'));
      setAsking(null);
      void forget();
    },
  });
  if (asking !== null) {
    const act = asking === 'renew' ? renew : off;
    const label = t(asking === 'renew' ? 'auth.renewCodes' : 'auth.turnOff');
    return (
      <AskPassword label={label} busy={act.isPending} error={act.error} submit={act.mutate}>
        <Text size="sm" c="dimmed">
          {t(asking === 'renew' ? 'auth.renewCodesHint' : 'auth.turnOffHint')}
        </Text>
      </AskPassword>
    );
  }
  return (
    <Stack gap="md">
      <Group gap="sm">
        <StatusBadge tone="good" icon={IconCheck} label={t('auth.secondFactorOn')} />
        <Text size="sm" c="dimmed">
          {t('auth.secondFactorSince', { at: formatInstant(since) })}
        </Text>
      </Group>
      <Text size="sm" {...(left < 3 ? { c: 'red', fw: 600 } : {})}>
        {t('auth.codesLeft', { count: left })}
      </Text>
      <Group justify="space-between">
        <Button
          variant="default"
          color="red"
          leftSection={<IconShieldOff size={16} />}
          onClick={() => setAsking('off')}
        >
          {t('auth.turnOff')}
        </Button>
        <Button variant="default" onClick={() => setAsking('renew')}>
          {t('auth.renewCodes')}
        </Button>
      </Group>
    </Stack>
  );
}
