import { Button, Menu, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RoleRow } from '#shared/features/auth/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { MoreMenu } from '#renderer/ui/MoreMenu.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { areasOf } from './permission-areas.ts';
import { nameOf } from './role-name.ts';
import { RoleForm } from './RoleForm.tsx';
import classes from './role-matrix.module.css';

/** What a form of a role begins with: one that is changed, a copy of another, or nothing. */
type Begun = { role: RoleRow | null; copy: boolean };

/** Who may do what: every permission against every role. */
export function RoleMatrix() {
  const query = useQuery(rpc.auth.listRoles.queryOptions());
  const [form, setForm] = useState<Begun | null>(null);
  const [archiving, setArchiving] = useState<RoleRow | null>(null);
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  const roles = query.data ?? [];
  const add = (
    <Button size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => setForm({ role: null, copy: false })}>
      {t('auth.addRole')}
    </Button>
  );
  return (
    <Panel title={t('auth.matrix')} actions={add} flush>
      <Text size="sm" c="dimmed" px="md" py="xs">
        {t('auth.matrixHint')}
      </Text>
      <div className={classes['scroll']} role="group" aria-label={t('auth.rolePermissions')} tabIndex={0}>
        <table className={classes['matrix']}>
          <thead>
            <tr>
              <th scope="col">{t('auth.permission')}</th>
              {roles.map((row) => (
                <th key={row.role} scope="col">
                  <Heading
                    row={row}
                    edit={() => setForm({ role: row, copy: false })}
                    copy={() => setForm({ role: row, copy: true })}
                    archive={() => setArchiving(row)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          {areasOf().map(({ area, permissions }) => (
            <tbody key={area}>
              {permissions.map((permission, index) => (
                <tr key={permission} className={index === 0 ? classes['first'] : undefined}>
                  <th scope="row">{word('permission', permission)}</th>
                  {roles.map((row) => (
                    <td key={row.role}>
                      {row.permissions.includes(permission) ? (
                        <IconCheck size={16} aria-label={t('auth.holds')} role="img" />
                      ) : null}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {form === null ? null : <RoleForm from={form.role} copy={form.copy} onClose={() => setForm(null)} />}
      {archiving === null ? null : <ArchiveRole row={archiving} onClose={() => setArchiving(null)} />}
    </Panel>
  );
}

interface HeadingProps {
  row: RoleRow;
  edit: () => void;
  copy: () => void;
  archive: () => void;
}

function Heading({ row, edit, copy, archive }: HeadingProps) {
  const { own, holders } = row;
  const held =
    holders.length === 0
      ? t('auth.holdersNone')
      : t('auth.holders', { count: holders.length, names: holders.join(', ') });
  return (
    <div className={classes['heading']}>
      <Tooltip label={held} multiline maw={260}>
        <span tabIndex={0}>
          {nameOf(row)}
          {own === null ? null : <small>{t('auth.ownRole')}</small>}
        </span>
      </Tooltip>
      <MoreMenu label={`${t('action.more')}: ${nameOf(row)}`} small>
        {own === null ? null : <Menu.Item onClick={edit}>{t('action.edit')}</Menu.Item>}
        <Menu.Item onClick={copy}>{t('auth.copyRole')}</Menu.Item>
        {own === null || holders.length > 0 ? null : (
          <Menu.Item color="red" onClick={archive}>
            {t('auth.archiveRole')}
          </Menu.Item>
        )}
      </MoreMenu>
    </div>
  );
}

function ArchiveRole({ row, onClose }: { row: RoleRow; onClose: () => void }) {
  const archive = useMutation({
    mutationFn: async () => {
      if (row.own !== null) await client.auth.archiveRole({ id: row.own.id, version: row.own.version });
    },
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      title={t('auth.archiveRole')}
      confirmLabel={t('auth.archiveRole')}
      danger
      busy={archive.isPending}
      failure={archive.error === null ? null : sentenceOfError(archive.error)}
      onConfirm={() => archive.mutate()}
      onClose={onClose}
    >
      {t('auth.archiveRoleAsk', { name: nameOf(row) })}
    </ConfirmDialog>
  );
}
