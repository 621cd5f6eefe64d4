// Run by Node: a stocktake of the two shelves of the store that is being counted, scanners on the network, and a second
// person who has to agree.
//   node seed-counting.ts FOLDER PORT-OF-STOCKTAKE-SCANNER PORT-OF-SECOND-SCANNER
import { createRouterClient } from '@orpc/server';
import { closeBackend, createBackend, openSession } from '#backend/backend.ts';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { nodeHost } from '#backend/kernel/host/node-host.ts';
import { router } from '#backend/router.ts';
import type { Role } from '#shared/features/auth/permissions.ts';
import { bareAsset } from '#tests/support/assets.ts';
import type { Client } from '#tests/support/desk.ts';

const [folder, ...ports] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder?');
const backend = createBackend({
  folder,
  version: '0.0.0-test',
  surroundings: systemSurroundings,
  host: nodeHost(new URL('../../../src/main/backend/jobs.ts', import.meta.url)),
});
const root = createRouterClient(router, {
  context: { backend, session: openSession(backend, 'window') },
}) as unknown as Client;

const password = 'correct horse battery';
await root.auth.createAdministrator({ username: 'alex', displayName: 'Alex Keeper', password });
await root.setup.finish({ sampleData: true });
await root.setup.updateStocktakes({ secondPerson: true });
const others: [string, string, Role[]][] = [
  ['ann', 'Ann Approver', ['approver']],
  ['dan', 'Dan Desk', ['desk_operator']],
];
for (const [username, displayName, roles] of others)
  await root.auth.createOperator({ username, displayName, password, roles });

for (const [index, name] of ['Counting scanner', 'Second scanner'].entries()) {
  const port = Number(ports[index] ?? 0);
  if (port > 0)
    await root.devices.save({
      id: null,
      name,
      kind: 'scanner',
      connection: { type: 'tcp', host: '127.0.0.1', port },
      use: 'stocktake',
      framing: 'auto',
      pattern: null,
      beep: null,
    });
}

await root.assets.create({ ...bareAsset, tag: 'NOWHERE-1', placeId: null });
const shelves = (await root.places.list({})).filter(({ code }) => code === 'PRG-STORE-A' || code === 'PRG-STORE-B');
const { id } = await root.stocktakes.plan({
  name: 'The store',
  scope: { placeIds: shelves.map((shelf) => shelf.id), departmentIds: [], categoryIds: [] },
  method: 'full',
  sampleSize: null,
  seed: null,
  blind: false,
});
await root.stocktakes.start({ id });
await closeBackend(backend);
process.stdout.write(String(id));
process.exit(0);
