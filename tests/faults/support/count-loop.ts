import { createRouterClient } from '@orpc/server';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { nodeHost } from '#backend/kernel/host/node-host.ts';
import { createBackend, openSession } from '#backend/backend.ts';
import { router } from '#backend/router.ts';

/** Counts codes without end, for a test that kills it: prints each one after its acknowledgement. Arguments: data folder, stocktake, first number. */
const [folder = '', stocktake = '', first = '1'] = process.argv.slice(2);
const backend = createBackend({
  folder,
  version: '0.0.0-test',
  surroundings: systemSurroundings,
  host: nodeHost(new URL('../../../src/main/backend/jobs.ts', import.meta.url)),
});
const client = createRouterClient(router, { context: { backend, session: openSession(backend, 'window') } });
await client.auth.signIn({ username: 'root', password: 'correct horse battery' });
for (let number = Number(first); ; number += 1) {
  const { outcome } = await client.stocktakes.scan({ id: Number(stocktake), text: `SEEN-${number}` });
  // A synchronous write: what is printed has been acknowledged, and nothing else is.
  process.stdout.write(`${number} ${outcome}\n`);
}
