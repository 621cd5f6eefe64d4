import type { LabelJob } from '#shared/features/labels/contract.ts';
import type { openReadyDesk } from './desk.ts';

type ReadyDesk = Awaited<ReturnType<typeof openReadyDesk>>;

/** Waits for notices, never for time, until the job is as wanted. */
export async function jobThat(
  { client }: ReadyDesk,
  jobId: number,
  wanted: (job: LabelJob) => boolean,
): Promise<LabelJob> {
  const changes = await client.application.changes();
  for (;;) {
    const job = (await client.labels.queue()).find((candidate) => candidate.id === jobId);
    if (job && wanted(job)) return job;
    await changes.next();
  }
}
