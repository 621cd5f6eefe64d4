import { notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { printQueueOf } from './queue-of-backend.ts';
import { getJob, reopenJob, setJobState, turnItems } from './repository.ts';

/** Goes on with a batch that waits; labels of unknown fate and spoiled ones are printed again only when asked. */
export async function resumeJob(
  command: CommandContext,
  { jobId, repeatUnknown }: { jobId: number; repeatUnknown: boolean },
): Promise<void> {
  const job = await getJob(command.tx, jobId);
  if (!job) throw notFound('labelJob', jobId);
  const open = job.state === 'waiting' || (job.state === 'done' && repeatUnknown);
  if (!open) return;
  const unknown = repeatUnknown ? await turnItems(command.tx, jobId, 'unknown', 'queued') : 0;
  const failed = repeatUnknown ? await turnItems(command.tx, jobId, 'failed', 'queued') : 0;
  const repeated = unknown + failed;
  if (job.state === 'done') await reopenJob(command.tx, jobId);
  else await setJobState(command.tx, jobId, 'queued', null);
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
