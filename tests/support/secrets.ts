import { importer } from '#tests/procedures/spreadsheets/support/importer.ts';
import { bareAsset } from './assets.ts';
import { bareProfile, bareStep, publishedProfile } from './configuration.ts';
import { administrator } from './desk.ts';
import type { Client, TestDesk } from './desk.ts';
import { entitle, makeProduct } from './licences.ts';

/** Text that must be found nowhere in clear. */
export const canaries = {
  licence: 'CANARY-LICENCE-4711',
  unlock: 'CANARY-UNLOCK-0815',
  proof: 'CANARY-PROOF-2342',
  mail: 'CANARY-MAIL-9876',
  merged: 'CANARY-MERGED-1111',
  overwritten: 'CANARY-OVERWRITTEN-2222',
  before: 'CANARY-BEFORE-3333',
  after: 'CANARY-AFTER-4444',
  withdrawn: 'CANARY-WITHDRAWN-5555',
} as const;

export interface Kept {
  entitlementId: number;
  phone: { assetId: number; fieldId: number };
  markId: number;
  /** Category that was merged into another and can be taken back. */
  mergedId: number;
  merged: { assetId: number; fieldId: number };
  /** Import that changed a secret and can be taken back. */
  batchId: number;
  laptop: { assetId: number; fieldId: number };
}

const plain = {
  name: 'Unlock',
  type: 'secret' as const,
  group: 'Own',
  unit: null,
  required: false,
  unique: false,
  initial: null,
  help: null,
  pattern: null,
  choices: [],
  role: null,
};

async function mergeCategories(client: Client): Promise<Pick<Kept, 'mergedId' | 'merged'>> {
  const add = async (name: string) =>
    (await client.assets.createCategory({ family: 'hardware', name, code: 'NEW', parentId: null })).id;
  const [from, into] = [await add('Tablets of ours'), await add('Slates')];
  const field = async (categoryId: number) =>
    (await client.assets.createField({ ...plain, owner: { family: null, categoryId } })).id;
  const [here, there] = [await field(from), await field(into)];
  // It had a value there before it was filed here, which the merge overwrites.
  const { id } = await client.assets.create({
    ...bareAsset,
    categoryId: into,
    fields: { [there]: canaries.overwritten },
  });
  const { version } = await client.assets.get({ id });
  await client.assets.update({ ...bareAsset, id, version, categoryId: from, fields: { [here]: canaries.merged } });
  await client.assets.mergeCategories({ id: from, intoId: into });
  return { mergedId: from, merged: { assetId: id, fieldId: here } };
}

async function importSecrets(desk: TestDesk): Promise<Pick<Kept, 'batchId' | 'laptop'>> {
  const { client } = desk;
  const imports = importer(desk);
  const laptops = (await client.assets.listCategories()).find(({ key }) => key === 'laptop')?.id ?? 0;
  const owner = { family: null, categoryId: laptops };
  const { id: fieldId } = await client.assets.createField({ ...plain, name: 'BIOS code', owner });
  const bring = async (tag: string, secret: string, mode: 'create' | 'update') => {
    const text = `Asset tag,Category,BIOS code\n${tag},Laptops,${secret}\n`;
    const plan = await imports.planFor(imports.file(`${tag}-${mode}.csv`, text), 'assets', 'stop', mode);
    return Number((await imports.run(plan)).result?.['batchId']);
  };
  await bring('SEC-1', canaries.before, 'create');
  const batchId = await bring('SEC-1', canaries.after, 'update');
  const gone = await bring('SEC-2', canaries.withdrawn, 'create');
  await desk.backend.jobs.ended((await client.spreadsheets.startUndo({ batchId: gone })).jobId);
  const asset = await client.assets.lookup({ code: 'SEC-1' });
  return { batchId, laptop: { assetId: asset?.id ?? 0, fieldId } };
}

/** Puts something into every place where a sealed value may lie, in the ways in which people do. */
export async function keepSecrets(desk: TestDesk): Promise<Kept> {
  const { client } = desk;
  const entitlementId = await entitle(client, await makeProduct(client));
  await client.licences.setKey({ id: entitlementId, version: 1, key: canaries.licence });
  await client.auth.beginSecondFactor({ password: administrator.password });
  const phones = (await client.assets.listCategories()).find(({ key }) => key === 'phone')?.id ?? 0;
  const fieldId = (await client.assets.listFields()).find(({ name }) => name === 'Unlock code')?.id ?? 0;
  const { id: assetId } = await client.assets.create({
    ...bareAsset,
    categoryId: phones,
    fields: { [fieldId]: canaries.unlock },
  });
  const steps = [{ ...bareStep, proof: 'secret' as const, title: 'Recovery key' }];
  const profileId = await publishedProfile(client, { ...bareProfile, categoryId: phones, steps });
  const { id: runId } = await client.configuration.startRun({ profileId, name: '', assetIds: [assetId] });
  const stepId = (await client.configuration.getRun({ id: runId })).steps[0]?.id ?? 0;
  await client.configuration.signStep({ runId, stepId, assetIds: [assetId], value: canaries.proof });
  const markId = (await client.configuration.getRun({ id: runId })).members[0]?.marks[0]?.id ?? 0;
  const server = { host: '127.0.0.1', port: 9, security: 'none' as const, username: '', from: 'desk@example.com' };
  await client.reminders.saveMailServer({ server: { ...server, language: 'en' }, password: canaries.mail });
  return {
    entitlementId,
    phone: { assetId, fieldId },
    markId,
    ...(await mergeCategories(client)),
    ...(await importSecrets(desk)),
  };
}

/** Every secret as it is shown to who may see it. */
export async function showSecrets(client: Client, kept: Kept): Promise<string[]> {
  return [
    (await client.licences.revealKey({ id: kept.entitlementId })).key,
    (await client.assets.revealSecret(kept.phone)).text,
    (await client.configuration.revealProof({ id: kept.markId })).text,
    (await client.assets.revealSecret(kept.laptop)).text,
  ];
}

export const shown: readonly string[] = [canaries.licence, canaries.unlock, canaries.proof, canaries.after];
