import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { reconciliationGroups } from '#shared/features/reconciliation/contract.ts';
import type {
  Reconciliation,
  ReconciliationAction,
  ReconciliationGroup,
} from '#shared/features/reconciliation/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { CountTile } from '#renderer/ui/CountTile.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { findText, t, word } from '#renderer/ui/text/t.ts';
import { ReconciliationRows } from './ReconciliationRows.tsx';

const actionsOf: Readonly<Record<ReconciliationGroup, readonly ReconciliationAction[]>> = {
  matched: ['seen'],
  different: ['seen', 'update'],
  unknown_here: [],
  repeated: [],
  missing_there: ['missing'],
};

/** Goes on until nothing is left, a portion at a time, so that the desk stays free. */
async function actOnAll(id: number, action: ReconciliationAction) {
  const total = { done: 0, refused: 0 };
  for (;;) {
    const { done, refused, left } = await client.reconciliation.act({ id, action });
    total.done += done;
    total.refused += refused;
    if (left === 0 || done + refused === 0) return total;
  }
}

/** The groups with their counts; each opens its rows, and is worked through as a whole. */
export function ReconciliationResult({ result, back }: { result: Reconciliation; back: () => void }) {
  const { id, fileName, sha256, createdAt, operator, groups } = result;
  const [group, setGroup] = useState<ReconciliationGroup>(
    () => groups.find(({ group: each, count }) => each !== 'matched' && count > 0)?.group ?? 'matched',
  );
  const [asked, setAsked] = useState<ReconciliationAction | null>(null);
  const act = useAction(
    (action: ReconciliationAction) => actOnAll(id, action),
    (total) => {
      announce(t('reconciliation.acted', total));
      setAsked(null);
    },
  );
  const write = useAction(
    (only: ReconciliationGroup | null) => client.reconciliation.export({ id, group: only }),
    ({ jobId }) => {
      if (jobId !== null) announce(t('export.started'));
    },
  );
  const chosen = groups.find((each) => each.group === group);
  const hint =
    group === 'unknown_here'
      ? t('reconciliation.unknownHint')
      : group === 'repeated'
        ? t('reconciliation.repeatedHint')
        : null;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Group gap="sm">
          <Button variant="default" leftSection={<IconArrowLeft size={16} />} onClick={back}>
            {t('reconciliation.back')}
          </Button>
          <div>
            <Text fw={600}>{fileName}</Text>
            <Text size="xs" c="dimmed">
              {t('reconciliation.madeBy', { time: formatInstant(createdAt), operator, hash: sha256.slice(0, 16) })}
            </Text>
          </div>
        </Group>
        <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => write.mutate(null)}>
          {t('reconciliation.export')}
        </Button>
      </Group>
      <Group gap="xs" role="group" aria-label={t('reconciliation.title')}>
        {reconciliationGroups.map((each) => {
          const own = groups.find((one) => one.group === each);
          return (
            <CountTile
              key={each}
              label={word('reconciliationGroup', each)}
              count={formatNumber(own?.count ?? 0)}
              active={each === group}
              onClick={() => setGroup(each)}
            />
          );
        })}
      </Group>
      <Panel
        title={word('reconciliationGroup', group)}
        flush
        actions={
          <Group gap="xs">
            {chosen === undefined || actionsOf[group].length === 0 ? null : (
              <Text size="xs" c="dimmed">
                {t('reconciliation.open', { count: chosen.open })}
              </Text>
            )}
            {actionsOf[group].map((action) => (
              <Button
                key={action}
                size="compact-sm"
                variant="default"
                disabled={(chosen?.count ?? 0) === 0}
                onClick={() => setAsked(action)}
              >
                {word('reconciliationAction', action)}
              </Button>
            ))}
            {group === 'unknown_here' ? (
              <Button
                size="compact-sm"
                variant="default"
                disabled={(chosen?.count ?? 0) === 0}
                onClick={() => write.mutate('unknown_here')}
              >
                {t('reconciliation.exportUnknown')}
              </Button>
            ) : null}
          </Group>
        }
      >
        {hint === null ? null : (
          <Text size="sm" c="dimmed" px="md" pt="xs">
            {hint}
          </Text>
        )}
        <ReconciliationRows key={group} id={id} group={group} />
      </Panel>
      {asked === null ? null : (
        <ConfirmDialog
          title={word('reconciliationAction', asked)}
          confirmLabel={word('reconciliationAction', asked)}
          busy={act.isPending}
          onConfirm={() => act.mutate(asked)}
          onClose={() => setAsked(null)}
        >
          {findText(`reconciliationConfirm.${asked}`, {
            count: asked === 'update' ? (chosen?.count ?? 0) : (chosen?.open ?? 0),
          })}
        </ConfirmDialog>
      )}
    </Stack>
  );
}
