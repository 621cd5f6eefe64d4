// Run by Node: a stocktake of the two shelves of the store that is being counted, scanners on the network, and a second
// person who has to agree.
//   node seed-counting.ts FOLDER PORT-OF-STOCKTAKE-SCANNER PORT-OF-SECOND-SCANNER
import { closeBackend } from '#backend/backend.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { beginSeed } from './seeding.ts';

const [folder, ...ports] = process.argv.slice(2);
const { backend, root, as } = await beginSeed(folder);
await root.setup.updateStocktakes({ secondPerson: true });
await as('ann', 'Ann Approver', ['approver']);
await as('dan', 'Dan Desk', ['desk_operator']);

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
