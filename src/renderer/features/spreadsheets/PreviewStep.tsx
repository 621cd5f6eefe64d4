import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { hasEnded, useJob } from '#renderer/rpc/use-job.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { planOf } from './import-state.ts';
import type { Draft } from './import-state.ts';
import { JobProgress } from './JobProgress.tsx';
import { hasOpenNames } from './new-names.ts';
import { PreviewReportView } from './PreviewReportView.tsx';

interface PreviewStepProps {
  jobId: string;
  draft: Draft;
  change: (draft: Draft) => void;
  back: () => void;
  next: (importJob: string) => void;
  /** Another check of the file, after something was decided differently. */
  checked: (previewJob: string) => void;
}

/** Everything that the import would do and refuse, before anything is written. */
export function PreviewStep({ jobId, draft, change, back, next, checked }: PreviewStepProps) {
  const job = useJob(jobId);
  const report = useQuery(
    rpc.spreadsheets.previewReport.queryOptions({
      input: { jobId },
      enabled: job?.state === 'done',
      staleTime: Infinity,
    }),
  );
  const start = useMutation({
    mutationFn: () => client.spreadsheets.startImport({ ...planOf(draft), sha256: report.data?.sha256 ?? null }),
    onSuccess: (started) => next(started.jobId),
  });
  const again = useMutation({
    mutationFn: (decided: Draft) => client.spreadsheets.startPreview(planOf(decided)),
    onSuccess: (started, decided) => {
      change(decided);
      checked(started.jobId);
    },
  });
  const rejected = report.data?.rejected ?? 0;
  const ready = report.data?.ready ?? 0;
  const error = start.error ?? again.error;
  const unsaid = report.data !== undefined && hasOpenNames(draft, report.data.willCreate);
  const blocked = unsaid || ready === 0 || (rejected > 0 && draft.onError === 'stop');
  return (
    <Stack gap="md">
      {report.data === undefined ? (
        <JobProgress jobId={jobId} />
      ) : (
        <PreviewReportView
          report={report.data}
          draft={draft}
          busy={again.isPending}
          change={change}
          decide={again.mutate}
        />
      )}
      {report.error === null ? null : <FailureAlert sentence={sentenceOfError(report.error)} />}
      {rejected > 0 ? (
        <Radio.Group
          label={t('import.onError')}
          value={draft.onError}
          onChange={(value) => change({ ...draft, onError: value === 'stop' ? 'stop' : 'skip' })}
        >
          <Stack gap={6} mt={6}>
            <Radio value="skip" label={t('import.skip', { count: rejected })} />
            <Radio value="stop" label={t('import.stop')} />
          </Stack>
        </Radio.Group>
      ) : null}
      {error === null ? null : <FailureAlert sentence={sentenceOfError(error)} />}
      <Group>
        {report.data === undefined ? null : (
          <Button loading={start.isPending} disabled={blocked} onClick={() => start.mutate()}>
            {t('import.import', { count: ready })}
          </Button>
        )}
        <Button variant="default" disabled={job !== null && !hasEnded(job)} onClick={back}>
          {t('import.backToColumns')}
        </Button>
        {blocked && report.data !== undefined ? (
          <Text size="sm">
            {t(ready === 0 ? 'import.nothingReady' : unsaid ? 'import.sayFirst' : 'import.stopped')}
          </Text>
        ) : null}
      </Group>
    </Stack>
  );
}
