import { Loader, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DrillRow } from '#shared/features/recovery/plan.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { stopwatchText } from './duration.ts';
import { drillLook } from './recovery-look.ts';

/** All drills and recoveries, the newest first. */
export function DrillsPanel() {
  const query = useQuery(rpc.recovery.listDrills.queryOptions({ input: {} }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  return (
    <Panel title={t('recovery.drills')} flush>
      {query.data.length === 0 ? (
        <EmptyState title={t('recovery.noDrills')}>{t('recovery.noDrillsHint')}</EmptyState>
      ) : (
        <DrillTable drills={query.data} withPlan />
      )}
    </Panel>
  );
}

export function DrillTable({ drills, withPlan }: { drills: readonly DrillRow[]; withPlan: boolean }) {
  return (
    <Table aria-label={t('recovery.drills')} verticalSpacing={5} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('recovery.drill')}</Table.Th>
          <Table.Th>{t('field.status')}</Table.Th>
          <Table.Th>{t('recovery.startedAt')}</Table.Th>
          <Table.Th ta="end">{t('recovery.took')}</Table.Th>
          <Table.Th ta="end">{t('recovery.lost')}</Table.Th>
          <Table.Th ta="end">{t('recovery.slowSteps')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {drills.map((drill) => (
          <Table.Tr key={drill.id}>
            <Table.Td fw={600}>
              <EntityLink href={hrefTo(`/recovery/drills/${drill.id}`)}>
                {t('recovery.drillNumber', { number: drill.number, kind: word('drillWord', drill.kind) })}
                {withPlan ? ` · ${drill.plan.name}` : ''}
              </EntityLink>
            </Table.Td>
            <Table.Td>
              <StatusBadge {...drillLook(drill)} />
            </Table.Td>
            <Table.Td>{formatInstant(drill.startedAt)}</Table.Td>
            <Table.Td ta="end" className="numbers">
              {drill.verdict.took === null ? '–' : stopwatchText(drill.verdict.took)}
            </Table.Td>
            <Table.Td ta="end" className="numbers">
              {drill.verdict.lost === null ? '–' : stopwatchText(drill.verdict.lost)}
            </Table.Td>
            <Table.Td ta="end" className="numbers">
              {formatNumber(drill.verdict.slowSteps)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
