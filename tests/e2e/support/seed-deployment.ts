// Run by Node: a data folder with what deploying needs.
//   node seed-deployment.ts FOLDER
// Answers the identifier of the one who joins.
import { closeBackend } from '#backend/backend.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { bareStep, publishedProfile } from '#tests/support/configuration.ts';
import { beginSeed } from './seeding.ts';

const { backend, root } = await beginSeed(process.argv[2]);
const category = (await root.assets.listCategories()).find(({ key }) => key === 'laptop');
const categoryId = category?.id ?? 1;
const profileId = await publishedProfile(root, {
  name: 'Laptop',
  categoryId,
  departmentId: null,
  steps: [
    { ...bareStep, title: 'Install the system', proof: 'number', instruction: 'Write down the build.' },
    { ...bareStep, phase: 'secure', title: 'Encrypt the disk', proof: 'secret', instruction: 'Keep the recovery key.' },
    { ...bareStep, phase: 'secure', title: 'Set a firmware password' },
    { ...bareStep, phase: 'customise', title: 'Set the wallpaper', mandatory: false },
  ],
});

// One laptop is ready already, for the one who joins.
const { id: assetId } = await root.assets.create({ ...bareAsset, tag: 'RD-1', name: 'Ready laptop', categoryId });
const { id: runId } = await root.configuration.startRun({ profileId, name: 'First', assetIds: [assetId] });
for (const { id: stepId, proof } of (await root.configuration.getRun({ id: runId })).steps) {
  const value = { number: '26100.4', secret: '111111' }[String(proof)] ?? null;
  await root.configuration.signStep({ runId, stepId, assetIds: [assetId], value });
}
const { id: departmentId } = await root.people.createDepartment({ name: 'Harbour sales', code: null });
const today = new Date().toISOString().slice(0, 10);
const { id: personId } = await root.people.create({
  ...barePerson,
  name: 'Nia Newcomer',
  departmentId,
  startsOn: today,
});
await root.roleKits.save({
  id: null,
  version: 1,
  role: 'Advisor',
  notes: '',
  lines: [{ categoryId, modelId: null, quantity: 1 }],
  extras: [{ kind: 'licence', name: 'Office suite' }],
});
const { id: courseId } = await root.training.saveCourse({
  id: null,
  version: 1,
  title: 'Security basics',
  content: {
    articles: ['security'],
    questions: [
      {
        text: 'What do you do when something is lost?',
        kind: 'single',
        options: [
          { text: 'Say it at once', right: true },
          { text: 'Wait a week', right: false },
        ],
      },
    ],
    passMark: 100,
    validMonths: 12,
  },
});
await root.training.assign({ courseId, target: { kind: 'department', id: departmentId } });
await root.handbook.setContact({ name: 'Ina Manager', email: 'ina@example.org', phone: '+49 30 1234', hint: '' });
await closeBackend(backend);
process.stdout.write(String(personId));
process.exit(0);
