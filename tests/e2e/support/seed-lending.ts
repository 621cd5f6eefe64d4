// Run by Node: lays a pool of three assets that nobody has into a new data folder.
//   node seed-lending.ts FOLDER
import { closeBackend } from '#backend/backend.ts';
import { beginSeed } from './seeding.ts';

const { backend, root } = await beginSeed(process.argv[2]);
const free = (await root.assets.list({ statuses: ['in_stock'], limit: 3 })).rows;
await root.loans.savePool({
  id: null,
  name: 'Loan laptops',
  loanDays: 7,
  assetIds: free.map(({ id }) => id),
  version: null,
});
await closeBackend(backend);
process.exit(0);
