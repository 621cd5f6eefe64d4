import { Button, PasswordInput, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, queryClient, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

const forget = () => queryClient.invalidateQueries({ queryKey: rpc.auth.badge.key() });

/** The badge and PIN by which an operator gets a locked desk, or takes it over. */
export function BadgeForm({ onClose }: { onClose: () => void }) {
  const state = useQuery(rpc.auth.badge.queryOptions()).data;
  const [badge, setBadge] = useState('');
  const [pin, setPin] = useState('');
  const [password, setPassword] = useState('');
  const save = useMutation({
    mutationFn: () => client.auth.setBadge({ badge, pin, password }),
    onSuccess: () => {
      announce(t('auth.badgeIsSet'));
      void forget();
      onClose();
    },
    onError: () => setPassword(''),
  });
  const remove = useAction(
    () => client.auth.removeBadge(),
    () => {
      announce(t('auth.badgeRemoved'));
      void forget();
      onClose();
    },
  );
  const set = state !== undefined && state.badge !== null;
  return (
    <FormModal
      title={t('auth.badgeSwitch')}
      submitLabel={t('action.save')}
      busy={save.isPending}
      submitDisabled={badge.trim().length < 4 || pin.length < 6 || password === ''}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t('auth.badgeHint')}
      </Text>
      {set ? (
        <Text size="sm" {...(state.stopped ? { c: 'red', fw: 600 } : {})}>
          {state.stopped
            ? t('auth.badgeStopped')
            : t('auth.badgeOn', { badge: state.badge, at: formatInstant(state.since ?? '') })}
        </Text>
      ) : null}
      <ScanField
        label={t('auth.badge')}
        placeholder={t('auth.badgeScan')}
        value={badge}
        maxLength={80}
        data-autofocus
        onScan={setBadge}
        onChange={(event) => setBadge(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('auth.pin')}
        description={t('auth.pinHint')}
        value={pin}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        visibilityToggleButtonProps={{ 'aria-hidden': true }}
        onChange={(event) => setPin(event.currentTarget.value.replaceAll(/\D/g, ''))}
      />
      <PasswordInput
        label={t('auth.presentPassword')}
        value={password}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {set ? (
        <Button
          variant="subtle"
          color="red"
          style={{ alignSelf: 'start' }}
          loading={remove.isPending}
          onClick={() => remove.mutate(undefined)}
        >
          {t('auth.badgeRemove')}
        </Button>
      ) : null}
    </FormModal>
  );
}
