import { Loader, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconQuestionMark, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { JobLabel, LabelItemState, LabelJob } from '#shared/features/labels/contract.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfCode, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './labels.module.css';

const look = {
  queued: { tone: 'quiet', icon: IconClock },
  sending: { tone: 'info', icon: IconSend },
  sent: { tone: 'info', icon: IconSend },
  confirmed: { tone: 'good', icon: IconCheck },
  unknown: { tone: 'warn', icon: IconQuestionMark },
  failed: { tone: 'bad', icon: IconAlertTriangle },
} as const satisfies Readonly<Record<LabelItemState, object>>;

function LabelRow({ label, encodes }: { label: JobLabel; encodes: boolean }) {
  return (
    <Table.Tr>
      <Table.Td ta="right">{label.position}</Table.Td>
      <Table.Td>{label.name}</Table.Td>
      {encodes ? <Table.Td ff="monospace">{label.epc ?? '–'}</Table.Td> : null}
      <Table.Td>
        <StatusBadge {...look[label.state]} label={word('labelItemState', label.state)} />
        {label.problem === null ? null : (
          <Text size="xs" mt={2}>
            {sentenceOfCode('printerFault', label.problem, { count: 1 })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{label.proof === 'none' ? '–' : word('labelProof', label.proof)}</Table.Td>
    </Table.Tr>
  );
}

/** What became of each label of a job. */
export function JobLabels({ job }: { job: LabelJob }) {
  const query = useQuery(rpc.labels.jobLabels.queryOptions({ input: { jobId: job.id } }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" aria-label={t('table.loading')} />;
  return (
    <div className={classes['labels-of-job']} tabIndex={0} role="region" aria-label={t('labels.ofJob')}>
      <Table aria-label={t('labels.ofJob')} className="numbers" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right" w={60}>
              {t('labels.position')}
            </Table.Th>
            <Table.Th>{t('labels.label')}</Table.Th>
            {job.encodes ? <Table.Th>{t('labels.epc')}</Table.Th> : null}
            <Table.Th>{t('field.status')}</Table.Th>
            <Table.Th>{t('proof.title')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {query.data.map((label) => (
            <LabelRow key={label.position} label={label} encodes={job.encodes} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
