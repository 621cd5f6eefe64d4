import { Loader, Text } from '@mantine/core';
import { findText, t } from '#renderer/ui/text/t.ts';
import { useJob } from '#renderer/rpc/use-job.ts';

/** How far a file of positions is; where it lies in the past beyond the retention, that is said. */
export function ImportState({ jobId }: { jobId: string | null }) {
  const job = useJob(jobId);
  if (job === null) return null;
  if (job.state === 'running') {
    return (
      <Text size="sm" c="dimmed" role="status">
        <Loader size={12} mr={6} /> {job.subject}
      </Text>
    );
  }
  if (job.failure !== null) {
    return (
      <Text size="sm" c="var(--qm-bad)" role="alert">
        {findText(`failure.${job.failure.code}`, job.failure.facts) ?? job.failure.code}
      </Text>
    );
  }
  const { positions = 0, tooOld = 0 } = job.result ?? {};
  return (
    <Text size="sm" role="status">
      {t('map.imported', { count: Number(positions) })}{' '}
      {Number(tooOld) > 0 ? t('map.importedTooOld', { count: Number(tooOld) }) : null}
    </Text>
  );
}
