import { Button, Group, Loader, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface GroupsProps<One> {
  query: UseQueryResult<One[]>;
  /** What is said when there are none. */
  none: { title: string; hint: string };
  newLabel: string;
  onNew: () => void;
  /** What can be done with all of them. */
  actions?: (groups: readonly One[]) => ReactNode;
  children: (group: One) => ReactNode;
}

/** What assets are put together to, one panel each: pools and kits alike. */
export function Groups<One>({ query, none, newLabel, onNew, actions, children }: GroupsProps<One>) {
  const may = useMay();
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const add = may('asset.edit') ? (
    <Button w="fit-content" leftSection={<IconPlus size={16} />} onClick={onNew}>
      {newLabel}
    </Button>
  ) : null;
  return (
    <Stack gap="md">
      {query.data.length === 0 ? (
        <Panel>
          <EmptyState title={none.title} action={add}>
            {none.hint}
          </EmptyState>
        </Panel>
      ) : (
        <Group gap="xs">
          {add}
          {actions?.(query.data)}
        </Group>
      )}
      {query.data.map(children)}
    </Stack>
  );
}

/** Changes a group or ends it; for whoever may. */
export function EditOrEnd({ name, edit, end }: { name: string; edit: () => void; end: () => void }) {
  const may = useMay();
  if (!may('asset.edit')) return null;
  return (
    <>
      <Button size="compact-sm" variant="default" aria-label={t('pool.edit', { name })} onClick={edit}>
        {t('action.edit')}
      </Button>
      <Button size="compact-sm" variant="default" aria-label={t('pool.endTitle', { name })} onClick={end}>
        {t('pool.end')}
      </Button>
    </>
  );
}

interface EndGroupProps {
  name: string;
  hint: string;
  archive: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before a group ends; its assets stay. */
export function EndGroup({ name, hint, archive, onClose }: EndGroupProps) {
  const end = useAction(archive, onClose);
  return (
    <ConfirmDialog
      title={t('pool.endTitle', { name })}
      confirmLabel={t('pool.end')}
      danger
      busy={end.isPending}
      onConfirm={() => end.mutate(undefined)}
      onClose={onClose}
    >
      {hint}
    </ConfirmDialog>
  );
}

export function GroupName({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  return (
    <TextInput
      label={t('field.name')}
      data-autofocus
      required
      value={value}
      maxLength={80}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
