import { afterEach, beforeEach, expect, it } from 'vitest';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let phone: number;
beforeEach(async () => {
  desk = await openReadyDesk();
  phone = (await desk.client.assets.listCategories()).find((category) => category.key === 'phone')?.id ?? 0;
});
afterEach(async () => desk.close());

const fieldNamed = async (name: string) =>
  (await desk.client.assets.listFields()).find((each) => each.name === name)?.id ?? 0;

it('[T2] a value is checked, kept in its right form, journalled, found and filtered by', async () => {
  const imei = await fieldNamed('IMEI');
  const asset = { ...bareAsset, categoryId: phone };
  await expect(desk.client.assets.create({ ...asset, fields: { [imei]: '1' } })).rejects.toMatchObject({
    code: 'FIELD_REFUSED',
    data: { field: 'IMEI', problem: 'type' },
  });
  const { id } = await desk.client.assets.create({ ...asset, fields: { [imei]: '49-015420-323751-8' } });
  expect((await desk.client.assets.get({ id })).fields).toEqual([
    { fieldId: imei, text: '490154203237518', shown: '490154203237518' },
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
  expect((await desk.client.assets.get({ id })).fields).toEqual([{ fieldId: pin, text: null, shown: null }]);
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
