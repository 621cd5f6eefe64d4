import { Anchor, Button, Group, Progress, Text } from '@mantine/core';
import type { JobStatus } from '#shared/features/application/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfCode } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { cancelJob, hasEnded } from '#renderer/rpc/use-job.ts';
import { findText, t, word } from '#renderer/ui/text/t.ts';

function percent(job: JobStatus): number {
  return job.total === null || job.total === 0 ? 100 : Math.round((job.done / job.total) * 100);
}

function progressOf(job: JobStatus): string {
  const phase = findText(`jobPhase.${job.phase}`) ?? t('jobs.working');
  return job.total === null ? phase : `${phase} · ${t('jobs.of', { done: job.done, total: job.total })}`;
}

/** One piece of long work with its progress, a way to stop it and where its result lies. */
export function JobRow({ job }: { job: JobStatus }) {
  const cancel = useAction(cancelJob);
  const show = useAction((path: string) => client.application.showInFolder({ path }));
  const path = job.result?.['path'];
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={550} truncate>
          {word('jobKind', job.kind)} {job.subject}
        </Text>
        <Text size="xs" c="dimmed">
          {word('jobState', job.state)}
        </Text>
      </Group>
      {hasEnded(job) ? null : (
        <>
          <Progress
            value={percent(job)}
            animated={job.total === null}
            size="sm"
            my={4}
            aria-label={word('jobKind', job.kind)}
          />
          <Group justify="space-between">
            <Text size="xs" c="dimmed" className="numbers">
              {progressOf(job)}
            </Text>
            {job.cancellable ? (
              <Button size="compact-xs" variant="default" onClick={() => cancel.mutate(job.id)}>
                {t('action.stop')}
              </Button>
            ) : null}
          </Group>
        </>
      )}
      {job.failure === null ? null : (
        <Text size="xs" c="red">
          {sentenceOfCode('fileRefused', job.failure.code, job.failure.facts)}
        </Text>
      )}
      {typeof path === 'string' && job.state === 'done' ? (
        <Anchor component="button" size="xs" onClick={() => show.mutate(path)}>
          {t('jobs.showInFolder')}
        </Anchor>
      ) : null}
    </div>
  );
}
