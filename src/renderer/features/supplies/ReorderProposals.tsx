import { Button, Checkbox, Loader, Table } from '@mantine/core';
import { IconShoppingCart } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReorderProposal } from '#shared/features/supplies/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** A line of a requisition that is still to be worded. */
export interface WantedItem {
  description: string;
  quantity: number;
}

const wordsOf = ({ name, unit, supplierArticle, proposed }: ReorderProposal): WantedItem => ({
  description: [name, supplierArticle, unit].filter(Boolean).join(' · '),
  quantity: proposed,
});

/** What has come down to its reorder level, and how many to buy; from here a requisition is begun. */
export function ReorderProposals({ requisition }: { requisition: (items: WantedItem[]) => void }) {
  const may = useMay();
  const query = useQuery(rpc.supplies.proposals.queryOptions());
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const proposals = query.data;
  if (proposals === undefined) return <Loader size="sm" />;
  const chosen = proposals.filter(({ id }) => !left.has(id));
  const toggle = (id: number) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const begin = may('request.create') ? (
    <Button
      size="compact-sm"
      leftSection={<IconShoppingCart size={14} />}
      disabled={chosen.length === 0}
      onClick={() => requisition(chosen.map(wordsOf))}
    >
      {t('supplies.startRequisition', { count: chosen.length })}
    </Button>
  ) : null;
  return (
    <Panel
      title={proposals.length === 0 ? t('supplies.reorder') : t('supplies.toBuy', { count: proposals.length })}
      actions={proposals.length === 0 ? null : begin}
      flush={proposals.length > 0}
    >
      {proposals.length === 0 ? (
        <EmptyState title={t('supplies.nothingToBuy')}>{t('supplies.nothingToBuyHint')}</EmptyState>
      ) : (
        <Table aria-label={t('supplies.reorder')} className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={44}>
                <span className="visually-hidden">{t('supplies.chosen')}</span>
              </Table.Th>
              <Table.Th>{t('field.name')}</Table.Th>
              <Table.Th ta="right">{t('field.stock')}</Table.Th>
              <Table.Th ta="right">{t('field.reorderLevel')}</Table.Th>
              <Table.Th ta="right">{t('supplies.used')}</Table.Th>
              <Table.Th ta="right">{t('supplies.proposed')}</Table.Th>
              <Table.Th>{t('field.unit')}</Table.Th>
              <Table.Th>{t('field.supplier')}</Table.Th>
              <Table.Th>{t('field.supplierArticle')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {proposals.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  <Checkbox
                    aria-label={t('supplies.choose', { name: row.name })}
                    checked={!left.has(row.id)}
                    onChange={() => toggle(row.id)}
                  />
                </Table.Td>
                <Table.Td>
                  <EntityLink href={hrefTo(`/supplies/${row.id}`)}>{row.name}</EntityLink>
                </Table.Td>
                <Table.Td ta="right">{formatNumber(row.stock)}</Table.Td>
                <Table.Td ta="right">{formatNumber(row.reorderLevel ?? 0)}</Table.Td>
                <Table.Td ta="right">{formatNumber(row.used)}</Table.Td>
                <Table.Td ta="right" fw={650}>
                  {formatNumber(row.proposed)}
                </Table.Td>
                <Table.Td>{row.unit}</Table.Td>
                <Table.Td>{row.supplier?.name}</Table.Td>
                <Table.Td>{row.supplierArticle}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
