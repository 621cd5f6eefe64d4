import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobStatus } from '#shared/features/application/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { PastPacks } from './PastPacks.tsx';
import { Outcome, ReportJob, ShowInFolder } from './ReportJob.tsx';
import { everything, isReversed, ScopeFields } from './ScopeFields.tsx';

function Made({ job }: { job: JobStatus }) {
  const { path, seal, rows, sheets } = job.result ?? {};
  return (
    <Outcome good title={t('reports.packMade', { file: job.subject })}>
      <Text size="sm">{t('reports.packContent', { rows: Number(rows ?? 0), sheets: Number(sheets ?? 0) })}</Text>
      {seal === undefined ? null : (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('reports.digest', { digest: String(seal) })}
        </Text>
      )}
      {typeof path === 'string' ? <ShowInFolder path={path} /> : null}
    </Outcome>
  );
}

/** One workbook for the auditor, over everything or a part. */
export function AuditPack() {
  const [scope, setScope] = useState(everything);
  const [jobId, setJobId] = useState<string | null>(null);
  const make = useMutation({
    mutationFn: async () => {
      const { path } = await client.reports.choosePackToSave();
      return path === null ? null : (await client.reports.auditPack({ ...scope, path })).jobId;
    },
    onSuccess: (started) => {
      if (started !== null) setJobId(started);
    },
  });
  return (
    <Stack gap="md" maw={1100}>
      <Panel title={t('reports.pack')}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('reports.packHint')}
          </Text>
          <ScopeFields scope={scope} choose={setScope} />
          {make.error === null ? null : <FailureAlert sentence={sentenceOfError(make.error)} />}
          <Group>
            <Button loading={make.isPending} disabled={isReversed(scope)} onClick={() => make.mutate()}>
              {t('reports.makePack')}
            </Button>
          </Group>
        </Stack>
      </Panel>
      <ReportJob jobId={jobId} result={(job) => <Made job={job} />} />
      <PastPacks />
    </Stack>
  );
}
