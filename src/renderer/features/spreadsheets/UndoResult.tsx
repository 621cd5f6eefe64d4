import { Button, Group, Stack, Text } from '@mantine/core';
import { hasEnded, useJob } from '#renderer/rpc/use-job.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { JobProgress } from './JobProgress.tsx';

/** How the undo goes, and what came of it. */
export function UndoResult({ jobId, again }: { jobId: string; again: () => void }) {
  const job = useJob(jobId);
  const done = job?.state === 'done';
  const kept = Number(job?.result?.['kept'] ?? 0);
  const undone = Number(job?.result?.['undone'] ?? 0);
  return (
    <Stack gap="md">
      {done ? (
        <Panel title={word('batchState', 'undone')}>
          <Text fz="lg" role="status">
            {kept === 0 ? t('undo.done', { undone }) : t('undo.doneKept', { undone, kept })}
          </Text>
        </Panel>
      ) : (
        <JobProgress jobId={jobId} />
      )}
      {job !== null && hasEnded(job) ? (
        <Group>
          <Button onClick={again}>{t('import.again')}</Button>
        </Group>
      ) : null}
    </Stack>
  );
}
