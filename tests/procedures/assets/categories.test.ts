import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldDetails } from '#shared/features/assets/fields.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { dispose } from '#tests/support/retirement.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(async () => desk.close());

const categoryBy = async (key: string) => {
  const found = (await desk.client.assets.listCategories()).find((category) => category.key === key);
  if (!found) throw new Error(`no category ${key}`);
  return found;
};
const add = async (name: string, parentId: number | null = null) =>
  (await desk.client.assets.createCategory({ family: 'hardware', name, code: 'NEW', parentId })).id;

const plain: FieldDetails = {
  name: 'Colour',
  type: 'text',
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
const addField = async (categoryId: number, details: Partial<FieldDetails>) =>
  (await desk.client.assets.createField({ ...plain, ...details, owner: { family: null, categoryId } })).id;

describe('the tree of categories', () => {
  it('[T2] is added to, renamed and rearranged, with its assets found under the new name', async () => {
    const computers = await categoryBy('computer');
    const id = await add('Drones', computers.id);
    await expect(add('drones')).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    await desk.client.assets.create({ ...bareAsset, categoryId: id, name: 'Flyer' });
    await desk.client.assets.updateCategory({ id, version: 1, name: 'Quadcopters', code: 'QC', parentId: null });
    expect((await desk.client.assets.listCategories()).find((category) => category.id === id)).toMatchObject({
      name: 'Quadcopters',
      code: 'QC',
      parentId: null,
      assetCount: 1,
    });
    expect((await desk.client.assets.list({ search: 'quadcopters' })).total).toBe(1);
    expect((await desk.client.assets.list({ search: 'drones' })).total).toBe(0);
    const phone = await categoryBy('saas');
    await expect(
      desk.client.assets.updateCategory({ id, version: 2, name: 'Quadcopters', code: 'QC', parentId: phone.id }),
    ).rejects.toMatchObject({ code: 'CATEGORY_FAMILY_DIFFERS' });
    const { name, code } = computers;
    await expect(
      desk.client.assets.updateCategory({
        id: computers.id,
        version: 1,
        name,
        code,
        parentId: (await categoryBy('laptop')).id,
      }),
    ).rejects.toMatchObject({ code: 'CATEGORY_WITHIN_ITSELF' });
  });

  it('[T2] who saves what another has changed meanwhile is told, and changes nothing', async () => {
    const id = await add('Drones');
    const mine = { id, version: 1, name: 'Flying things', code: 'FLY', parentId: null };
    await desk.client.assets.updateCategory({ ...mine, name: 'Quadcopters' });
    await expect(desk.client.assets.updateCategory(mine)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await desk.client.assets.archiveCategory({ id });
    await desk.client.assets.restoreCategory({ id });
    await expect(desk.client.assets.updateCategory({ ...mine, version: 2 })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    const category = (await desk.client.assets.listCategories()).find((each) => each.id === id);
    expect(category).toMatchObject({ name: 'Quadcopters', version: 4 });
    await desk.client.assets.updateCategory({ ...mine, version: 4 });
  });

  it('[T2] archives a category that is empty, takes no assets into it, and brings it back', async () => {
    const id = await add('Drones');
    const asset = await desk.client.assets.create({ ...bareAsset, categoryId: id });
    await expect(desk.client.assets.archiveCategory({ id })).rejects.toMatchObject({
      code: 'CATEGORY_IN_USE',
      data: { count: 1 },
    });
    const { version } = await desk.client.assets.get({ id: asset.id });
    const { tag: _tag, placeId: _place, ...details } = bareAsset;
    await desk.client.assets.update({ ...details, categoryId: 1, id: asset.id, version });
    await desk.client.assets.archiveCategory({ id });
    await expect(desk.client.assets.create({ ...bareAsset, categoryId: id })).rejects.toMatchObject({
      code: 'CATEGORY_ARCHIVED',
      data: { name: 'Drones' },
    });
    await expect(add('Drones')).rejects.toMatchObject({ code: 'NAME_OF_ARCHIVED' });
    await desk.client.assets.restoreCategory({ id });
    await desk.client.assets.create({ ...bareAsset, categoryId: id });
  });

  it('[T2] the database itself refuses circles, other families, and assets in what is archived', async () => {
    const id = await add('Drones');
    await desk.client.assets.archiveCategory({ id });
    await desk.client.assets.create(bareAsset);
    const computers = await categoryBy('computer');
    const laptops = await categoryBy('laptop');
    const saas = await categoryBy('saas');
    const refused = {
      [`UPDATE category SET parent_id = ${laptops.id} WHERE id = ${computers.id}`]: 'CATEGORY_CYCLE',
      [`UPDATE category SET parent_id = ${saas.id} WHERE id = ${computers.id}`]: 'CATEGORY_FAMILY',
      [`UPDATE asset SET category_id = ${id}`]: 'CATEGORY_IS_ARCHIVED',
      [`UPDATE category SET archived_at = 'now' WHERE id = ${computers.id}`]: 'CATEGORY_IN_USE',
    };
    for (const [statement, reason] of Object.entries(refused))
      expect(() => desk.backend.inventory?.sqlite.exec(statement), statement).toThrow(reason);
  });
});

describe('merging', () => {
  it('[T2] takes assets, models, narrower categories, fields and values along, and says so in the journal', async () => {
    const from = await add('Tablets of ours');
    const into = await add('Slates');
    const narrower = await add('Rugged ones', from);
    const [colour, pin, size, own] = [
      await addField(from, { name: 'Colour' }),
      await addField(from, { name: 'Unlock', type: 'secret' }),
      await addField(from, { name: 'Size', type: 'number' }),
      await addField(from, { name: 'Engraving' }),
    ];
    const [colourThere, pinThere] = [
      await addField(into, { name: 'colour' }),
      await addField(into, { name: 'Unlock', type: 'secret' }),
    ];
    await addField(into, { name: 'Size' });
    const fields = { [colour]: 'blue', [pin]: 'zebra-4711', [size]: '11', [own]: 'Property' };
    const { id } = await desk.client.assets.create({ ...bareAsset, categoryId: from, fields });
    const deeper = await desk.client.assets.create({ ...bareAsset, categoryId: narrower, fields: { [colour]: 'red' } });
    await desk.client.assets.createModel({
      name: 'Slate 1',
      number: null,
      manufacturerId: null,
      categoryId: from,
      warrantyMonths: null,
    });
    expect(await desk.client.assets.previewMerge({ id: from, intoId: into })).toMatchObject({
      assets: 1,
      closed: 0,
      models: 1,
      categories: 1,
      fields: [
        { name: 'Colour', how: 'joined' },
        { name: 'Unlock', how: 'joined' },
        { name: 'Size', becomes: 'Size (Tablets of ours)', how: 'moved' },
        { name: 'Engraving', becomes: 'Engraving', how: 'moved' },
      ],
    });
    expect(await desk.client.assets.mergeCategories({ id: from, intoId: into })).toEqual({ assets: 1 });

    const asset = await desk.client.assets.get({ id });
    expect(asset.category.name).toBe('Slates');
    expect(Object.fromEntries(asset.fields.map((value) => [value.fieldId, value.text]))).toEqual({
      [colourThere]: 'blue',
      [pinThere]: null,
      [size]: '11',
      [own]: 'Property',
    });
    expect(await desk.client.assets.revealSecret({ assetId: id, fieldId: pinThere })).toEqual({ text: 'zebra-4711' });
    expect((await desk.client.assets.get({ id: deeper.id })).fields).toEqual([
      { fieldId: colourThere, text: 'red', shown: 'red', fits: true },
    ]);
    const where = { all: [{ field: `field:${colourThere}` as const, operator: 'is' as const, values: ['blue'] }] };
    expect((await desk.client.assets.list({ where })).total).toBe(1);
    const categories = await desk.client.assets.listCategories();
    expect(categories.find((each) => each.id === from)).toMatchObject({
      archived: true,
      mergedIntoId: into,
      assetCount: 0,
    });
    expect(categories.find((each) => each.id === into)?.assetCount).toBe(1);
    expect(categories.find((each) => each.id === narrower)?.parentId).toBe(into);
    expect((await desk.client.assets.listModels())[0]?.category).toBe('Slates');
    const journal = JSON.stringify(await desk.client.reports.assetJournal({ assetId: id }));
    expect(journal).toContain('assets.changed');
    expect(journal).not.toContain('zebra');
    // Who has the old category still on his screen registers into the new one.
    const late = await desk.client.assets.create({ ...bareAsset, categoryId: from });
    expect((await desk.client.assets.get({ id: late.id })).category.name).toBe('Slates');
  });

  it('[T2] leaves disposed assets as they are, and keeps values apart that would be twice in a unique field', async () => {
    const from = await add('Tablets of ours');
    const into = await add('Slates');
    const [here, there] = [
      await addField(from, { name: 'Number', unique: true }),
      await addField(into, { name: 'Number', unique: true }),
    ];
    await desk.client.assets.create({ ...bareAsset, categoryId: into, fields: { [there]: 'N-1' } });
    const moved = await desk.client.assets.create({ ...bareAsset, categoryId: from, fields: { [here]: 'N-1' } });
    const gone = await desk.client.assets.create({ ...bareAsset, categoryId: from, fields: { [here]: 'N-2' } });
    await dispose(desk.client, gone.id);
    await desk.client.assets.mergeCategories({ id: from, intoId: into });
    expect((await desk.client.assets.get({ id: gone.id })).category.name).toBe('Tablets of ours');
    const fields = await desk.client.assets.listFields();
    expect(fields.find((each) => each.id === here)).toMatchObject({
      name: 'Number (Tablets of ours)',
      categoryId: into,
    });
    expect((await desk.client.assets.get({ id: moved.id })).fields).toMatchObject([{ fieldId: here, text: 'N-1' }]);
  });

  it('[T2] is taken back with assets, models, narrower categories, fields and values, sealed ones too', async () => {
    const from = await add('Tablets of ours');
    const into = await add('Slates');
    const narrower = await add('Rugged ones', from);
    const [colour, pin, size] = [
      await addField(from, { name: 'Colour' }),
      await addField(from, { name: 'Unlock', type: 'secret' }),
      await addField(from, { name: 'Size', type: 'number' }),
    ];
    const [colourThere] = [
      await addField(into, { name: 'colour' }),
      await addField(into, { name: 'Unlock', type: 'secret' }),
      await addField(into, { name: 'Size' }),
    ];
    const fields = { [colour]: 'blue', [pin]: 'zebra-4711', [size]: '11' };
    const { id } = await desk.client.assets.create({ ...bareAsset, categoryId: from, fields });
    const { id: native } = await desk.client.assets.create({
      ...bareAsset,
      categoryId: into,
      fields: { [colourThere]: 'green' },
    });
    await desk.client.assets.createModel({
      name: 'Slate 1',
      number: null,
      manufacturerId: null,
      categoryId: from,
      warrantyMonths: null,
    });
    const before = await desk.client.assets.listFields();
    await desk.client.assets.mergeCategories({ id: from, intoId: into });
    expect(await desk.client.assets.mergeUndoOutlook({ id: from })).toEqual({ obstacles: [] });
    expect(await desk.client.assets.undoMerge({ id: from })).toEqual({ assets: 1 });

    const asset = await desk.client.assets.get({ id });
    expect(asset.category.name).toBe('Tablets of ours');
    expect(Object.fromEntries(asset.fields.map((value) => [value.fieldId, value.text]))).toEqual({
      [colour]: 'blue',
      [pin]: null,
      [size]: '11',
    });
    expect(await desk.client.assets.revealSecret({ assetId: id, fieldId: pin })).toEqual({ text: 'zebra-4711' });
    expect((await desk.client.assets.get({ id: native })).fields).toMatchObject([
      { fieldId: colourThere, text: 'green' },
    ]);
    expect(await desk.client.assets.listFields()).toEqual(before);
    const categories = await desk.client.assets.listCategories();
    const find = (wanted: number) => categories.find((each) => each.id === wanted);
    expect(find(from)).toMatchObject({ archived: false, mergedIntoId: null, assetCount: 1 });
    expect(find(into)).toMatchObject({ assetCount: 1 });
    expect(find(narrower)?.parentId).toBe(from);
    expect((await desk.client.assets.listModels())[0]?.category).toBe('Tablets of ours');
    const where = { all: [{ field: `field:${colour}` as const, operator: 'is' as const, values: ['blue'] }] };
    expect((await desk.client.assets.list({ where })).total).toBe(1);
    expect(JSON.stringify(await desk.client.reports.assetJournal({ assetId: id }))).not.toContain('zebra');
    // Taken back once, it can be merged again, and is not taken back twice.
    await expect(desk.client.assets.undoMerge({ id: from })).rejects.toMatchObject({ code: 'MERGE_NOT_KNOWN' });
    expect(await desk.client.assets.mergeCategories({ id: from, intoId: into })).toEqual({ assets: 1 });
  });

  it('[T2] is not taken back once something was done with what it moved, and says what that was', async () => {
    const from = await add('Tablets of ours');
    const into = await add('Slates');
    const colour = await addField(from, { name: 'Colour' });
    const colourThere = await addField(into, { name: 'Colour' });
    const size = await addField(from, { name: 'Size' });
    const create = async (categoryId: number, fields: Record<string, string>) =>
      desk.client.assets.create({ ...bareAsset, categoryId, fields });
    const first = await create(from, { [colour]: 'blue' });
    const second = await create(from, { [colour]: 'red' });
    await desk.client.assets.mergeCategories({ id: from, intoId: into });
    const what = async () =>
      (await desk.client.assets.mergeUndoOutlook({ id: from })).obstacles.map((each) => [each.what, each.count]);
    const change = async (id: number, details: Record<string, unknown>) => {
      const asset = await desk.client.assets.get({ id });
      await desk.client.assets.update({ ...bareAsset, id, version: asset.version, categoryId: into, ...details });
    };
    await change(first.id, { fields: { [colourThere]: 'black' } });
    expect(await what()).toEqual([['values', 1]]);
    await change(first.id, { fields: { [colourThere]: 'blue' } });
    expect(await what()).toEqual([]);
    await create(into, { [size]: '11' });
    expect(await what()).toEqual([['fields', 1]]);
    await change(second.id, { categoryId: 1 });
    expect(await what()).toEqual([
      ['assets', 1],
      ['fields', 1],
    ]);
    await expect(desk.client.assets.undoMerge({ id: from })).rejects.toMatchObject({
      code: 'MERGE_BUILT_ON',
      data: { what: 'assets', count: 1 },
    });
    await desk.client.assets.restoreCategory({ id: from });
    expect((await what())[0]).toEqual(['target', 1]);
  });

  it('[T2] goes neither into what is below, nor into another family, nor out of what is archived', async () => {
    const [computers, laptops, saas] = [
      await categoryBy('computer'),
      await categoryBy('laptop'),
      await categoryBy('saas'),
    ];
    const merge = (id: number, intoId: number) => desk.client.assets.mergeCategories({ id, intoId });
    await expect(merge(computers.id, laptops.id)).rejects.toMatchObject({ code: 'CATEGORY_WITHIN_ITSELF' });
    await expect(merge(computers.id, saas.id)).rejects.toMatchObject({ code: 'CATEGORY_FAMILY_DIFFERS' });
    await merge(laptops.id, computers.id);
    await expect(merge(laptops.id, computers.id)).rejects.toMatchObject({ code: 'CATEGORY_ARCHIVED' });
  });
});
