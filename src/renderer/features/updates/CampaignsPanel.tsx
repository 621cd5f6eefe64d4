import { Button, Loader, Table } from '@mantine/core';
import { IconCheck, IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memberStates } from '#shared/features/updates/model.ts';
import type { Progress } from '#shared/features/updates/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { CampaignForm } from './CampaignForm.tsx';
import { memberLook } from './compliance-look.ts';
import { CountBar } from './CountBar.tsx';

export const totalOf = (progress: Progress) => Object.values(progress).reduce((sum, count) => sum + count, 0);

export function ProgressBar({ label, progress }: { label: string; progress: Progress }) {
  return (
    <CountBar
      label={label}
      parts={memberStates.map((state) => ({ key: state, count: progress[state], ...memberLook(state) }))}
    />
  );
}

/** Campaigns with how far they have come; those that run stand first. */
export function CampaignsPanel({ open }: { open: (id: number) => void }) {
  const mayPlan = useMay()('maintenance.plan');
  const [making, setMaking] = useAskedFor('campaign');
  const query = useQuery(rpc.updates.listCampaigns.queryOptions());
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  return (
    <Panel
      title={t('updates.campaigns')}
      flush
      actions={
        mayPlan ? (
          <Button size="compact-sm" leftSection={<IconPlus size={15} />} onClick={() => setMaking(true)}>
            {t('updates.newCampaign')}
          </Button>
        ) : null
      }
    >
      {query.data.length === 0 ? (
        <EmptyState title={t('updates.noCampaigns')}>{t('updates.noCampaignsHint')}</EmptyState>
      ) : (
        <Table aria-label={t('updates.campaigns')} verticalSpacing={6} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('updates.campaign')}</Table.Th>
              <Table.Th>{t('updates.brings')}</Table.Th>
              <Table.Th w={130}>{t('field.status')}</Table.Th>
              <Table.Th>{t('updates.dueOn')}</Table.Th>
              <Table.Th w={200}>{t('updates.progress')}</Table.Th>
              <Table.Th ta="end">{t('updates.done')}</Table.Th>
              <Table.Th ta="end">{t('updates.late')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {query.data.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td fw={600}>
                  <EntityLink href={hrefTo(`/updates/campaigns/${row.id}`)}>{row.name}</EntityLink>
                </Table.Td>
                <Table.Td>{`${row.product.name} ${row.release}`}</Table.Td>
                <Table.Td>
                  {row.closedAt === null ? (
                    <StatusBadge tone="info" icon={IconPlayerPlay} label={t('updates.runs')} />
                  ) : (
                    <StatusBadge tone="quiet" icon={IconCheck} label={t('updates.closed')} />
                  )}
                </Table.Td>
                <Table.Td>{formatDay(row.dueOn)}</Table.Td>
                <Table.Td>
                  <ProgressBar label={row.name} progress={row.progress} />
                </Table.Td>
                <Table.Td ta="end" className="numbers">
                  {t('updates.ofAll', {
                    count: formatNumber(row.progress.done),
                    total: formatNumber(totalOf(row.progress)),
                  })}
                </Table.Td>
                <Table.Td ta="end" className="numbers">
                  {formatNumber(row.progress.late)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {making ? <CampaignForm campaign={null} saved={open} onClose={() => setMaking(false)} /> : null}
    </Panel>
  );
}
