import { PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { isLongEnough, NewPasswordField } from './PasswordField.tsx';

export function ChangePassword({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const change = useMutation({
    mutationFn: () => client.auth.changePassword({ password, newPassword }),
    onSuccess: () => {
      announce(t('auth.passwordChanged'));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('auth.changePassword')}
      submitLabel={t('action.save')}
      busy={change.isPending}
      submitDisabled={password === '' || !isLongEnough(newPassword)}
      failure={change.error === null ? null : sentenceOfError(change.error)}
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      <PasswordInput
        label={t('auth.presentPassword')}
        value={password}
        autoComplete="current-password"
        data-autofocus
        visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <NewPasswordField label={t('auth.newPassword')} value={newPassword} onChange={setNewPassword} />
    </FormModal>
  );
}
