import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldDetails } from '#shared/features/assets/fields.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let categoryId: number;
let owner: { family: null; categoryId: number };
beforeEach(async () => {
  desk = await openReadyDesk();
  const created = await desk.client.assets.createCategory({
    family: 'hardware',
    name: 'Drones',
    code: 'DR',
    parentId: null,
  });
  categoryId = created.id;
  owner = { family: null, categoryId };
});
afterEach(async () => desk.close());

const plain: FieldDetails = {
  name: 'Colour',
  type: 'text',
  group: '',
  unit: null,
  required: false,
  unique: false,
  initial: null,
  help: null,
  pattern: null,
  choices: [],
  role: null,
};
const add = async (details: Partial<FieldDetails> = {}) =>
  (await desk.client.assets.createField({ ...plain, ...details, owner })).id;
const change = async (id: number, details: Partial<FieldDetails>) => {
  const field = (await desk.client.assets.listFields()).find((each) => each.id === id);
  return desk.client.assets.updateField({ ...plain, ...details, id, version: field?.version ?? 0 });
};
const register = async (fieldId: number, text: string) =>
  (await desk.client.assets.create({ ...bareAsset, categoryId, fields: { [fieldId]: text } })).id;
const valueOf = async (assetId: number, fieldId: number) =>
  (await desk.client.assets.get({ id: assetId })).fields.find((value) => value.fieldId === fieldId);
const found = async (fieldId: number, text: string) =>
  (
    await desk.client.assets.list({
      where: { all: [{ field: `field:${fieldId}`, operator: 'is', values: [text] }] },
    })
  ).total;

describe('a field’s type', () => {
  it('[T2] is changed with what does not convert shown before, kept, and there again when it is changed back', async () => {
    const id = await add();
    const [seven, blue] = [await register(id, '007'), await register(id, 'blue')];
    expect(await desk.client.assets.previewField({ ...plain, type: 'number', id })).toMatchObject({
      values: 2,
      unfit: { count: 1, examples: [{ assetId: blue, text: 'blue' }] },
    });
    await change(id, { type: 'number' });
    expect(await valueOf(seven, id)).toMatchObject({ text: '7', fits: true });
    expect(await valueOf(blue, id)).toMatchObject({ text: 'blue', fits: false });
    expect(await found(id, '7')).toBe(1);
    // Whoever changes something else about the asset does not lose it either.
    const { version } = await desk.client.assets.get({ id: blue });
    const { tag: _tag, placeId: _place, ...details } = bareAsset;
    await desk.client.assets.update({ ...details, categoryId, id: blue, version, notes: 'Seen', fields: {} });
    await change(id, { type: 'text' });
    expect(await valueOf(seven, id)).toMatchObject({ text: '007', fits: true });
    expect(await valueOf(blue, id)).toMatchObject({ text: 'blue', fits: true });
    expect(await found(id, 'blue')).toBe(1);
  });

  it('[T2] whatever was typed comes back after any way through the types', async () => {
    const texts = fc.uniqueArray(
      fc.oneof(
        fc.constantFrom('007', '1,50', 'ja', '2026-01-02', '12.5 EUR', 'AA-BB-CC-DD-EE-FF', '10.0.0.1'),
        fc
          .string({ minLength: 1, maxLength: 12 })
          .map((text) => text.replaceAll(/[^\p{L}\p{N}]/gu, ''))
          .filter((text) => text !== ''),
      ),
      { minLength: 1, maxLength: 5 },
    );
    const types = fc.array(
      fc.constantFrom('number', 'money', 'date', 'yes_no', 'mac', 'ip', 'imei', 'url', 'person', 'location'),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(texts, types, async (typed, way) => {
        run += 1;
        const name = `Field ${run}`;
        const id = await add({ name });
        const assets = [];
        for (const text of typed) assets.push([await register(id, text), text] as const);
        for (const type of way as FieldDetails['type'][]) await change(id, { name, type });
        await change(id, { name });
        for (const [assetId, text] of assets) expect(await valueOf(assetId, id)).toMatchObject({ text, fits: true });
      }),
      { numRuns: 12 },
    );
  });

  it('[T2] a person is found by name, and is a name again', async () => {
    await desk.client.people.create({ ...barePerson, name: 'Ada Example' });
    const id = await add();
    const asset = await register(id, 'ada example');
    await change(id, { type: 'person' });
    expect(await valueOf(asset, id)).toMatchObject({ shown: 'Ada Example', fits: true });
    await change(id, { type: 'text' });
    expect(await valueOf(asset, id)).toMatchObject({ text: 'ada example', fits: true });
  });

  it('[S5] a secret stays a secret, and nothing becomes one', async () => {
    const [secret, open] = [await add({ type: 'secret' }), await add({ name: 'Open' })];
    await expect(change(secret, {})).rejects.toMatchObject({ code: 'FIELD_SECRET_FIXED' });
    await expect(change(open, { name: 'Open', type: 'secret' })).rejects.toMatchObject({ code: 'FIELD_SECRET_FIXED' });
  });

  it('[T2] a choice that is taken away leaves its values as they are, and finds them again', async () => {
    const id = await add({ type: 'choice', choices: ['Red', 'Blue'] });
    const asset = await register(id, 'red');
    await change(id, { type: 'choice', choices: ['Blue'] });
    expect(await valueOf(asset, id)).toMatchObject({ text: 'Red', fits: false });
    await change(id, { type: 'choice', choices: ['Blue', 'Red'] });
    expect(await valueOf(asset, id)).toMatchObject({ text: 'Red', fits: true });
  });
});

describe('a field’s constraints', () => {
  it('[T2] name who offends them before they hold; values that are there twice are never made unique', async () => {
    const id = await add();
    const [one, other] = [await register(id, 'N-1'), await register(id, 'n-1')];
    const bare = await desk.client.assets.create({ ...bareAsset, categoryId });
    const strict = { required: true, unique: true, pattern: '[A-Z]-[0-9]' };
    expect(await desk.client.assets.previewField({ ...plain, ...strict, id })).toMatchObject({
      empty: { count: 1, examples: [{ assetId: bare.id }] },
      repeated: { count: 2, examples: [{ assetId: one }, { assetId: other }] },
      unlike: { count: 1, examples: [{ assetId: other, text: 'n-1' }] },
    });
    await expect(change(id, strict)).rejects.toMatchObject({ code: 'FIELD_NOT_UNIQUE', data: { count: 2 } });
    const { version } = await desk.client.assets.get({ id: other });
    const { tag: _tag, placeId: _place, ...details } = bareAsset;
    await desk.client.assets.update({ ...details, categoryId, id: other, version, fields: { [id]: 'N-2' } });
    await change(id, strict);
    await expect(register(id, 'N-2')).rejects.toMatchObject({ code: 'FIELD_TAKEN' });
    await expect(register(id, 'x')).rejects.toMatchObject({ code: 'FIELD_REFUSED', data: { problem: 'pattern' } });
    await change(id, {});
    await register(id, 'N-2');
  });

  it('[T2] are refused where they can’t be, and a change that was overtaken is not made', async () => {
    const refused = { code: 'INVALID_INPUT' };
    await expect(add({ type: 'choice' })).rejects.toMatchObject(refused);
    await expect(add({ role: 'expiry' })).rejects.toMatchObject(refused);
    await expect(add({ pattern: '(' })).rejects.toMatchObject(refused);
    const id = await add();
    await expect(desk.client.assets.updateField({ ...plain, help: 'Other', id, version: 7 })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    await expect(add()).rejects.toMatchObject({ code: 'NAME_TAKEN' });
  });
});

describe('the fields of a category', () => {
  it('[T2] are put in order, archived with their values kept, and brought back', async () => {
    const [first, second] = [await add({ name: 'First' }), await add({ name: 'Second' })];
    const asset = await register(first, 'kept');
    await desk.client.assets.orderFields({ owner, ids: [second, first] });
    const order = async () =>
      (await desk.client.assets.listFields())
        .filter((field) => field.categoryId === categoryId && !field.archived)
        .toSorted((one, other) => one.position - other.position)
        .map(({ name }) => name);
    expect(await order()).toEqual(['Second', 'First']);
    await expect(desk.client.assets.orderFields({ owner, ids: [first] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await desk.client.assets.archiveField({ id: first });
    expect(await order()).toEqual(['Second']);
    expect(await valueOf(asset, first)).toMatchObject({ text: 'kept' });
    await add({ name: 'First' });
    await expect(desk.client.assets.restoreField({ id: first })).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    await desk.client.assets.archiveField({ id: second });
    await desk.client.assets.restoreField({ id: second });
    expect(await order()).toContain('Second');
  });
});
