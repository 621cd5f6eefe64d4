import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#shared/contract.ts';
import { createBackend, openSession } from '#backend/backend.ts';
import type { Surroundings } from '#backend/kernel/context.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { router } from '#backend/router.ts';
import { processHost } from './measure/worker-process.ts';

export type Client = ContractRouterClient<Contract>;

export const administrator = { username: 'root', displayName: 'Rita Root', password: 'correct horse battery' };

/** The whole backend on a folder, asked through its contract; a session of the command line never locks itself. */
export function openBackend(folder: string, surroundings: Surroundings): { backend: Backend; client: Client } {
  const backend = createBackend({
    folder,
    version: '0.0.0-bench',
    surroundings,
    // Whoever is asked where to put a file says: where the inventory is.
    host: {
      ...processHost(),
      chooseSaveFile: async ({ defaultName }) => Promise.resolve(join(folder, defaultName)),
    },
  });
  const session = openSession(backend, 'cli');
  return { backend, client: createRouterClient(router, { context: { backend, session } }) as unknown as Client };
}
