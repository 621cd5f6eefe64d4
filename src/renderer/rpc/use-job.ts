import { useQuery } from '@tanstack/react-query';
import type { JobStatus } from '#shared/features/application/contract.ts';
import { client, rpc } from './client.ts';

export function useJobs(): JobStatus[] {
  return useQuery(rpc.application.jobs.queryOptions({ staleTime: Infinity })).data ?? [];
}

/** The present state of one job; null until the backend has told of it. */
export function useJob(id: string | null): JobStatus | null {
  return useJobs().find((job) => job.id === id) ?? null;
}

export function hasEnded(job: JobStatus): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
}

export function cancelJob(id: string): Promise<unknown> {
  return client.application.cancelJob({ id });
}
