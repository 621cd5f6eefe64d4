import { Button, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { hasEnded, useJob } from '#renderer/rpc/use-job.ts';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { BulkProgress } from './BulkProgress.tsx';
import { useBulkFields } from './use-bulk-fields.ts';

const shownEdits = 5;

/** The last edits of many assets, each of which can be taken back while nothing of it was changed since. */
export function BulkHistory() {
  const edits = useQuery(rpc.assets.listBulkEdits.queryOptions()).data ?? [];
  const fields = useBulkFields([]);
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useJob(jobId);
  const undo = useAction(
    (id: number) => client.assets.startBulkUndo({ id }),
    (started) => setJobId(started.jobId),
  );
  const busy = jobId !== null && (job === null || !hasEnded(job));
  if (edits.length === 0) return null;
  return (
    <>
      {jobId === null ? null : <BulkProgress job={job} />}
      <Table aria-label={t('bulk.history')} verticalSpacing={4} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('bulk.history')}</Table.Th>
            <Table.Th>{t('bulk.fields')}</Table.Th>
            <Table.Th ta="right">{t('bulk.changed')}</Table.Th>
            <Table.Th>{t('field.status')}</Table.Th>
            <Table.Th w={90} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {edits.slice(0, shownEdits).map(({ id, operator, startedAt, change, changed, state }) => (
            <Table.Tr key={id}>
              <Table.Td>
                {formatInstant(startedAt)} · {operator}
              </Table.Td>
              <Table.Td>
                {change.map(({ field }) => fields.find(({ key }) => key === field)?.label ?? field).join(', ')}
              </Table.Td>
              <Table.Td ta="right" className="numbers">
                {formatNumber(changed)}
              </Table.Td>
              <Table.Td>{word('bulkState', state)}</Table.Td>
              <Table.Td>
                {(state === 'done' || state === 'stopped') && changed > 0 ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={undo.isPending}
                    disabled={busy}
                    onClick={() => undo.mutate(id)}
                  >
                    {t('action.undo')}
                  </Button>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
