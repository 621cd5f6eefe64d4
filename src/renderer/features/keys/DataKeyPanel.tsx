import { Alert, Button, Code, Group, List, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import type { JobStatus } from '#shared/features/application/contract.ts';
import type { KeysOverview } from '#shared/features/keys/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfCode } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { cancelJob, hasEnded, useJob } from '#renderer/rpc/use-job.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { findText, t } from '#renderer/ui/text/t.ts';
import { PasswordModal } from './PasswordModal.tsx';

/** The key that everything lies under: since when, and changing it. */
export function DataKeyPanel({ overview }: { overview: KeysOverview }) {
  const { fingerprint, changed, unready, phraseUnready, unsettled } = overview;
  const [asking, setAsking] = useState(false);
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useJob(jobId);
  const blocked = unready.length > 0 || phraseUnready;
  const busy = job !== null && !hasEnded(job);
  return (
    <Panel title={t('keys.dataKey')}>
      <Stack gap="md">
        <Text size="sm">{t('keys.dataKeyHint')}</Text>
        <FactList
          facts={[
            { label: t('keys.fingerprint'), value: <Code>{fingerprint}</Code> },
            {
              label: t('keys.since'),
              value:
                changed === null
                  ? t('keys.sinceSetUp')
                  : t('keys.changedBy', { at: formatInstant(changed.at), name: changed.by }),
            },
            ...(unsettled.length === 0 ? [] : [{ label: t('keys.unsettled'), value: unsettled.join(', ') }]),
          ]}
        />
        {blocked ? (
          <Alert variant="light" color="orange" icon={<IconAlertTriangle size={18} />} title={t('keys.notYet')}>
            {unready.length === 0 ? null : <Text size="sm">{t('keys.unready', { names: unready.join(', ') })}</Text>}
            {phraseUnready ? <Text size="sm">{t('keys.phraseUnready')}</Text> : null}
          </Alert>
        ) : null}
        {job === null ? null : <KeyChangeProgress job={job} />}
        <Group>
          <Button
            variant="default"
            leftSection={<IconKey size={16} />}
            disabled={blocked || busy}
            onClick={() => setAsking(true)}
          >
            {t('keys.changeDataKey')}
          </Button>
        </Group>
      </Stack>
      {asking ? (
        <PasswordModal
          title={t('keys.changeTitle')}
          submitLabel={t('keys.changeNow')}
          act={(password) => client.keys.changeDataKey({ password })}
          done={(started) => setJobId(started.jobId)}
          onClose={() => setAsking(false)}
        >
          <Text size="sm">{t('keys.changeHint')}</Text>
          <List size="sm" spacing={4}>
            <List.Item>{t('keys.changeOthers')}</List.Item>
            <List.Item>{t('keys.changeWaits')}</List.Item>
            <List.Item>{t('keys.changeSpace')}</List.Item>
            <List.Item>{t('keys.changeBackups')}</List.Item>
          </List>
        </PasswordModal>
      ) : null}
    </Panel>
  );
}

function KeyChangeProgress({ job }: { job: JobStatus }) {
  const cancel = useAction(cancelJob);
  if (job.state === 'failed' && job.failure !== null)
    return <FailureAlert sentence={sentenceOfCode('failure', job.failure.code, job.failure.facts)} />;
  if (job.state === 'cancelled')
    return (
      <Alert variant="light" color="gray" role="status">
        {t('keys.changeCancelled')}
      </Alert>
    );
  if (job.state === 'done') return <KeyChanged result={job.result ?? {}} />;
  const percent = job.total === null || job.total === 0 ? 100 : Math.round((job.done / job.total) * 100);
  return (
    <div role="status">
      <Group justify="space-between" mb={4}>
        <Text size="sm">{findText(`jobPhase.${job.phase}`) ?? t('jobs.working')}</Text>
        {job.cancellable ? (
          <Button size="compact-xs" variant="default" onClick={() => cancel.mutate(job.id)}>
            {t('action.stop')}
          </Button>
        ) : null}
      </Group>
      <Progress value={percent} animated={job.total === null} aria-label={t('keys.dataKey')} />
    </div>
  );
}

function KeyChanged({ result }: { result: NonNullable<JobStatus['result']> }) {
  const count = (name: string) => formatNumber(Number(result[name] ?? 0));
  const lost = Number(result['filesLost'] ?? 0);
  return (
    <Alert variant="light" color="green" icon={<IconCheck size={18} />} title={t('keys.changeDone')} role="status">
      <Text size="sm">
        {t('keys.changeFacts', { files: count('files'), values: count('values'), entries: count('entries') })}
      </Text>
      {lost > 0 ? <Text size="sm">{t('keys.changeLost', { count: formatNumber(lost) })}</Text> : null}
    </Alert>
  );
}
