import { Worker } from 'node:worker_threads';
import { Failure } from '#backend/kernel/failure.ts';
import type { WorkerChannel } from '#backend/kernel/jobs/worker-channel.ts';
import type { Host } from './host.ts';

/** Memory of one worker: a hostile file ends in an error and not in a swapping machine. */
const workerMemoryMegabytes = 2048;

/**
 * The host where there is no window: command line and tests. Long work runs in
 * a worker thread, which can be ended in the middle of anything.
 */
export function nodeHost(workerFile: URL): Host {
  return {
    chooseFile: async () => refuse('chooseFile'),
    chooseSaveFile: async () => refuse('chooseSaveFile'),
    showInFolder: async () => refuse('showInFolder'),
    openFile: async () => refuse('openFile'),
    notify: async () => Promise.resolve(),
    startWorker: async () =>
      Promise.resolve(
        threadChannel(new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: workerMemoryMegabytes } })),
      ),
  };
}

function refuse(method: string): Promise<never> {
  return Promise.reject(new Failure('NO_WINDOW', { method }));
}

function threadChannel(worker: Worker): WorkerChannel {
  let exited: ((cause: string) => void) | null = null;
  worker.on('error', (error) => exited?.(String(error)));
  worker.on('exit', (code) => exited?.(`exit ${code}`));
  return {
    post: (message) => {
      worker.postMessage(message);
    },
    onMessage: (listener) => {
      worker.on('message', listener);
    },
    onExit: (listener) => {
      exited = listener;
    },
    kill: () => {
      void worker.terminate();
    },
  };
}
