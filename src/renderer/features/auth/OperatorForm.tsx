import { Checkbox, Stack, Switch, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Operator } from '#shared/features/auth/model.ts';
import { roles } from '#shared/features/auth/permissions.ts';
import type { Role } from '#shared/features/auth/permissions.ts';
import { client, refetchSession } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { isLongEnough, NewPasswordField } from './PasswordField.tsx';

export function OperatorForm({ operator, onClose }: { operator: Operator | null; onClose: () => void }) {
  const [displayName, setDisplayName] = useState(operator?.displayName ?? '');
  const [username, setUsername] = useState(operator?.username ?? '');
  const [password, setPassword] = useState('');
  const [held, setHeld] = useState<readonly Role[]>(operator?.roles ?? ['desk_operator']);
  const [active, setActive] = useState(operator?.active ?? true);
  // Whoever was shut out has no key any more and gets in again with a new password.
  const letInAgain = operator !== null && !operator.active && active;
  const needsPassword = operator === null || letInAgain;
  const saving = useMutation({
    mutationFn: async () => {
      if (operator === null)
        await client.auth.createOperator({ username: username.trim(), displayName, password, roles: [...held] });
      else
        await client.auth.updateOperator({
          id: operator.id,
          displayName,
          roles: [...held],
          active,
          password: letInAgain ? password : null,
        });
    },
    onSuccess: () => {
      void refetchSession();
      onClose();
    },
  });
  const problems = saving.error === null ? {} : fieldProblems(saving.error);
  const ready =
    displayName.trim() !== '' &&
    held.length > 0 &&
    username.trim() !== '' &&
    (!needsPassword || isLongEnough(password));
  return (
    <FormModal
      title={operator === null ? t('auth.addOperator') : t('auth.editOperator', { name: operator.displayName })}
      submitLabel={operator === null ? t('auth.addOperator') : t('action.save')}
      submitDisabled={!ready}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('auth.displayName')}
        data-autofocus
        value={displayName}
        error={problems['displayName']}
        onChange={(event) => setDisplayName(event.currentTarget.value)}
      />
      <TextInput
        label={t('auth.username')}
        disabled={operator !== null}
        value={username}
        error={problems['username']}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={t('auth.roles')}
        value={[...held]}
        onChange={(values) => setHeld(roles.filter((role) => values.includes(role)))}
      >
        <Stack gap={8} mt={6}>
          {roles.map((role) => (
            <Checkbox key={role} value={role} label={word('role', role)} description={word('roleHint', role)} />
          ))}
        </Stack>
      </Checkbox.Group>
      {operator === null ? null : (
        <Switch
          label={t('auth.active')}
          description={t('auth.activeHint')}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
      {needsPassword ? (
        <NewPasswordField
          label={t(operator === null ? 'auth.password' : 'auth.newPassword')}
          value={password}
          onChange={setPassword}
        />
      ) : null}
    </FormModal>
  );
}
