import { ActionIcon, Button, Group, Progress, Table, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LabelJob } from '#shared/features/labels/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfCode } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { JobLabels } from './JobLabels.tsx';

const ended = (job: LabelJob) => job.state === 'done' || job.state === 'cancelled';

function QueueActions({ job }: { job: LabelJob }) {
  const resume = useAction((repeatUnknown: boolean) => client.labels.resume({ jobId: job.id, repeatUnknown }));
  const cancel = useAction(() => client.labels.cancel({ jobId: job.id }));
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      {job.state === 'waiting' ? (
        <Button size="compact-sm" onClick={() => resume.mutate(false)}>
          {t('labels.resume')}
        </Button>
      ) : null}
      {job.unknown + job.failed > 0 && job.state !== 'printing' && job.state !== 'cancelled' ? (
        <Button size="compact-sm" variant="default" onClick={() => resume.mutate(true)}>
          {t('labels.repeatUnknown', { count: job.unknown + job.failed })}
        </Button>
      ) : null}
      {ended(job) ? null : (
        <Button size="compact-sm" variant="default" onClick={() => cancel.mutate(undefined)}>
          {t('action.cancel')}
        </Button>
      )}
    </Group>
  );
}

/** One job and, when it is opened, what became of each of its labels. */
function QueueRow({ job, mayPrint }: { job: LabelJob; mayPrint: boolean }) {
  const [open, setOpen] = useState(false);
  const name = t(open ? 'labels.hideLabels' : 'labels.showLabels', {
    template: word('labelTemplate', job.template),
    count: job.total,
  });
  return (
    <>
      <Table.Tr>
        <Table.Td>
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-expanded={open}
              aria-label={name}
              onClick={() => setOpen(!open)}
            >
              {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
            </ActionIcon>
            {word('labelTemplate', job.template)}
          </Group>
        </Table.Td>
        <Table.Td>{job.printer}</Table.Td>
        <Table.Td>
          <Text size="sm">{t('jobs.of', { done: job.printed, total: job.total })}</Text>
          <Progress size="xs" value={(job.printed / Math.max(1, job.total)) * 100} aria-label={t('labels.progress')} />
        </Table.Td>
        <Table.Td>
          <Text size="sm" fw={550}>
            {word('labelState', job.state)}
          </Text>
          {job.problem === null ? null : (
            <Text size="xs" style={{ color: 'var(--qm-bad)' }}>
              {sentenceOfCode('printerFault', job.problem, { count: job.unknown })}
            </Text>
          )}
        </Table.Td>
        <Table.Td>{formatInstant(job.createdAt)}</Table.Td>
        <Table.Td>{mayPrint ? <QueueActions job={job} /> : null}</Table.Td>
      </Table.Tr>
      {open ? (
        <Table.Tr>
          <Table.Td colSpan={6}>
            <JobLabels job={job} />
          </Table.Td>
        </Table.Tr>
      ) : null}
    </>
  );
}

/** The printing that is under way or waits for somebody; it survives a restart and goes on where it stopped. */
export function LabelQueue() {
  const may = useMay();
  const query = useQuery(
    rpc.labels.queue.queryOptions({
      refetchInterval: ({ state }) =>
        (state.data ?? []).some((job) => job.state === 'printing' || job.state === 'queued') ? 1000 : false,
    }),
  );
  const jobs = query.data ?? [];
  return (
    <Panel title={t('labels.queue')} flush>
      {jobs.length === 0 ? (
        <EmptyState title={t('labels.queueEmpty')}>{t('labels.queueEmptyHint')}</EmptyState>
      ) : (
        <Table aria-label={t('labels.queue')} className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('labels.template')}</Table.Th>
              <Table.Th>{t('labels.printer')}</Table.Th>
              <Table.Th w={170}>{t('labels.progress')}</Table.Th>
              <Table.Th>{t('field.status')}</Table.Th>
              <Table.Th>{t('field.at')}</Table.Th>
              <Table.Th>
                <span className="visually-hidden">{t('table.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {jobs.map((job) => (
              <QueueRow key={job.id} job={job} mayPrint={may('label.print')} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
