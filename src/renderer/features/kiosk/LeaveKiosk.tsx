import { PasswordInput, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useBackOff } from '#renderer/features/auth/use-back-off.ts';
import { client, refetchSession } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Back to the desk: only with the password of who started the kiosk. */
export function LeaveKiosk({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('');
  const leave = useMutation({
    mutationFn: () => client.kiosk.leave({ password }),
    onSuccess: refetchSession,
    onSettled: () => setPassword(''),
  });
  const seconds = useBackOff(leave.error);
  const problem = leave.error === null ? null : sentenceOfError(leave.error);
  return (
    <FormModal
      title={t('kiosk.leaveTitle')}
      submitLabel={t('kiosk.leave')}
      busy={leave.isPending}
      submitDisabled={password === '' || seconds > 0}
      failure={seconds > 0 ? t('auth.tryAgainIn', { count: seconds }) : problem}
      onSubmit={() => leave.mutate()}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t('kiosk.leaveHint')}
      </Text>
      <PasswordInput
        label={t('auth.password')}
        value={password}
        data-autofocus
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </FormModal>
  );
}
