import { Button, Loader, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { comparedFields } from '#shared/features/reconciliation/contract.ts';
import type { ReconciliationGroup, ReconciliationRow } from '#shared/features/reconciliation/contract.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** The rows of one group, each with both sides of what differs. */
export function ReconciliationRows({ id, group }: { id: number; group: ReconciliationGroup }) {
  const query = useInfiniteQuery(
    rpc.reconciliation.rows.infiniteOptions({
      input: (after: number) => ({ id, group, after }),
      initialPageParam: 0,
      getNextPageParam: ({ next }) => next,
    }),
  );
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  if (query.data === undefined) return <Loader size="sm" m="md" />;
  const rows = query.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <EmptyState title={t('reconciliation.groupEmpty')} />;
  return (
    <>
      <Table aria-label={word('reconciliationGroup', group)} verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={70} ta="right">
              {t('reconciliation.row')}
            </Table.Th>
            <Table.Th>{t('field.asset')}</Table.Th>
            <Table.Th>{t('reconciliation.inList')}</Table.Th>
            <Table.Th>{t('reconciliation.differences')}</Table.Th>
            <Table.Th w={150}>{t('reconciliation.outcome')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <RowLine key={row.id} row={row} />
          ))}
        </Table.Tbody>
      </Table>
      {query.hasNextPage ? (
        <Button m="sm" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('reconciliation.more')}
        </Button>
      ) : null}
    </>
  );
}

function RowLine({ row: { rowNumber, asset, listed, differences, outcome } }: { row: ReconciliationRow }) {
  return (
    <Table.Tr>
      <Table.Td ta="right" className="numbers">
        {rowNumber === null ? '–' : formatNumber(rowNumber)}
      </Table.Td>
      <Table.Td>
        {asset === null ? (
          '–'
        ) : (
          <>
            <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{asset.tag}</EntityLink> {asset.name}
          </>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{comparedFields.flatMap((field) => listed[field] ?? []).join(' · ')}</Text>
      </Table.Td>
      <Table.Td>
        {differences.map(({ field, here, there }) => (
          <div key={field}>
            <Text span size="xs" c="dimmed">
              {word('field', field)}
            </Text>{' '}
            {here === '' ? '–' : here} → <strong>{there}</strong>
          </div>
        ))}
      </Table.Td>
      <Table.Td>{outcome === null ? '–' : word('reconciliationOutcome', outcome)}</Table.Td>
    </Table.Tr>
  );
}
