import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobStatus } from '#shared/features/application/contract.ts';
import { client, invalidateTopics } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { findText, t } from '#renderer/ui/text/t.ts';
import { Outcome, ReportJob } from './ReportJob.tsx';
import { useOpenedPack } from './use-opened-pack.ts';
import { verdictOf } from './verification.ts';

export function Verified({ job, sound, broken }: { job: JobStatus; sound: string; broken: string }) {
  const verdict = verdictOf(job.result ?? {});
  const { firstFault, firstFaultAt, faults } = verdict;
  return (
    <Outcome good={verdict.sound} title={verdict.sound ? sound : broken}>
      <List size="sm">
        {firstFault === null ? null : (
          <List.Item>
            {findText(`fault.${firstFault}`) ?? firstFault}
            {firstFaultAt === null ? '' : ` (${firstFaultAt})`}
          </List.Item>
        )}
        {faults > 1 ? <List.Item>{t('reports.faultCount', { count: faults })}</List.Item> : null}
        {verdict.facts.map(([name, value]) => (
          <List.Item key={name} style={{ overflowWrap: 'anywhere' }}>
            {findText(`resultFact.${name}`) ?? name}: {typeof value === 'number' ? formatNumber(value) : value}
          </List.Item>
        ))}
      </List>
    </Outcome>
  );
}

interface OpenedPackProps {
  path: string;
  check: () => void;
  dismiss: () => void;
}

/** A pack that came with a double click: nothing is read before somebody says so. */
function OpenedPack({ path, check, dismiss }: OpenedPackProps) {
  return (
    <Panel title={t('reports.openedPack', { file: path.split(/[\\/]/).at(-1) ?? path })}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {path}
        </Text>
        <Group gap="xs">
          <Button autoFocus onClick={check}>
            {t('reports.checkOpenedPack')}
          </Button>
          <Button variant="default" onClick={dismiss}>
            {t('reports.notNow')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}

/** Whether a pack is what was written then, told in plain words. */
export function VerifyPack() {
  const [jobId, setJobId] = useState<string | null>(null);
  const opened = useOpenedPack();
  const forget = async () => {
    await client.reports.forgetOpenedPack();
    invalidateTopics(['reports']);
  };
  const verify = useMutation({
    mutationFn: async (known: string | null) => {
      const { path } = known === null ? await client.reports.choosePackToVerify() : { path: known };
      if (known !== null) await forget();
      return path === null ? null : (await client.reports.verifyPack({ path })).jobId;
    },
    onSuccess: (started) => {
      if (started !== null) setJobId(started);
    },
  });
  return (
    <Stack gap="md" maw={860}>
      {opened === null ? null : (
        <OpenedPack path={opened} check={() => verify.mutate(opened)} dismiss={() => void forget()} />
      )}
      <Panel title={t('reports.verifyPack')}>
        <Stack gap="sm" align="start">
          <Text size="sm" c="dimmed">
            {t('reports.verifyHint')}
          </Text>
          {verify.error === null ? null : <FailureAlert sentence={sentenceOfError(verify.error)} />}
          <Button loading={verify.isPending} onClick={() => verify.mutate(null)}>
            {t('reports.choosePack')}
          </Button>
        </Stack>
      </Panel>
      <ReportJob
        jobId={jobId}
        result={(job) => <Verified job={job} sound={t('reports.packSound')} broken={t('reports.packBroken')} />}
      />
    </Stack>
  );
}
