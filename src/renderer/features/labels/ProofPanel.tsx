import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { UnreadJob } from '#shared/features/labels/proof-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** Names that are told of a batch; of the rest the number is. */
const namesTold = 24;

function UnreadBatch({ job, voidAll }: { job: UnreadJob; voidAll: () => void }) {
  const mayPrint = useMay()('label.print');
  const more = job.labels.length - namesTold;
  return (
    <Panel
      title={t('proof.batch', { template: word('labelTemplate', job.template), count: job.labels.length })}
      actions={
        mayPrint ? (
          <Button size="compact-sm" variant="default" leftSection={<IconPrinter size={14} />} onClick={voidAll}>
            {t('proof.void')}
          </Button>
        ) : null
      }
    >
      <Text size="sm" c="dimmed" mb={6}>
        {t('proof.printed', { printer: job.printer, at: formatInstant(job.createdAt) })}
      </Text>
      <Group gap={6} className="numbers">
        {job.labels.slice(0, namesTold).map(({ name, code }) => (
          <Badge key={`${name}-${code}`} variant="default" radius="sm" tt="none">
            {name}
          </Badge>
        ))}
        {more > 0 ? <Text size="sm">{t('proof.more', { count: more })}</Text> : null}
      </Group>
    </Panel>
  );
}

/** Printed labels wait here until a scanner has read each of them; what can't be read is printed again. */
export function ProofPanel() {
  const query = useQuery(rpc.labels.unread.queryOptions());
  const [text, setText] = useState('');
  const [voiding, setVoiding] = useState<UnreadJob | null>(null);
  const [last, setLast] = useState<string | null>(null);
  const read = useAction(
    (code: string) => client.labels.readBack({ code }),
    ({ names }) => {
      setText('');
      setLast(names.length === 0 ? t('proof.notWaiting') : t('proof.read', { names: names.join(', ') }));
    },
  );
  const voidAll = useAction(
    (jobId: number) => client.labels.voidUnread({ jobId }),
    ({ labels }) => {
      setVoiding(null);
      announce(t('labels.queued', { count: labels }));
    },
  );
  const jobs = query.data ?? [];
  return (
    <Stack gap="md">
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      <Panel title={t('proof.title')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') read.mutate(text.trim());
          }}
        >
          <ScanField
            label={t('proof.scan')}
            description={t('proof.hint')}
            maw={420}
            autoFocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onScan={(code) => read.mutate(code)}
          />
        </form>
        <Text size="sm" mt={8} role="status" mih={20}>
          {last}
        </Text>
      </Panel>
      {jobs.length === 0 && query.isSuccess ? (
        <Panel>
          <EmptyState title={t('proof.none')}>{t('proof.noneHint')}</EmptyState>
        </Panel>
      ) : null}
      {jobs.map((job) => (
        <UnreadBatch key={job.jobId} job={job} voidAll={() => setVoiding(job)} />
      ))}
      {voiding === null ? null : (
        <ConfirmDialog
          title={t('proof.voidTitle', { count: voiding.labels.length })}
          confirmLabel={t('proof.void')}
          busy={voidAll.isPending}
          onConfirm={() => voidAll.mutate(voiding.jobId)}
          onClose={() => setVoiding(null)}
        >
          {t('proof.voidHint')}
        </ConfirmDialog>
      )}
    </Stack>
  );
}
