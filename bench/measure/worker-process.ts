import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker } from 'node:worker_threads';
import { nodeHost } from '#backend/kernel/host/node-host.ts';
import type { Host } from '#backend/kernel/host/host.ts';
import type { WorkerChannel } from '#backend/kernel/jobs/worker-channel.ts';

const jobs = new URL('../../src/main/backend/jobs.ts', import.meta.url);

/** Largest resident memory of the last worker in megabytes, as the system counted it. */
export const lastWorker = { peakMegabytes: 0 };

/**
 * A host whose workers are processes, as in the window, so that their memory
 * is their own. The process runs the worker in a thread and hands messages on.
 */
export function processHost(): Host {
  return { ...nodeHost(jobs), startWorker: async () => Promise.resolve(processChannel()) };
}

function processChannel(): WorkerChannel {
  const child = fork(fileURLToPath(import.meta.url), { serialization: 'advanced' });
  let exited: ((cause: string) => void) | null = null;
  let listener: ((message: unknown) => void) | null = null;
  lastWorker.peakMegabytes = 0;
  child.on('message', (message: { peakKilobytes: number; said: unknown }) => {
    lastWorker.peakMegabytes = Math.max(lastWorker.peakMegabytes, message.peakKilobytes / 1024);
    listener?.(message.said);
  });
  child.on('exit', (code) => exited?.(`exit ${code}`));
  return {
    post: (message) => {
      child.send(message);
    },
    onMessage: (listen) => {
      listener = listen;
    },
    onExit: (listen) => {
      exited = listen;
    },
    kill: async () => {
      const gone = once(child, 'exit');
      if (child.exitCode === null && child.kill('SIGKILL')) await gone;
    },
  };
}

/**
 * Largest resident size of this program. What `getrusage` says is at least as large as the program that started this one,
 * since Linux hands that number on; where the system doesn't tell it otherwise there is nothing better.
 */
function peakKilobytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}

if (import.meta.main && parentPort === null) {
  const worker = new Worker(jobs, { resourceLimits: { maxOldGenerationSizeMb: 2048 } });
  worker.on('message', (said: unknown) => {
    process.send?.({ peakKilobytes: peakKilobytes(), said });
  });
  worker.on('error', (error) => {
    console.error(error);
    process.exit(1);
  });
  process.on('message', (message) => {
    worker.postMessage(message);
  });
}
