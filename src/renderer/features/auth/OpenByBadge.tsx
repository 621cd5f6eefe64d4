import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import { client, leaveSession } from '#renderer/rpc/client.ts';
import { failureOf, sentenceOfError } from '#renderer/rpc/failure.ts';
import { useStream } from '#renderer/rpc/streams.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';

const openBadges = (signal: AbortSignal) => client.devices.badges(undefined, { signal });
const nothingMissed = () => undefined;

/** A badge, then its PIN: whoever it belongs to has the desk, whoever had it before. */
export function OpenByBadge() {
  const [badge, setBadge] = useState('');
  const [pin, setPin] = useState('');
  const pinField = useRef<HTMLInputElement>(null);
  const badgeField = useRef<HTMLInputElement>(null);
  const open = useMutation({
    mutationFn: () => client.auth.switchByBadge({ badge, pin }),
    onSuccess: leaveSession,
    onSettled: () => setPin(''),
    onError: () => {
      badgeField.current?.focus();
      badgeField.current?.select();
    },
  });
  const take = useCallback(({ code }: { code: string }) => {
    setBadge(code);
    pinField.current?.focus();
  }, []);
  useStream(openBadges, take, nothingMissed);
  // A scanner that types ends with Enter, which is not yet the wish to open.
  const toPin = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (badge.trim() !== '') pinField.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (badge.trim() !== '' && pin !== '') open.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          ref={badgeField}
          label={t('auth.badge')}
          placeholder={t('auth.badgeScan')}
          value={badge}
          readOnly={open.isPending}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          onChange={(event) => setBadge(event.currentTarget.value)}
          onKeyDown={toPin}
        />
        <PasswordInput
          ref={pinField}
          label={t('auth.pin')}
          value={pin}
          readOnly={open.isPending}
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          visibilityToggleButtonProps={{ 'aria-hidden': true }}
          onChange={(event) => setPin(event.currentTarget.value.replaceAll(/\D/g, ''))}
        />
        {open.error === null ? null : <FailureAlert sentence={sentenceOf(open.error)} />}
        <Button
          type="submit"
          leftSection={<IconId size={16} />}
          loading={open.isPending}
          disabled={badge.trim() === '' || pin === ''}
        >
          {t('auth.unlock')}
        </Button>
      </Stack>
    </form>
  );
}

function sentenceOf(error: Error): string {
  return failureOf(error).code === 'WRONG_CREDENTIALS' ? t('auth.wrongBadge') : sentenceOfError(error);
}
