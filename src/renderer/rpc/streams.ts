import { useEffect } from 'react';
import type { JobStatus } from '#shared/features/application/contract.ts';
import { client, invalidateTopics, queryClient, rpc } from './client.ts';

/** Listens for as long as the component is mounted; starts again when the stream ends, e.g. after a reconnect. */
export function useStream<Notice>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<Notice>>,
  take: (notice: Notice) => void,
  /** What was changed while nobody listened is asked for once. */
  catchUp: () => void,
) {
  useEffect(() => {
    const stop = new AbortController();
    let timer = 0;
    const listen = async (): Promise<void> => {
      try {
        const notices = await open(stop.signal);
        catchUp();
        for await (const notice of notices) take(notice);
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
  }, [open, take, catchUp]);
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

let listenedBefore = false;
/** The first time nothing has been shown yet: the session listens before its pages ask. */
const refetchShown = () => {
  if (listenedBefore) void queryClient.invalidateQueries();
  listenedBefore = true;
};
const refetchJobs = () => void queryClient.invalidateQueries({ queryKey: rpc.application.jobs.key() });

/** Keeps what the page shows in step with what the backend knows, whoever changed it. */
export function useBackendNotices(): void {
  useStream(openChanges, takeChange, refetchShown);
  useStream(openJobs, takeJob, refetchJobs);
}
