import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { HandedOutPack } from '#shared/features/reports/contract.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { Waiting } from '#renderer/ui/Waiting.tsx';
import { formatDay, formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

function scopeOf({ from, to, restrictedTo }: HandedOutPack): string {
  const period = from === null && to === null ? [] : [`${formatDay(from)} – ${formatDay(to)}`];
  const parts = [...period, ...restrictedTo];
  return parts.length === 0 ? t('reports.everything') : parts.join(' · ');
}

/** Packs that were handed out: what one that comes back is compared with. */
export function PastPacks() {
  const packs = useQuery(rpc.reports.listPacks.queryOptions());
  return (
    <Panel title={t('reports.pastPacks')} flush>
      {packs.error === null ? null : <FailureAlert sentence={sentenceOfError(packs.error)} />}
      {packs.data === undefined && packs.error === null ? <Waiting /> : null}
      {packs.data?.length === 0 ? <EmptyState title={t('reports.noPacks')} /> : null}
      {packs.data === undefined || packs.data.length === 0 ? null : (
        <Table aria-label={t('reports.pastPacks')} className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right">{t('reports.seq')}</Table.Th>
              <Table.Th>{t('reports.madeAt')}</Table.Th>
              <Table.Th>{t('reports.madeBy')}</Table.Th>
              <Table.Th>{t('reports.scope')}</Table.Th>
              <Table.Th>{t('reports.file')}</Table.Th>
              <Table.Th ta="right">{t('reports.coversTo')}</Table.Th>
              <Table.Th>{t('reports.seal')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {packs.data.map((pack) => (
              <Table.Tr key={pack.number}>
                <Table.Td ta="right">{formatNumber(pack.number)}</Table.Td>
                <Table.Td>{formatInstant(pack.madeAt)}</Table.Td>
                <Table.Td>{pack.madeBy}</Table.Td>
                <Table.Td>{scopeOf(pack)}</Table.Td>
                <Table.Td>{pack.fileName}</Table.Td>
                <Table.Td ta="right">{formatNumber(pack.asOfSeq)}</Table.Td>
                <Table.Td>
                  <Text size="xs" ff="monospace" title={pack.seal}>
                    {pack.seal.slice(0, 16)}…
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
