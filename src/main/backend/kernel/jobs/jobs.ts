import type { EventPublisher } from '@orpc/server';
import type { JobStatus } from '#shared/features/application/contract.ts';
import type { Surroundings } from '#backend/kernel/context.ts';
import { Failure, storageFailureOf } from '#backend/kernel/failure.ts';
import type { Host } from '#backend/kernel/host/host.ts';
import type { Log } from '#backend/kernel/log/log.ts';
import type { Events } from '#backend/kernel/rpc/call.ts';
import { runInWorker } from './run-in-worker.ts';

type JobKind = JobStatus['kind'];
type JobResult = NonNullable<JobStatus['result']>;

/** What a running job may do and say. */
export interface RunningJob {
  readonly id: string;
  readonly signal: AbortSignal;
  progress(phase: string, done: number, total: number | null): void;
  /** From here on the work runs to its end and can't be cancelled. */
  holdCancel(): void;
  /** From here on only somebody who asks for it cancels the work: closing the register waits for its end. */
  outliveClosing(): void;
  /**
   * Runs a task in the worker process, which is killed on cancel.
   *
   * @throws Failure CANCELLED, the task's own failures, WORKER_LOST when the process died.
   */
  work(task: string, input: unknown): Promise<unknown>;
}

const jobsKept = 50;

/** Long work beside the desk: each with progress, most with cancel, none blocks a scan. */
export class Jobs {
  readonly #surroundings: Surroundings;
  readonly #log: Log;
  readonly #host: Host;
  readonly #events: EventPublisher<Events>;
  readonly #statuses = new Map<string, JobStatus>();
  readonly #aborts = new Map<string, AbortController>();
  readonly #outliving = new Set<string>();
  readonly #ended = new Map<string, Promise<JobStatus>>();
  #next = 1;

  constructor(surroundings: Surroundings, log: Log, host: Host, events: EventPublisher<Events>) {
    this.#surroundings = surroundings;
    this.#log = log;
    this.#host = host;
    this.#events = events;
  }

  list(): JobStatus[] {
    return [...this.#statuses.values()].toReversed();
  }

  /** Starts the work and answers at once with the job's identifier. */
  start(kind: JobKind, subject: string, run: (job: RunningJob) => Promise<JobResult>): string {
    const id = String(this.#next);
    this.#next += 1;
    const abort = new AbortController();
    this.#aborts.set(id, abort);
    this.#update({
      id,
      kind,
      subject,
      state: 'running',
      phase: 'starting',
      done: 0,
      total: null,
      cancellable: true,
      startedAt: this.#surroundings.now(),
      endedAt: null,
      failure: null,
      result: null,
    });
    this.#ended.set(id, this.#run(id, abort, run));
    this.#forgetOld();
    return id;
  }

  cancel(id: string): void {
    const status = this.#statuses.get(id);
    if (status?.state === 'running' && status.cancellable) this.#aborts.get(id)?.abort();
  }

  /** Settles when the job has ended. */
  async ended(id: string): Promise<JobStatus> {
    const ended = this.#ended.get(id);
    if (!ended) throw new Failure('NOT_FOUND', { entity: 'job', id });
    return ended;
  }

  async stopAll(): Promise<void> {
    for (const id of this.#aborts.keys()) if (!this.#outliving.has(id)) this.cancel(id);
    await Promise.allSettled(this.#ended.values());
  }

  async #run(id: string, abort: AbortController, run: (job: RunningJob) => Promise<JobResult>): Promise<JobStatus> {
    const end = (change: Partial<JobStatus>): JobStatus => {
      this.#aborts.delete(id);
      this.#outliving.delete(id);
      return this.#change(id, { ...change, endedAt: this.#surroundings.now(), cancellable: false });
    };
    try {
      const result = await run(this.#running(id, abort));
      return end({ state: 'done', result });
    } catch (error) {
      if (abort.signal.aborted) return end({ state: 'cancelled' });
      const failure = error instanceof Failure ? error : storageFailureOf(error);
      if (failure) return end({ state: 'failed', failure: { code: failure.code, facts: textFacts(failure.facts) } });
      const reference = this.#log.defect(error, { job: id });
      return end({ state: 'failed', failure: { code: 'DEFECT', facts: { reference } } });
    }
  }

  #running(id: string, abort: AbortController): RunningJob {
    return {
      id,
      signal: abort.signal,
      progress: (phase, done, total) => {
        this.#change(id, { phase, done, total });
      },
      holdCancel: () => {
        if (abort.signal.aborted) throw new Failure('CANCELLED');
        this.#change(id, { cancellable: false });
      },
      outliveClosing: () => {
        this.#outliving.add(id);
      },
      work: async (task, input) =>
        runInWorker(await this.#host.startWorker(), task, input, abort.signal, (phase, done, total) => {
          this.#change(id, { phase, done, total });
        }),
    };
  }

  #change(id: string, change: Partial<JobStatus>): JobStatus {
    const status = this.#statuses.get(id);
    if (!status) throw new Error(`job ${id} is unknown`);
    return this.#update({ ...status, ...change });
  }

  #update(status: JobStatus): JobStatus {
    this.#statuses.set(status.id, status);
    this.#events.publish('job', status);
    return status;
  }

  #forgetOld(): void {
    for (const status of [...this.#statuses.values()].slice(0, -jobsKept)) {
      if (status.state === 'running') continue;
      this.#statuses.delete(status.id);
      this.#ended.delete(status.id);
    }
  }
}

function textFacts(facts: Readonly<Record<string, unknown>> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(facts ?? {}).map(([name, value]) => [name, String(value)]));
}
