// Run by Node: somebody who confirms what was sanitised, and a recycler that is certified, in a new data folder.
//   node seed-retirement.ts FOLDER
import { closeBackend } from '#backend/backend.ts';
import { beginSeed } from './seeding.ts';

const { backend, root, as } = await beginSeed(process.argv[2]);
await as('vera', 'Vera Witness', ['verifier']);
const { id: supplierId } = await root.suppliers.create({
  name: 'Green Loop Recycling',
  contact: 'Gus Green',
  email: null,
  phone: null,
  notes: null,
});
await root.retirement.addCertification({
  supplierId,
  scheme: 'r2v3',
  number: 'R2-2231',
  validFrom: '2020-01-01',
  validUntil: '2099-12-31',
});
await closeBackend(backend);
process.exit(0);
