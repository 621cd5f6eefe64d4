import * as z from 'zod';

/** A process or thread for long work, as seen from the backend. */
export interface WorkerChannel {
  post(message: ToWorker): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called when it ends, expected or not. */
  onExit(listener: (cause: string) => void): void;
  /** Settles when it is gone: from then on it writes nothing any more. */
  kill(): Promise<void>;
}

export interface ToWorker {
  kind: 'run';
  task: string;
  input: unknown;
}

/** What a worker answers. */
export const fromWorker = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('progress'), phase: z.string(), done: z.number(), total: z.number().nullable() }),
  z.object({ kind: z.literal('done'), result: z.unknown() }),
  z.object({ kind: z.literal('failed'), code: z.string(), facts: z.record(z.string(), z.unknown()).optional() }),
  z.object({ kind: z.literal('defect'), message: z.string(), stack: z.string().optional() }),
]);
export type FromWorker = z.infer<typeof fromWorker>;

/** What a task gets in the worker. */
export interface TaskReport {
  progress(phase: string, done: number, total: number | null): void;
}

export type Task = (input: unknown, report: TaskReport) => Promise<unknown>;

/** A task whose code is loaded when it runs: the backend names its tasks and runs none, a worker runs just one. */
export function loadedTask(load: () => Promise<Task>): Task {
  return async (input, report) => (await load())(input, report);
}
