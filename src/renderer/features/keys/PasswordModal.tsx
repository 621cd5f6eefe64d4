import { PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface PasswordModalProps<Output> {
  title: string;
  submitLabel: string;
  act: (password: string) => Promise<Output>;
  done: (output: Output) => void;
  onClose: () => void;
  children: ReactNode;
}

/** What nobody may do at a desk that somebody left open: it asks for the password once more. */
export function PasswordModal<Output>({
  title,
  submitLabel,
  act,
  done,
  onClose,
  children,
}: PasswordModalProps<Output>) {
  const [password, setPassword] = useState('');
  const run = useMutation({
    mutationFn: () => act(password),
    onSuccess: (output) => {
      done(output);
      onClose();
    },
    onError: () => setPassword(''),
  });
  return (
    <FormModal
      title={title}
      submitLabel={submitLabel}
      size={560}
      busy={run.isPending}
      submitDisabled={password === ''}
      failure={run.error === null ? null : sentenceOfError(run.error)}
      onSubmit={() => run.mutate()}
      onClose={onClose}
    >
      {children}
      <PasswordInput
        label={t('auth.password')}
        value={password}
        autoComplete="current-password"
        data-autofocus
        visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </FormModal>
  );
}
