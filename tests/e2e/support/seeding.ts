import { createRouterClient } from '@orpc/server';
import { createBackend, openSession } from '#backend/backend.ts';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { nodeHost } from '#backend/kernel/host/node-host.ts';
import { router } from '#backend/router.ts';
import type { Role } from '#shared/features/auth/permissions.ts';
import type { Client } from '#tests/support/desk.ts';

/** A new data folder with the sample data and its administrator signed in, for a script that lays more into it. */
export async function beginSeed(folder: string | undefined) {
  if (folder === undefined) throw new Error('which folder?');
  const backend = createBackend({
    folder,
    version: '0.0.0-test',
    surroundings: systemSurroundings,
    host: nodeHost(new URL('../../../src/main/backend/jobs.ts', import.meta.url)),
  });
  const connect = () =>
    createRouterClient(router, { context: { backend, session: openSession(backend, 'window') } }) as unknown as Client;

  const password = 'correct horse battery';
  const root = connect();
  await root.auth.createAdministrator({ username: 'alex', displayName: 'Alex Keeper', password });
  await root.setup.finish({ sampleData: true });

  /** Somebody with these roles, signed in. */
  async function as(username: string, displayName: string, roles: Role[]): Promise<Client> {
    await root.auth.createOperator({ username, displayName, password, roles });
    const client = connect();
    await client.auth.signIn({ username, password });
    return client;
  }
  return { backend, root, as };
}
