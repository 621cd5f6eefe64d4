import { afterEach, beforeEach, expect, it } from 'vitest';
import { keyOfField } from '#shared/features/assets/filter-expression.ts';
import type { FilterExpression } from '#shared/features/assets/filter-expression.ts';
import type { AssetDetails } from '#shared/features/assets/model.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(async () => desk.close());

const tagsWhere = async (where: FilterExpression) =>
  (await desk.client.assets.list({ where })).rows.map((row) => row.tag).toSorted();

type Facts = Partial<AssetDetails> & { placeId?: number; fields?: Record<string, string> };
const register = async (tag: string, facts: Facts = {}) => desk.client.assets.create({ ...bareAsset, ...facts, tag });

it('[X2] conditions are joined by and and or, to any depth', async () => {
  await register('A-1', { name: 'Blue lamp', notes: 'fragile' });
  await register('A-2', { name: 'Red lamp' });
  await register('A-3', { name: 'Red chair' });
  const lamp = { field: 'name' as const, operator: 'contains' as const, values: ['LAMP'] };
  const red = { field: 'name' as const, operator: 'startsWith' as const, values: ['red'] };
  const noted = { field: 'notes' as const, operator: 'isNotEmpty' as const, values: [] };
  expect(await tagsWhere({ all: [lamp, red] })).toEqual(['A-2']);
  expect(await tagsWhere({ any: [lamp, red] })).toEqual(['A-1', 'A-2', 'A-3']);
  expect(
    await tagsWhere({ any: [{ all: [red, { ...lamp, operator: 'isNot', values: ['Red lamp'] }] }, noted] }),
  ).toEqual(['A-1', 'A-3']);
});

it('[X2] amounts are compared within their currency, and only by who may see them', async () => {
  await register('A-1', { cost: { minor: 90_000, currency: 'EUR' } });
  await register('A-2', { cost: { minor: 120_000, currency: 'EUR' } });
  await register('A-3', { cost: { minor: 150_000, currency: 'CZK' } });
  const dear = { field: 'cost' as const, operator: 'atLeast' as const, values: ['1000 EUR'] };
  expect(await tagsWhere(dear)).toEqual(['A-2']);
  expect(await tagsWhere({ ...dear, operator: 'is', values: ['900.00 EUR', '1500 CZK'] })).toEqual(['A-1', 'A-3']);
  await desk.client.auth.createOperator({
    username: 'dora',
    displayName: 'Dora Desk',
    password: 'long enough for a desk',
    roles: ['desk_operator'],
  });
  const other = desk.connect();
  await other.auth.signIn({ username: 'dora', password: 'long enough for a desk' });
  await expect(other.assets.list({ where: dear })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

it('[X2] a place stands for everything in it, a custodian for what he holds now', async () => {
  const site = await desk.client.places.create({
    parentId: null,
    kind: 'site',
    name: 'Harbour',
    code: null,
    notes: null,
  });
  const room = await desk.client.places.create({
    parentId: site.id,
    kind: 'room',
    name: 'Store',
    code: null,
    notes: null,
  });
  const person = await desk.client.people.create(barePerson);
  await register('A-1', { placeId: room.id });
  const held = await register('A-2');
  await desk.client.custody.checkOut({
    assetId: held.id,
    custodian: { kind: 'person', id: person.id },
    dueOn: null,
    condition: null,
    note: null,
  });
  expect(await tagsWhere({ field: 'place', operator: 'is', values: [String(site.id)] })).toEqual(['A-1']);
  expect(await tagsWhere({ field: 'custodian', operator: 'is', values: [String(person.id)] })).toEqual(['A-2']);
  expect(await tagsWhere({ field: 'custodian', operator: 'isEmpty', values: [] })).toEqual(['A-1']);
});

it('[X2] days of instants and fields of categories are compared by their type', async () => {
  const fields = await desk.client.assets.listFields();
  const own = fields.find((field) => field.type === 'number' && field.categoryId !== null);
  const categoryId = own?.categoryId ?? 0;
  const key = keyOfField(own?.id ?? 0);
  await register('A-1', { categoryId, fields: { [own?.id ?? 0]: '9' } });
  await register('A-2', { categoryId, fields: { [own?.id ?? 0]: '16' } });
  await register('A-3', { categoryId });
  expect(await tagsWhere({ field: key, operator: 'moreThan', values: ['10'] })).toEqual(['A-2']);
  expect(await tagsWhere({ field: key, operator: 'isNot', values: ['9'] })).toEqual(['A-2', 'A-3']);
  expect(await tagsWhere({ field: 'createdAt', operator: 'is', values: ['2026-11-24'] })).toHaveLength(3);
  expect(await tagsWhere({ field: 'createdAt', operator: 'lessThan', values: ['2026-11-24'] })).toEqual([]);
});
