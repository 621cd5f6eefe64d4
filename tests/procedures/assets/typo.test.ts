import { afterEach, beforeEach, expect, it } from 'vitest';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(async () => desk.close());

const tagsFor = async (text: string) =>
  (await desk.client.assets.search({ text })).assets.map(({ tag }) => tag).toSorted();

it('[O4] a name with one typo is found: of a model, a manufacturer and a person', async () => {
  const manufacturer = await desk.client.assets.createManufacturer({ name: 'Lenovo' });
  const model = await desk.client.assets.createModel({
    name: 'ThinkPad Carbon',
    number: null,
    manufacturerId: manufacturer.id,
    categoryId: 1,
    warrantyMonths: null,
  });
  const person = await desk.client.people.create({ ...barePerson, name: 'Alice Novák' });
  const make = { modelId: model.id, manufacturerId: manufacturer.id };
  await desk.client.assets.create({ ...bareAsset, ...make, tag: 'A-1' });
  const held = await desk.client.assets.create({ ...bareAsset, name: 'Plain', tag: 'A-2' });
  const custodian = { kind: 'person' as const, id: person.id };
  await desk.client.custody.checkOut({ assetId: held.id, custodian, dueOn: null, condition: null, note: null });
  for (const text of ['lenvo', 'Lenowo', 'lenoovo', 'lneovo', 'thinkpat carbon', 'thinkpad cabron'])
    expect(await tagsFor(text), text).toEqual(['A-1']);
  const found = await desk.client.assets.search({ text: 'novok' });
  expect([found.assets.map(({ tag }) => tag), found.people.map(({ name }) => name), found.meant]).toEqual([
    ['A-2'],
    ['Alice Novák'],
    ['novák'],
  ]);
  expect((await desk.client.assets.list({ search: 'lenvo' })).rows.map(({ tag }) => tag)).toEqual(['A-1']);
  expect(await tagsFor('lenxxo')).toEqual([]);
});

it('[O4] a name with one typo is found: of an asset, a place and a category', async () => {
  const place = await desk.client.places.create({
    parentId: null,
    kind: 'room',
    name: 'Lighthouse',
    code: null,
    notes: null,
  });
  await desk.client.assets.create({ ...bareAsset, tag: 'D-1', name: 'Harbourmaster' });
  await desk.client.assets.create({ ...bareAsset, tag: 'D-2', name: 'Second', placeId: place.id });
  const scanner = (await desk.client.assets.listCategories()).find(({ name }) => name === 'Scanners')?.id ?? 1;
  await desk.client.assets.create({ ...bareAsset, tag: 'D-3', name: 'Third', categoryId: scanner });
  for (const text of ['harbormaster', 'habrourmaster', 'harbourmastre'])
    expect(await tagsFor(text), text).toEqual(['D-1']);
  expect(await tagsFor('lighthuose')).toEqual(['D-2']);
  expect(await tagsFor('scaners')).toEqual(['D-3']);
  expect(await tagsFor('harbrmaster')).toEqual([]);
});

it('[O4] what is found as it was typed is not mixed with what is near', async () => {
  await desk.client.assets.createManufacturer({ name: 'Marvin' });
  for (let each = 0; each < 5; each += 1)
    await desk.client.assets.create({ ...bareAsset, name: `Marven ${each}`, tag: `B-${each}` });
  const found = await desk.client.assets.search({ text: 'marven' });
  expect([found.assets.length, found.meant]).toEqual([5, []]);
});

it('[O4] notes, order numbers, custodians and fields of categories are searched', async () => {
  const fields = await desk.client.assets.listFields();
  const own = fields.find(({ categoryId, type }) => categoryId !== null && type === 'text');
  const person = await desk.client.people.create({ ...barePerson, name: 'Zoltan Keeper' });
  const { id } = await desk.client.assets.create({
    ...bareAsset,
    tag: 'C-1',
    categoryId: own?.categoryId ?? 0,
    notes: 'cracked bezel',
    orderNumber: 'PO-4711',
    fields: { [own?.id ?? 0]: 'threadripper' },
  });
  const custodian = { kind: 'person' as const, id: person.id };
  await desk.client.custody.checkOut({ assetId: id, custodian, dueOn: null, condition: null, note: null });
  for (const text of ['bezel', 'PO-4711', 'zoltan', 'threadripper', 'threadrip bezel zoltan'])
    expect(await tagsFor(text), text).toEqual(['C-1']);
});
