import { ActionIcon, Button, Group, Loader, Text } from '@mantine/core';
import { IconArchive, IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RoleKit } from '#shared/features/role-kits/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { KitForm } from './KitForm.tsx';
import classes from './role-kits.module.css';

/** What a person of each role gets. */
export function KitsPanel() {
  const query = useQuery(rpc.roleKits.list.queryOptions());
  const mayEdit = useMay()('catalogue.edit');
  const [form, setForm] = useState<RoleKit | 'new' | null>(null);
  const [archiving, setArchiving] = useState<RoleKit | null>(null);
  return (
    <Panel
      title={t('roleKits.kits')}
      flush
      actions={
        mayEdit ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => setForm('new')}
          >
            {t('roleKits.newKit')}
          </Button>
        ) : null
      }
    >
      {query.error === null ? null : <FailureAlert sentence={sentenceOfError(query.error)} />}
      {query.isPending ? <Loader size="sm" m="md" /> : null}
      {query.data?.length === 0 ? <p className={classes['note']}>{t('roleKits.noKits')}</p> : null}
      {query.data === undefined || query.data.length === 0 ? null : (
        <ul className={classes['kits']}>
          {query.data.map((kit) => (
            <Kit key={kit.id} kit={kit} edit={mayEdit ? () => setForm(kit) : null} archive={() => setArchiving(kit)} />
          ))}
        </ul>
      )}
      {form === null ? null : <KitForm kit={form === 'new' ? null : form} onClose={() => setForm(null)} />}
      {archiving === null ? null : <ArchiveKit kit={archiving} onClose={() => setArchiving(null)} />}
    </Panel>
  );
}

function Kit({ kit, edit, archive }: { kit: RoleKit; edit: (() => void) | null; archive: () => void }) {
  return (
    <li className={classes['kit']}>
      <div className={classes['head']}>
        <h3>{kit.role}</h3>
        {edit === null ? null : (
          <Group gap={2}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('roleKits.edit', { role: kit.role })}
              onClick={edit}
            >
              <IconPencil size={15} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('roleKits.archive', { role: kit.role })}
              onClick={archive}
            >
              <IconArchive size={15} />
            </ActionIcon>
          </Group>
        )}
      </div>
      <ul>
        {kit.lines.map(({ id, quantity, category, model }) => (
          <li key={id}>
            {formatNumber(quantity)} × {model?.name ?? category.name}
          </li>
        ))}
        {kit.extras.map(({ kind, name }) => (
          <li key={`${kind} ${name}`}>
            {word('roleKitExtra', kind)}: {name}
          </li>
        ))}
      </ul>
      {kit.notes === '' ? null : (
        <Text size="xs" c="dimmed">
          {kit.notes}
        </Text>
      )}
    </li>
  );
}

function ArchiveKit({ kit, onClose }: { kit: RoleKit; onClose: () => void }) {
  const archiving = useAction(() => client.roleKits.archive({ id: kit.id, version: kit.version }), onClose);
  return (
    <ConfirmDialog
      title={t('roleKits.archive', { role: kit.role })}
      confirmLabel={t('action.archive')}
      busy={archiving.isPending}
      onConfirm={() => archiving.mutate(undefined)}
      onClose={onClose}
    >
      {t('roleKits.archiveHint')}
    </ConfirmDialog>
  );
}
