import { Button, List, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobStatus } from '#shared/features/application/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { findText, t } from '#renderer/ui/text/t.ts';
import { Outcome, ReportJob } from './ReportJob.tsx';
import { faultsOf, isSound, otherFacts } from './verification.ts';

export function Verified({ job, sound, broken }: { job: JobStatus; sound: string; broken: string }) {
  const result = job.result ?? {};
  const good = isSound(result);
  return (
    <Outcome good={good} title={good ? sound : broken}>
      <List size="sm">
        {faultsOf(result).map((fault) => (
          <List.Item key={fault}>{findText(`fault.${fault}`) ?? fault}</List.Item>
        ))}
        {otherFacts(result).map(([name, value]) => (
          <List.Item key={name}>
            {findText(`resultFact.${name}`) ?? name}: <span style={{ overflowWrap: 'anywhere' }}>{value}</span>
          </List.Item>
        ))}
      </List>
    </Outcome>
  );
}

/** Whether a pack is what was written then, told in plain words. */
export function VerifyPack() {
  const [jobId, setJobId] = useState<string | null>(null);
  const verify = useMutation({
    mutationFn: async () => {
      const { path } = await client.reports.choosePackToVerify();
      return path === null ? null : (await client.reports.verifyPack({ path })).jobId;
    },
    onSuccess: (started) => {
      if (started !== null) setJobId(started);
    },
  });
  return (
    <Stack gap="md" maw={860}>
      <Panel title={t('reports.verifyPack')}>
        <Stack gap="sm" align="start">
          <Text size="sm" c="dimmed">
            {t('reports.verifyHint')}
          </Text>
          {verify.error === null ? null : <FailureAlert sentence={sentenceOfError(verify.error)} />}
          <Button loading={verify.isPending} onClick={() => verify.mutate()}>
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
