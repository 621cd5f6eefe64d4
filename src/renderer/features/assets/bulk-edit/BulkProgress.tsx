import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { sentenceOfCode } from '#renderer/rpc/failure.ts';
import { cancelJob, hasEnded } from '#renderer/rpc/use-job.ts';
import type { useJob } from '#renderer/rpc/use-job.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

/** How far the work is, a way to stop it, and why it failed. */
export function BulkProgress({ job }: { job: ReturnType<typeof useJob> }) {
  if (job?.failure) return <FailureAlert sentence={sentenceOfCode('failure', job.failure.code, job.failure.facts)} />;
  if (job !== null && hasEnded(job)) return null;
  const { done = 0, total = null } = job ?? {};
  return (
    <Stack gap={6}>
      <Progress
        value={total === null || total === 0 ? 100 : (done / total) * 100}
        animated={total === null}
        aria-label={word('jobKind', job?.kind ?? 'bulk_edit')}
      />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" className="numbers" role="status">
          {total === null ? t('jobs.working') : t('jobs.of', { done, total })}
        </Text>
        {job === null ? null : (
          <Button size="compact-sm" variant="default" onClick={() => void cancelJob(job.id)}>
            {t('action.stop')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
