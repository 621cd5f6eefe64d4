import { parentPort } from 'node:worker_threads';
import { Failure, storageFailureOf } from '#backend/kernel/failure.ts';
import type { FromWorker, Task, ToWorker } from './worker-channel.ts';

interface Port {
  post(message: FromWorker): void;
  listen(listener: (message: ToWorker) => void): void;
}

/** Least milliseconds between two progress messages. */
const progressInterval = 100;

/**
 * The worker's side: waits for one task, runs it, answers. Works as a worker
 * thread (command line, tests) and as Electron's utility process, which gets
 * its port from the main process.
 */
export function runTasks(tasks: Readonly<Record<string, Task>>): void {
  if (parentPort) {
    const port = parentPort;
    serveTasks(tasks, {
      post: (message) => {
        port.postMessage(message);
      },
      listen: (listener) => {
        port.on('message', listener);
      },
    });
    return;
  }
  const utility = (process as unknown as { parentPort?: UtilityParentPort }).parentPort;
  utility?.on('message', (event) => {
    const [port] = event.ports;
    if (!port) return;
    serveTasks(tasks, {
      post: (message) => {
        port.postMessage(message);
      },
      listen: (listener) => {
        port.on('message', ({ data }) => {
          listener(data as ToWorker);
        });
        port.start();
      },
    });
  });
}

interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  start(): void;
}
interface UtilityParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: UtilityPort[] }) => void): void;
}

function serveTasks(tasks: Readonly<Record<string, Task>>, port: Port): void {
  let lastProgress = 0;
  port.listen((message) => {
    const task = tasks[message.task];
    if (!task) {
      port.post({ kind: 'defect', message: `unknown task ${message.task}` });
      return;
    }
    void task(message.input, {
      progress: (phase, done, total) => {
        const now = performance.now();
        if (now - lastProgress < progressInterval) return;
        lastProgress = now;
        port.post({ kind: 'progress', phase, done, total });
      },
    }).then(
      (result) => {
        port.post({ kind: 'done', result });
      },
      (error: unknown) => {
        port.post(failureMessage(error));
      },
    );
  });
  port.post({ kind: 'ready' });
}

function failureMessage(error: unknown): FromWorker {
  const failure = error instanceof Failure ? error : storageFailureOf(error);
  if (failure) return { kind: 'failed', code: failure.code, facts: { ...failure.facts } };
  return { kind: 'defect', message: String(error), stack: error instanceof Error ? (error.stack ?? '') : '' };
}
