import { Alert, Button, Fieldset, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useState } from 'react';
import type { JobStatus } from '#shared/features/application/contract.ts';
import type { Salvaged } from '#shared/features/backups/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { useStream } from '#renderer/rpc/streams.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { findText, t } from '#renderer/ui/text/t.ts';

/** For when there is no backup, or none that will do. */
export function Salvage({ busy, disabled, salvage }: { busy: boolean; disabled: boolean; salvage: () => void }) {
  return (
    <Fieldset legend={t('recovery.salvageTitle')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('recovery.salvageHint')}
        </Text>
        {busy ? (
          <SalvageProgress />
        ) : (
          <Button variant="default" leftSection={<IconLifebuoy size={16} />} disabled={disabled} onClick={salvage}>
            {t('recovery.salvage')}
          </Button>
        )}
      </Stack>
    </Fieldset>
  );
}

const openProgress = (signal: AbortSignal) => client.backups.salvageProgress(undefined, { signal });
const nothingMissed = () => undefined;

/** How far the reading is, and a way to stop it as long as nothing is in its place yet. */
function SalvageProgress() {
  const [job, setJob] = useState<JobStatus | null>(null);
  useStream(openProgress, setJob, nothingMissed);
  const stop = useAction(() => client.backups.cancelSalvage());
  const total = job?.total ?? null;
  const done = job?.done ?? 0;
  const phase = findText(`jobPhase.${job?.phase ?? 'starting'}`) ?? t('jobs.working');
  return (
    <div role="status">
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Text size="sm" className="numbers">
          {total === null
            ? phase
            : `${phase} · ${t('jobs.of', { done: formatNumber(done), total: formatNumber(total) })}`}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          loading={stop.isPending}
          disabled={job?.cancellable === false}
          onClick={() => stop.mutate(undefined)}
        >
          {t('action.stop')}
        </Button>
      </Group>
      <Progress
        value={total === null || total === 0 ? 100 : Math.round((done / total) * 100)}
        animated={total === null}
        aria-label={t('recovery.salvageTitle')}
      />
    </div>
  );
}

/** What was lost, table by table: nobody should have to find out by himself. */
export function SalvageReport({ salvaged, done }: { salvaged: Salvaged; done: () => void }) {
  const { saved, entries, setAside, brokenAt, filesLost, dangling, tables } = salvaged;
  const facts = { saved: formatNumber(saved), entries: formatNumber(entries), folder: setAside };
  return (
    <Stack gap="md">
      <Alert variant="light" color="orange" title={t('recovery.salvaged')} role="status">
        <Text size="sm">{t('recovery.salvagedFacts', facts)}</Text>
        <Text size="sm">
          {brokenAt === null
            ? t('recovery.salvagedWhole')
            : t('recovery.salvagedChain', { at: formatNumber(brokenAt) })}
        </Text>
        {filesLost === 0 ? null : (
          <Text size="sm">{t('recovery.salvagedFiles', { count: formatNumber(filesLost) })}</Text>
        )}
        {dangling === 0 ? null : (
          <Text size="sm">{t('recovery.salvagedDangling', { count: formatNumber(dangling) })}</Text>
        )}
      </Alert>
      {tables.length === 0 ? (
        <Text size="sm">{t('recovery.salvagedNothing')}</Text>
      ) : (
        <Table aria-label={t('recovery.salvagedLost')} className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('recovery.salvagedTable')}</Table.Th>
              <Table.Th ta="right">{t('recovery.salvagedSaved')}</Table.Th>
              <Table.Th ta="right">{t('recovery.salvagedLost')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tables.map((row) => (
              <Table.Tr key={row.table}>
                <Table.Td>{row.table}</Table.Td>
                <Table.Td ta="right">{formatNumber(row.saved)}</Table.Td>
                <Table.Td ta="right">
                  {row.lost === null ? t('recovery.salvagedUnknown') : formatNumber(row.lost)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Button onClick={done}>{t('auth.backToSignIn')}</Button>
    </Stack>
  );
}
