import { useEffect } from 'react';
import type { JobStatus } from '#shared/features/application/contract.ts';
import { client, invalidateTopics, queryClient, rpc } from './client.ts';

/** Listens for as long as the component is mounted; starts again when the stream ends, e.g. after a reconnect. */
function useStream<Notice>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<Notice>>,
  take: (notice: Notice) => void,
) {
  useEffect(() => {
    const stop = new AbortController();
    let timer = 0;
    const listen = async (): Promise<void> => {
      try {
        for await (const notice of await open(stop.signal)) take(notice);
      } catch {
        // The session or the backend ended: the next attempt finds out whether there is a new one.
      }
      if (!stop.signal.aborted) timer = window.setTimeout(() => void listen(), 1000);
    };
    void listen();
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [open, take]);
}

const openChanges = (signal: AbortSignal) => client.application.changes(undefined, { signal });
const takeChange = (notice: { topics: string[] }) => {
  invalidateTopics(notice.topics);
};

const openJobs = (signal: AbortSignal) => client.application.jobUpdates(undefined, { signal });
const takeJob = (job: JobStatus) => {
  queryClient.setQueryData(rpc.application.jobs.queryKey(), (jobs) => [
    job,
    ...(jobs ?? []).filter((each) => each.id !== job.id),
  ]);
};

/** Keeps what the page shows in step with what the backend knows, whoever changed it. */
export function useBackendNotices(): void {
  useStream(openChanges, takeChange);
  useStream(openJobs, takeJob);
}
