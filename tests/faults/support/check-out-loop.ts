import { systemSurroundings } from '#backend/kernel/context.ts';
import { nodeHost } from '#backend/kernel/host/node-host.ts';
import { createBackend, openSession } from '#backend/backend.ts';
import { router } from '#backend/router.ts';
import { createRouterClient } from '@orpc/server';

/**
 * A desk that scans without end, for tests that kill it: prints the tag and
 * what it was told after each acknowledged scan. Arguments: data folder.
 */
const [folder = ''] = process.argv.slice(2);
const backend = createBackend({
  folder,
  version: '0.0.0-test',
  surroundings: systemSurroundings,
  host: nodeHost(new URL('../../../src/main/backend/jobs.ts', import.meta.url)),
});
const client = createRouterClient(router, { context: { backend, session: openSession(backend, 'window') } });
await client.auth.signIn({ username: 'root', password: 'correct horse battery' });
const { rows } = await client.assets.list({ limit: 50 });
process.stdout.write('ready\n');
for (let round = 0; ; round += 1) {
  const asset = rows[round % rows.length];
  if (!asset) break;
  const { outcome, asset: after } = await client.desk.scan({
    session: 'A',
    text: round % 7 === 0 ? `BDG70${10 + (round % 9)}` : asset.tag,
  });
  // A synchronous write: what is printed has been acknowledged, and nothing else is.
  if (after) process.stdout.write(`${after.tag} ${outcome} ${after.status} ${after.custodian?.name ?? '-'}\n`);
}
