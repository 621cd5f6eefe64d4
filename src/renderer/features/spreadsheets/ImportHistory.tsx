import { Anchor, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

export function ImportHistory() {
  const batches = useQuery(rpc.spreadsheets.listBatches.queryOptions()).data;
  const show = useAction((path: string) => client.application.showInFolder({ path }));
  if (batches === undefined) return null;
  return (
    <div style={{ marginTop: 16 }}>
      <Panel title={t('import.history')} flush>
        {batches.length === 0 ? (
          <EmptyState title={t('import.noHistory')} />
        ) : (
          <Table aria-label={t('import.history')} className="numbers">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('import.file')}</Table.Th>
                <Table.Th>{t('import.entity')}</Table.Th>
                <Table.Th>{t('field.status')}</Table.Th>
                <Table.Th ta="right">{t('import.rowsInFile')}</Table.Th>
                <Table.Th ta="right">{t('import.applied')}</Table.Th>
                <Table.Th ta="right">{t('import.rejected')}</Table.Th>
                <Table.Th>{t('field.at')}</Table.Th>
                <Table.Th>{t('field.operator')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {batches.map(({ rejectsFile, ...batch }) => (
                <Table.Tr key={batch.id}>
                  <Table.Td>{batch.fileName}</Table.Td>
                  <Table.Td>{t(batch.entity === 'people' ? 'nav.people' : 'nav.assets')}</Table.Td>
                  <Table.Td>{word('batchState', batch.state)}</Table.Td>
                  <Table.Td ta="right">{formatNumber(batch.rowsTotal)}</Table.Td>
                  <Table.Td ta="right">{formatNumber(batch.rowsApplied)}</Table.Td>
                  <Table.Td ta="right">
                    {rejectsFile === null ? (
                      formatNumber(batch.rowsRejected)
                    ) : (
                      <Anchor
                        component="button"
                        size="sm"
                        aria-label={t('import.showRejects')}
                        onClick={() => show.mutate(rejectsFile)}
                      >
                        {formatNumber(batch.rowsRejected)}
                      </Anchor>
                    )}
                  </Table.Td>
                  <Table.Td>{formatInstant(batch.createdAt)}</Table.Td>
                  <Table.Td>{batch.operator}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
    </div>
  );
}
