import { notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { printQueueOf } from './queue-of-backend.ts';
import { getJob, setJobState, turnItems } from './repository.ts';

/** Goes on with a batch that waits; labels of unknown fate are printed again only when asked. */
export async function resumeJob(
  command: CommandContext,
  { jobId, repeatUnknown }: { jobId: number; repeatUnknown: boolean },
): Promise<void> {
  const job = await getJob(command.tx, jobId);
  if (!job) throw notFound('labelJob', jobId);
  if (job.state !== 'waiting') return;
  const repeated = repeatUnknown ? await turnItems(command.tx, jobId, 'unknown', 'queued') : 0;
  await setJobState(command.tx, jobId, 'queued', null);
  await command.record({ event: 'labels.resumed', subject: `label_job:${jobId}`, data: { repeated } });
  command.changed('labels');
  command.afterCommit(() => {
    printQueueOf(command.backend).kick();
  });
}

export async function cancelJob(command: CommandContext, { jobId }: { jobId: number }): Promise<void> {
  const job = await getJob(command.tx, jobId);
  if (!job) throw notFound('labelJob', jobId);
  if (job.state === 'done' || job.state === 'cancelled') return;
  await setJobState(command.tx, jobId, 'cancelled', null, command.now);
  await command.record({
    event: 'labels.cancelled',
    subject: `label_job:${jobId}`,
    data: { template: job.template_id },
  });
  command.changed('labels');
  command.afterCommit(() => {
    printQueueOf(command.backend).cancel(jobId);
  });
}
