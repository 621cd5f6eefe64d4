import { useQuery } from '@tanstack/react-query';
import type { JobStatus } from '#shared/features/application/contract.ts';
import { client, rpc } from './client.ts';

export function useJobs(): JobStatus[] {
  return useQuery(rpc.application.jobs.queryOptions({ staleTime: Infinity })).data ?? [];
}

/** A notice may be missed while a connection is renewed; what somebody waits for is asked for as well. Milliseconds. */
const askEvery = 2000;

/** The present state of one job; null until the backend has told of it. */
export function useJob(id: string | null): JobStatus | null {
  const find = (jobs: JobStatus[] | undefined) => jobs?.find((job) => job.id === id) ?? null;
  const jobs = useQuery(
    rpc.application.jobs.queryOptions({
      staleTime: Infinity,
      refetchInterval: ({ state }) => {
        const job = find(state.data);
        return id === null || (job !== null && hasEnded(job)) ? false : askEvery;
      },
    }),
  );
  return find(jobs.data);
}

export function hasEnded(job: JobStatus): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
}

export function cancelJob(id: string): Promise<unknown> {
  return client.application.cancelJob({ id });
}
