// Run by Node: a data folder with what deploying needs.
//   node seed-deployment.ts FOLDER
import { closeBackend } from '#backend/backend.ts';
import { bareStep, publishedProfile } from '#tests/support/configuration.ts';
import { beginSeed } from './seeding.ts';

const { backend, root } = await beginSeed(process.argv[2]);
const category = (await root.assets.listCategories()).find(({ key }) => key === 'laptop');
await publishedProfile(root, {
  name: 'Laptop',
  categoryId: category?.id ?? 1,
  departmentId: null,
  steps: [
    { ...bareStep, title: 'Install the system', proof: 'number', instruction: 'Write down the build.' },
    { ...bareStep, phase: 'secure', title: 'Encrypt the disk', proof: 'secret', instruction: 'Keep the recovery key.' },
    { ...bareStep, phase: 'secure', title: 'Set a firmware password' },
    { ...bareStep, phase: 'customise', title: 'Set the wallpaper', mandatory: false },
  ],
});
await closeBackend(backend);
process.exit(0);
