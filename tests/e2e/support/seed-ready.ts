// Run by Node: a data folder after its first run, with the sample data.
//   node seed-ready.ts FOLDER
import { closeBackend } from '#backend/backend.ts';
import { beginSeed } from './seeding.ts';

const { backend, root } = await beginSeed(process.argv[2]);
await root.setup.updateOrganisation({ name: 'Harbour Works', currency: 'EUR', contact: '' });
await closeBackend(backend);
