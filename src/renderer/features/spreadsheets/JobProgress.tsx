import { Loader } from '@mantine/core';
import { JobRow } from '#renderer/features/application/JobRow.tsx';
import { useJob } from '#renderer/rpc/use-job.ts';
import { Panel } from '#renderer/ui/Panel.tsx';

/** How far a job of this page is. */
export function JobProgress({ jobId }: { jobId: string }) {
  const job = useJob(jobId);
  return <Panel>{job === null ? <Loader size="sm" /> : <JobRow job={job} />}</Panel>;
}
