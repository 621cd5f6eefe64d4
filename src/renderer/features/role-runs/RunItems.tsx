import { Button, Group, Table, TextInput } from '@mantine/core';
import { IconCheck, IconCircle, IconMinus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ItemState, RoleRun, RunItem } from '#shared/features/role-runs/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

const look = {
  open: { tone: 'warn', icon: IconCircle },
  done: { tone: 'good', icon: IconCheck },
  waived: { tone: 'quiet', icon: IconMinus },
} as const satisfies Record<ItemState, object>;

/** What is handed out, changed and collected. */
export function RunItems({ run, editable }: { run: RoleRun; editable: boolean }) {
  const [waiving, setWaiving] = useState<RunItem | null>(null);
  if (run.list.length === 0)
    return <EmptyState title={t('roleRuns.nothingToDo')}>{t('roleRuns.nothingToDoHint')}</EmptyState>;
  return (
    <>
      <Table aria-label={t('roleRuns.items')} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>{t('roleRuns.action')}</Table.Th>
            <Table.Th>{t('roleRuns.what')}</Table.Th>
            <Table.Th w={230}>{t('field.status')}</Table.Th>
            <Table.Th w={160}>{t('roleRuns.dueOn')}</Table.Th>
            <Table.Th w={250}>{t('roleRuns.byHand')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {run.list.map((item) => (
            <Item key={item.id} item={item} editable={editable} waive={() => setWaiving(item)} />
          ))}
        </Table.Tbody>
      </Table>
      {waiving === null ? null : <WaiveForm item={waiving} onClose={() => setWaiving(null)} />}
    </>
  );
}

function Item({ item, editable, waive }: { item: RunItem; editable: boolean; waive: () => void }) {
  const settle = useAction((state: 'done' | 'open') => client.roleRuns.settle({ itemId: item.id, to: { state } }));
  const due = useAction((dueOn: string) => client.roleRuns.setDue({ itemId: item.id, dueOn }));
  const { state, kind, action, name, oldAsset, newAsset } = item;
  return (
    <Table.Tr>
      <Table.Td>{word('roleRunAction', action)}</Table.Td>
      <Table.Td>
        {name} {kind === 'asset' ? '' : `· ${word('roleKitExtra', kind)}`}
        {[oldAsset, newAsset].map((asset, index) =>
          asset === null ? null : (
            <div key={asset.id} style={{ fontSize: 12 }}>
              {t(index === 0 ? 'roleRuns.back' : 'roleRuns.out')}{' '}
              <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{asset.tag}</EntityLink>
            </div>
          ),
        )}
      </Table.Td>
      <Table.Td>
        <StatusBadge {...look[state]} label={word('roleRunState', state)} />
        {state === 'open' || item.doneBy === null ? null : (
          <div style={{ fontSize: 12 }}>
            {[item.doneBy, item.doneAt === null ? null : formatInstant(item.doneAt), item.waivedBecause]
              .filter((part) => part !== null)
              .join(' · ')}
          </div>
        )}
      </Table.Td>
      <Table.Td>
        {editable && state === 'open' ? (
          <DayField
            aria-label={t('roleRuns.dueOf', { name })}
            size="xs"
            clearable={false}
            value={item.dueOn}
            onChange={(day) => {
              if (day !== null && day !== item.dueOn) due.mutate(day);
            }}
          />
        ) : (
          formatDay(item.dueOn)
        )}
      </Table.Td>
      <Table.Td>
        {editable ? (
          <Group gap={6}>
            {state === 'open' && kind !== 'asset' ? (
              <Button
                size="compact-sm"
                variant="default"
                loading={settle.isPending}
                aria-label={t('roleRuns.markDone', { name })}
                onClick={() => settle.mutate('done')}
              >
                {t('roleRuns.done')}
              </Button>
            ) : null}
            {state === 'open' ? (
              <Button size="compact-sm" variant="subtle" aria-label={t('roleRuns.waiveItem', { name })} onClick={waive}>
                {t('roleRuns.waive')}
              </Button>
            ) : null}
            {state === 'waived' || (state === 'done' && kind !== 'asset') ? (
              <Button
                size="compact-sm"
                variant="subtle"
                loading={settle.isPending}
                aria-label={t('roleRuns.reopenItem', { name })}
                onClick={() => settle.mutate('open')}
              >
                {t('roleRuns.reopen')}
              </Button>
            ) : null}
          </Group>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}

function WaiveForm({ item, onClose }: { item: RunItem; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const waiving = useMutation({
    mutationFn: () => client.roleRuns.settle({ itemId: item.id, to: { state: 'waived', reason: reason.trim() } }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('roleRuns.waiveItem', { name: item.name })}
      submitLabel={t('roleRuns.waive')}
      submitDisabled={reason.trim() === ''}
      busy={waiving.isPending}
      failure={waiving.error === null ? null : sentenceOfError(waiving.error)}
      onSubmit={() => waiving.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('configuration.reason')}
        withAsterisk
        data-autofocus
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
