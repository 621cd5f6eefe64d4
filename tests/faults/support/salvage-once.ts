import { writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { closeBackend, createBackend, openSession } from '#backend/backend.ts';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { nodeHost } from '#backend/kernel/host/node-host.ts';
import { router } from '#backend/router.ts';
import type { Client } from '#tests/support/desk.ts';
import { refusals } from './salvage-refusals.ts';

/** Salvages a damaged register, for a test that kills it meanwhile. Arguments: data folder. */
const backend = createBackend({
  folder: process.argv[2] ?? '',
  version: '0.0.0-test',
  surroundings: systemSurroundings,
  host: nodeHost(pathToFileURL(resolve('.cache/worker/jobs.js'))),
});
const session = openSession(backend, 'window');
const client = createRouterClient(router, { context: { backend, session } }) as unknown as Client;
const tell = (line: object): void => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};
tell({ begins: 'salvage' });
try {
  const { saved } = await client.backups.salvage({ username: 'root', password: 'correct horse battery' });
  tell({ saved });
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!refusals.has(code)) throw error;
  tell({ refused: code });
}
await closeBackend(backend);
