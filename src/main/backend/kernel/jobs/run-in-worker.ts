import { Failure } from '#backend/kernel/failure.ts';
import { fromWorker } from './worker-channel.ts';
import type { WorkerChannel } from './worker-channel.ts';

type Progress = (phase: string, done: number, total: number | null) => void;

/**
 * Runs one task in a worker and ends the worker with it, whatever happens: who is answered finds it gone.
 *
 * @returns what the task answered.
 * @throws Failure CANCELLED, WORKER_LOST when the process died, the task's own failures.
 */
export async function runInWorker(
  channel: WorkerChannel,
  task: string,
  input: unknown,
  signal: AbortSignal,
  progress: Progress,
): Promise<unknown> {
  const cancelled = Promise.withResolvers<never>();
  const onAbort = (): void => {
    cancelled.reject(new Failure('CANCELLED'));
  };
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([cancelled.promise, answerOf(channel, task, input, progress)]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    await channel.kill();
  }
}

async function answerOf(channel: WorkerChannel, task: string, input: unknown, progress: Progress): Promise<unknown> {
  return new Promise((resolve, reject) => {
    channel.onExit((cause) => {
      reject(new Failure('WORKER_LOST', { cause }));
    });
    channel.onMessage((raw) => {
      const message = fromWorker.parse(raw);
      switch (message.kind) {
        case 'ready':
          channel.post({ kind: 'run', task, input });
          break;
        case 'progress':
          progress(message.phase, message.done, message.total);
          break;
        case 'done':
          resolve(message.result);
          break;
        case 'failed':
          reject(new Failure(message.code, message.facts));
          break;
        case 'defect':
          reject(new Error(message.message, { cause: message.stack }));
          break;
      }
    });
  });
}
