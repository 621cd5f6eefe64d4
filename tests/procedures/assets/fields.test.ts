import { afterEach, beforeEach, expect, it } from 'vitest';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import { fieldsOfCategory } from '#shared/features/assets/fields.ts';
import type { FieldDetails } from '#shared/features/assets/fields.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let phone: number;
beforeEach(async () => {
  desk = await openReadyDesk();
  phone = (await desk.client.assets.listCategories()).find((category) => category.key === 'phone')?.id ?? 0;
});
afterEach(async () => desk.close());

/** A field that phones are asked for. */
const fieldNamed = async (name: string) => {
  const fields = await desk.client.assets.listFields();
  const asked = fieldsOfCategory(fields, await desk.client.assets.listCategories(), phone);
  return asked.find((each) => each.name === name)?.id ?? 0;
};

it('[T2] a value is checked, kept in its right form, journalled, found and filtered by', async () => {
  const imei = await fieldNamed('IMEI');
  const asset = { ...bareAsset, categoryId: phone };
  await expect(desk.client.assets.create({ ...asset, fields: { [imei]: '1' } })).rejects.toMatchObject({
    code: 'FIELD_REFUSED',
    data: { field: 'IMEI', problem: 'type' },
  });
  const { id } = await desk.client.assets.create({ ...asset, fields: { [imei]: '49-015420-323751-8' } });
  expect((await desk.client.assets.get({ id })).fields).toEqual([
    { fieldId: imei, text: '490154203237518', shown: '490154203237518', fits: true },
  ]);
  expect((await desk.client.assets.list({ search: '490154203237518' })).total).toBe(1);
  const where = { any: [{ field: `field:${imei}` as const, operator: 'is' as const, values: ['490154203237518'] }] };
  expect((await desk.client.assets.list({ where })).total).toBe(1);
  const journal = await desk.client.reports.assetJournal({ assetId: id });
  expect(JSON.stringify(journal)).toContain('field IMEI');
});

it('[S5] a secret is shown on a journalled request only, and its text is nowhere else', async () => {
  const pin = await fieldNamed('Unlock code');
  const { id } = await desk.client.assets.create({ ...bareAsset, categoryId: phone, fields: { [pin]: 'zebra-4711' } });
  expect((await desk.client.assets.get({ id })).fields).toEqual([
    { fieldId: pin, text: null, shown: null, fits: true },
  ]);
  expect((await desk.client.assets.list({ search: 'zebra' })).total).toBe(0);
  expect(await desk.client.assets.revealSecret({ assetId: id, fieldId: pin })).toEqual({ text: 'zebra-4711' });
  const journal = JSON.stringify(await desk.client.reports.assetJournal({ assetId: id }));
  expect(journal).toContain('assets.secretShown');
  expect(journal).not.toContain('zebra');
});

it('[T2] a unique field of one’s own refuses the second asset with its value', async () => {
  const field = await desk.client.assets.createField({
    owner: { family: null, categoryId: phone },
    name: 'Inventory number',
    type: 'text',
    group: 'Own',
    unit: null,
    required: false,
    unique: true,
    initial: null,
    help: null,
    pattern: '[A-Z][0-9]+',
    choices: [],
    role: null,
  });
  const asset = { ...bareAsset, categoryId: phone, fields: { [field.id]: 'A1' } };
  const { tag } = await desk.client.assets.create(asset);
  await expect(desk.client.assets.create(asset)).rejects.toMatchObject({ code: 'FIELD_TAKEN', data: { tag } });
});

it('[S4] a secret is set by whoever edits assets, and shown only to who may see secrets', async () => {
  const pin = await fieldNamed('Unlock code');
  await desk.client.auth.createOperator({
    username: 'desk',
    displayName: 'Desk',
    password: 'seventeen green bottles',
    roles: ['desk_operator'],
  });
  const other = desk.connect();
  await other.auth.signIn({ username: 'desk', password: 'seventeen green bottles' });
  const { id } = await other.assets.create({ ...bareAsset, categoryId: phone, fields: { [pin]: 'zebra-4711' } });
  await expect(other.assets.revealSecret({ assetId: id, fieldId: pin })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await desk.client.assets.revealSecret({ assetId: id, fieldId: pin })).toEqual({ text: 'zebra-4711' });
});

const ownField: FieldDetails = {
  name: 'Inventory number',
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

it('[T2] a required field is asked for in a form, and not of who changes other facts', async () => {
  const { id: assetId } = await desk.client.assets.create({ ...bareAsset, categoryId: phone });
  await desk.client.assets.createField({
    ...ownField,
    owner: { family: null, categoryId: phone },
    required: true,
  });
  const { version } = await desk.client.assets.get({ id: assetId });
  const { tag: _tag, placeId: _place, ...details } = bareAsset;
  const change = { ...details, categoryId: phone, id: assetId, version, notes: 'Changed' };
  await expect(desk.client.assets.update({ ...change, fields: {} })).rejects.toMatchObject({
    code: 'FIELD_REFUSED',
    data: { problem: 'required' },
  });
  await desk.client.assets.update(change);
  expect((await desk.client.assets.get({ id: assetId })).notes).toBe('Changed');
});

it('[T2] a person or place that is not in the register is refused', async () => {
  const owner = { family: null, categoryId: phone } as const;
  const { id } = await desk.client.assets.createField({ ...ownField, owner, type: 'person', name: 'Caretaker' });
  await expect(
    desk.client.assets.create({ ...bareAsset, categoryId: phone, fields: { [id]: '4711' } }),
  ).rejects.toMatchObject({ code: 'FIELD_REFUSED', data: { problem: 'type' } });
});

it('[T2] units of a fast entry share its values, except those that are a unit’s own', async () => {
  const own = await desk.client.assets.createField({
    ...ownField,
    owner: { family: null, categoryId: phone },
    unique: true,
    required: true,
  });
  const [capacity, imei] = [await fieldNamed('Storage'), await fieldNamed('IMEI')];
  const { tag: _tag, serial: _serial, ...template } = { ...bareAsset, categoryId: phone };
  const start = (fields: Record<string, string>) =>
    desk.client.assets.startEntry({ template: { ...template, fields }, blockId: null });
  await expect(start({ [imei]: 'no number' })).rejects.toMatchObject({ code: 'FIELD_REFUSED' });
  const { entryId } = await start({ [capacity]: '128', [own.id]: 'N-1' });
  const unit = { tag: null, name: null, notes: null, identifiers: [] };
  await desk.client.assets.addUnits({
    entryId,
    units: ['F-1', 'F-2'].map((serial) => ({ ...unit, serial })),
  });
  const assets = await desk.client.assets.finishEntry({ entryId });
  expect(assets).toHaveLength(2);
  for (const { id } of assets)
    expect((await desk.client.assets.get({ id })).fields).toEqual([
      { fieldId: capacity, text: '128', shown: '128', fits: true },
    ]);
});
