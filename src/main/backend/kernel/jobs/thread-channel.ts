import { Worker } from 'node:worker_threads';
import type { WorkerChannel } from './worker-channel.ts';

/** Memory of one worker: a hostile file ends in an error and not in a swapping machine. */
const workerMemoryMegabytes = 2048;

/** Starts a thread that runs the tasks of this file. It can be ended in the middle of anything. */
export function threadChannel(file: URL): WorkerChannel {
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: workerMemoryMegabytes } });
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
    kill: async () => {
      await worker.terminate();
    },
  };
}
