import { Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RoleRow } from '#shared/features/auth/model.ts';
import { permissions } from '#shared/features/auth/permissions.ts';
import type { Permission } from '#shared/features/auth/permissions.ts';
import { reservedPermissions } from '#shared/features/auth/separation.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { areasOf } from './permission-areas.ts';
import { nameOf } from './role-name.ts';
import classes from './role-matrix.module.css';

const free = permissions.filter((permission) => !reservedPermissions.includes(permission));

interface RoleFormProps {
  /** The role that is changed, or copied; null for one that begins with looking. */
  from: RoleRow | null;
  copy: boolean;
  onClose: () => void;
}

/** A role of the department's own. */
export function RoleForm({ from, copy, onClose }: RoleFormProps) {
  const changed = copy ? null : (from?.own ?? null);
  const [name, setName] = useState(changed?.name ?? '');
  const [description, setDescription] = useState(changed?.description ?? '');
  const [held, setHeld] = useState<readonly Permission[]>(() =>
    free.filter((permission) => (from?.permissions ?? ['asset.view']).includes(permission)),
  );
  const saving = useMutation({
    mutationFn: async () => {
      const details = { name, description, permissions: [...held] };
      if (changed === null) await client.auth.createRole(details);
      else await client.auth.changeRole({ seen: { id: changed.id, version: changed.version }, details });
    },
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={changed === null ? t('auth.addRole') : t('auth.editRole', { name: from === null ? '' : nameOf(from) })}
      submitLabel={changed === null ? t('auth.addRole') : t('action.save')}
      submitDisabled={name.trim() === '' || held.length === 0}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      size="xl"
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('auth.roleName')}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('auth.roleDescription')}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={t('auth.rolePermissions')}
        value={[...held]}
        onChange={(values) => setHeld(free.filter((permission) => values.includes(permission)))}
      >
        <div className={classes['areas']}>
          {areasOf(free).map(({ area, permissions: own }) => (
            <Stack key={area} gap={6}>
              {own.map((permission) => (
                <Checkbox key={permission} value={permission} label={word('permission', permission)} />
              ))}
            </Stack>
          ))}
        </div>
      </Checkbox.Group>
      <Text size="xs" c="dimmed">
        {t('auth.reservedHint')}
      </Text>
    </FormModal>
  );
}
