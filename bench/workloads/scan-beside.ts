import { setTimeout as pause } from 'node:timers/promises';
import type { JobStatus } from '#shared/features/application/contract.ts';
import type { Context } from '../context.ts';
import { deskScans, doScan } from './desk-cycle.ts';

/** Milliseconds between two scans beside long work: somebody who scans fast. */
const scanPause = 150;

/**
 * Scans for as long as a job runs.
 *
 * @param cycles of scans, enough for as long as it takes
 * @param counts looks at the job before each scan, and says whether it is one to count
 * @returns milliseconds of those that count, and how the job ended
 */
export async function scanBeside(
  context: Context,
  {
    jobId,
    purpose,
    cycles,
    counts,
  }: { jobId: string; purpose: string; cycles: number; counts: (job: JobStatus | undefined) => boolean },
): Promise<{ times: number[]; job: JobStatus }> {
  const { backend } = context;
  let running = true;
  const ended = backend.jobs.ended(jobId).finally(() => {
    running = false;
  });
  const scans = deskScans(context, cycles, purpose);
  const times: number[] = [];
  let wanted = performance.now();
  for (const [index, scan] of scans.entries()) {
    if (!running) break;
    const counted = counts(backend.jobs.list().find((job) => job.id === jobId));
    await doScan(context, scan, scans[index - 1]);
    // From when the scanner sent it, not from when the backend got round to it: waiting is what the desk feels.
    if (counted) times.push(performance.now() - wanted);
    wanted = performance.now() + scanPause;
    await pause(scanPause);
  }
  return { times, job: await ended };
}
