import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconShieldCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { BackupRun, Standing } from '#shared/features/backups/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfCode, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { Waiting } from '#renderer/ui/Waiting.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { PlanForm } from './PlanForm.tsx';

const alarming: ReadonlySet<Standing> = new Set(['never', 'late', 'failing', 'off']);

/** When this register was last backed up, whether that would help, and what is planned. */
export function BackupsPanel() {
  const query = useQuery(rpc.backups.overview.queryOptions());
  const started = () => announce(t('backups.started'));
  const backUp = useAction(() => client.backups.backUp({}), started);
  const drill = useAction(() => client.backups.drill(), started);
  const check = useAction(() => client.backups.check(), started);
  const elsewhere = useAction(
    async () => {
      const { path } = await client.backups.chooseFile();
      return path === null ? null : client.backups.backUp({ path });
    },
    (job) => {
      if (job !== null) started();
    },
  );
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  if (query.data === undefined) return <Waiting />;
  const { plan, folder, besideData, standing, nextAt, runs } = query.data;
  return (
    <Stack gap="lg">
      <Panel title={t('backups.title')}>
        <Stack gap="md">
          <Alert
            variant="light"
            color={alarming.has(standing) ? 'orange' : 'green'}
            icon={alarming.has(standing) ? <IconAlertTriangle size={18} /> : <IconShieldCheck size={18} />}
            title={word('backupStanding', standing)}
          >
            <Text size="sm">
              {nextAt === null ? t('backups.nothingPlanned') : t('backups.nextAt', { at: formatInstant(nextAt) })}
            </Text>
            {besideData ? <Text size="sm">{t('backups.besideData')}</Text> : null}
          </Alert>
          <Group gap="xs">
            <Button loading={backUp.isPending} onClick={() => backUp.mutate(undefined)}>
              {t('backups.backUpNow')}
            </Button>
            <Button variant="default" loading={elsewhere.isPending} onClick={() => elsewhere.mutate(undefined)}>
              {t('backups.backUpTo')}
            </Button>
            <Button variant="default" loading={drill.isPending} onClick={() => drill.mutate(undefined)}>
              {t('backups.drill')}
            </Button>
            <Button variant="default" loading={check.isPending} onClick={() => check.mutate(undefined)}>
              {t('backups.check')}
            </Button>
          </Group>
          <Text size="sm" c="dimmed">
            {t('backups.hint')}
          </Text>
        </Stack>
      </Panel>
      <PlanForm key={JSON.stringify(plan)} plan={plan} folder={folder} />
      <Panel title={t('backups.runs')} flush>
        {runs.length === 0 ? <EmptyState title={t('backups.noRuns')} /> : <Runs runs={runs} />}
      </Panel>
    </Stack>
  );
}

/** In millions of bytes, as disks are sold. */
function sizeOf(bytes: number): string {
  return t('backups.sizeInMegabytes', { size: formatNumber(Math.ceil(bytes / 100_000) / 10) });
}

function Runs({ runs }: { runs: readonly BackupRun[] }) {
  return (
    <Table aria-label={t('backups.runs')} className="numbers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('backups.startedAt')}</Table.Th>
          <Table.Th>{t('backups.kind')}</Table.Th>
          <Table.Th>{t('backups.outcome')}</Table.Th>
          <Table.Th>{t('backups.file')}</Table.Th>
          <Table.Th ta="right">{t('backups.size')}</Table.Th>
          <Table.Th ta="right">{t('backups.entries')}</Table.Th>
          <Table.Th ta="right">{t('backups.seconds')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {runs.map((run) => (
          <Table.Tr key={run.id}>
            <Table.Td>{formatInstant(run.startedAt)}</Table.Td>
            <Table.Td>{word('backupKind', run.kind)}</Table.Td>
            <Table.Td>
              <Outcome run={run} />
            </Table.Td>
            <Table.Td maw={320}>
              <Text size="sm" truncate="start" title={run.path ?? ''}>
                {run.path ?? '—'}
              </Text>
            </Table.Td>
            <Table.Td ta="right">{run.bytes === null ? '' : sizeOf(run.bytes)}</Table.Td>
            <Table.Td ta="right">{run.entries === null ? '' : formatNumber(run.entries)}</Table.Td>
            <Table.Td ta="right">{formatNumber(Math.round(run.seconds * 10) / 10)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Outcome({ run }: { run: BackupRun }) {
  if (run.failure !== null)
    return (
      <Stack gap={2}>
        <StatusBadge tone="bad" icon={IconX} label={t('backups.failed')} />
        <Text size="xs" c="dimmed">
          {sentenceOfCode('backupFailure', run.failure, {})}
        </Text>
      </Stack>
    );
  if (run.removedAt !== null) return <StatusBadge tone="quiet" icon={IconCheck} label={t('backups.removed')} />;
  return <StatusBadge tone="good" icon={IconCheck} label={t('backups.whole')} />;
}
