import { Checkbox, Stack, Switch, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Operator } from '#shared/features/auth/model.ts';
import type { Role } from '#shared/features/auth/permissions.ts';
import { TEAM_THAT_DIVIDES, conflictsOf } from '#shared/features/auth/separation.ts';
import type { ConflictKey } from '#shared/features/auth/separation.ts';
import { client, refetchSession, rpc } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { ConflictControls } from './ConflictControls.tsx';
import { nameOf, useRoleName, useRoles } from './role-name.ts';
import { isLongEnough, NewPasswordField } from './PasswordField.tsx';

export function OperatorForm({ operator, onClose }: { operator: Operator | null; onClose: () => void }) {
  const [displayName, setDisplayName] = useState(operator?.displayName ?? '');
  const [username, setUsername] = useState(operator?.username ?? '');
  const [password, setPassword] = useState('');
  const [held, setHeld] = useState<readonly Role[]>(operator?.roles ?? ['desk_operator']);
  const [active, setActive] = useState(operator?.active ?? true);
  const [controls, setControls] = useState<Partial<Record<ConflictKey, string>>>({});
  const roles = useRoles();
  const roleName = useRoleName();
  const operators = useQuery(rpc.auth.listOperators.queryOptions()).data ?? [];
  const team = operators.filter((each) => each.active && each.id !== operator?.id).length + 1;
  const holds = new Set(roles.filter(({ role }) => held.includes(role)).flatMap(({ permissions }) => permissions));
  const conflicts = (active ? conflictsOf(holds) : []).filter(
    (conflict) => !operator?.conflicts.some((each) => each.conflict === conflict),
  );
  const small = team < TEAM_THAT_DIVIDES;
  // Whoever was shut out has no key any more and gets in again with a new password.
  const letInAgain = operator !== null && !operator.active && active;
  const needsPassword = operator === null || letInAgain;
  const saving = useMutation({
    mutationFn: async () => {
      const written = conflicts.map((conflict) => ({ conflict, control: controls[conflict] ?? '' }));
      if (operator === null)
        return client.auth.createOperator({
          username: username.trim(),
          displayName,
          password,
          roles: [...held],
          controls: written,
        });
      return client.auth.updateOperator({
        id: operator.id,
        displayName,
        roles: [...held],
        active,
        password: letInAgain ? password : null,
        controls: written,
      });
    },
    onSuccess: ({ waiting }) => {
      if (waiting.length > 0)
        notifications.show({ message: t('auth.waitingNotice', { roles: waiting.map(roleName).join(', ') }) });
      void refetchSession();
      onClose();
    },
  });
  const problems = saving.error === null ? {} : fieldProblems(saving.error);
  const ready =
    displayName.trim() !== '' &&
    held.length > 0 &&
    username.trim() !== '' &&
    conflicts.every((conflict) => small && (controls[conflict] ?? '').trim() !== '') &&
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
        onChange={(values) => setHeld(roles.map(({ role }) => role).filter((role) => values.includes(role)))}
      >
        <Stack gap={8} mt={6}>
          {roles.map((row) => (
            <Checkbox
              key={row.role}
              value={row.role}
              label={nameOf(row)}
              description={row.own?.description ?? word('roleHint', row.role)}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      {operator?.conflicts.map(({ conflict, control, allowedAt }) => (
        <Text key={conflict} size="sm">
          <b>{word('conflict', conflict)}</b>: {control} ({formatInstant(allowedAt)})
        </Text>
      ))}
      <ConflictControls
        conflicts={conflicts}
        small={small}
        controls={controls}
        change={(conflict, control) => setControls({ ...controls, [conflict]: control })}
      />
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
