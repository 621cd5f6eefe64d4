import { Failure } from '#backend/kernel/failure.ts';
import { threadChannel } from '#backend/kernel/jobs/thread-channel.ts';
import type { Host } from './host.ts';

/**
 * The host where there is no window: command line and tests. Long work runs in
 * a worker thread, which can be ended in the middle of anything.
 */
export function nodeHost(workerFile: URL): Host {
  return {
    chooseFile: async () => refuse('chooseFile'),
    chooseSaveFile: async () => refuse('chooseSaveFile'),
    chooseFolder: async () => refuse('chooseFolder'),
    showInFolder: async () => refuse('showInFolder'),
    openFile: async () => refuse('openFile'),
    notify: async () => Promise.resolve(),
    setKiosk: async () => Promise.resolve(),
    // No program but the application is let to its entries.
    keychain: {
      status: async () => Promise.resolve({ usable: false, store: 'none' }),
      wrap: async () => refuse('keychain'),
      unwrap: async () => Promise.resolve(null),
    },
    startWorker: async () => Promise.resolve(threadChannel(workerFile)),
  };
}

function refuse(method: string): Promise<never> {
  return Promise.reject(new Failure('NO_WINDOW', { method }));
}
