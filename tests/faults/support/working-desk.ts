import { writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { closeBackend, createBackend, openSession } from '#backend/backend.ts';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { nodeHost } from '#backend/kernel/host/node-host.ts';
import { router } from '#backend/router.ts';
import type { Client } from '#tests/support/desk.ts';

/** What a process that is going to be killed says of what it has done. */
export type Told = { [key: string]: string | number };

/**
 * Opens a register as the application does, in a process that is going to be killed. What `tell` prints has been
 * acknowledged, and nothing else is: it is written at once and with the newest entry of the journal.
 */
export async function openWorkingDesk(folder: string) {
  const backend = createBackend({
    folder,
    version: '0.0.0-test',
    surroundings: systemSurroundings,
    host: nodeHost(pathToFileURL(resolve('.cache/worker/jobs.js'))),
  });
  const session = openSession(backend, 'window');
  const client = createRouterClient(router, { context: { backend, session } }) as unknown as Client;
  await client.auth.signIn({ username: 'root', password: 'correct horse battery' });
  const tell = (facts: Told = {}): void => {
    // Asked of the connection of the moment: a change of the data key opens another.
    const newest = backend.inventory?.sqlite
      .prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1')
      .get();
    writeSync(1, `${JSON.stringify({ ...newest, ...facts })}\n`);
  };
  return { folder, backend, client, tell, close: async () => closeBackend(backend) };
}
