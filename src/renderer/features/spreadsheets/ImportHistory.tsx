import { Anchor, Button, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportBatch } from '#shared/features/spreadsheets/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { JobProgress } from './JobProgress.tsx';
import { UndoImport } from './UndoImport.tsx';

export function ImportHistory() {
  const batches = useQuery(rpc.spreadsheets.listBatches.queryOptions()).data;
  const show = useAction((path: string) => client.application.showInFolder({ path }));
  const [asked, setAsked] = useState<ImportBatch | null>(null);
  const [undoJob, setUndoJob] = useState<string | null>(null);
  if (batches === undefined) return null;
  return (
    <div style={{ marginTop: 16, display: 'grid', gap: 16 }}>
      {undoJob === null ? null : <JobProgress jobId={undoJob} />}
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
                <Table.Th aria-label={t('undo.short')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {batches.map(({ rejectsFile, ...batch }) => (
                <Table.Tr key={batch.id}>
                  <Table.Td>{batch.fileName}</Table.Td>
                  <Table.Td>{word('importEntity', batch.entity)}</Table.Td>
                  <Table.Td>
                    {word('batchState', batch.state)}
                    <Undone batch={batch} />
                  </Table.Td>
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
                  <Table.Td ta="right">
                    {batch.undoable ? (
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={t('undo.ofFile', { fileName: batch.fileName })}
                        onClick={() => setAsked({ ...batch, rejectsFile })}
                      >
                        {t('undo.short')}
                      </Button>
                    ) : null}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
      {asked === null ? null : (
        <UndoImport
          batch={asked}
          close={() => setAsked(null)}
          started={(jobId) => {
            setUndoJob(jobId);
            setAsked(null);
          }}
        />
      )}
    </div>
  );
}

function Undone({ batch }: { batch: Pick<ImportBatch, 'undoneAt' | 'undoneBy'> }) {
  if (batch.undoneAt === null) return null;
  return (
    <Text size="xs" c="dimmed">
      {t('undo.undoneBy', { at: formatInstant(batch.undoneAt), operator: batch.undoneBy ?? '' })}
    </Text>
  );
}
