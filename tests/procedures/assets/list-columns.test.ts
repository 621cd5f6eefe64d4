import { afterEach, beforeEach, expect, it } from 'vitest';
import { furtherAssetSort } from '#shared/features/assets/contract.ts';
import type { AssetListSort } from '#shared/features/assets/contract.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
});
afterEach(async () => desk.close());

it('[X2] a row comes with the fields of categories that were asked for, and never with a secret', async () => {
  const fields = await desk.client.assets.listFields();
  const categories = await desk.client.assets.listCategories();
  const phone = categories.find(({ key }) => key === 'phone')?.id ?? 0;
  const idOf = (name: string) => fields.find((field) => field.name === name)?.id ?? 0;
  const [imei, pin] = [idOf('IMEI'), idOf('Unlock code')];
  const { tag } = await desk.client.assets.create({
    ...bareAsset,
    categoryId: phone,
    fields: { [imei]: '490154203237518', [pin]: '4711' },
  });
  const asked = await desk.client.assets.list({ search: tag, fields: [imei, pin] });
  expect(asked.rows[0]?.fields).toEqual({ [`field:${imei}`]: '490154203237518' });
  expect((await desk.client.assets.list({ search: tag })).rows[0]?.fields).toEqual({});
});

it('[X2] the list is sorted by every column, page after page, forwards and backwards', async () => {
  const person = await desk.client.people.create({ ...barePerson, name: 'aaron First' });
  const { id } = await desk.client.assets.create(bareAsset);
  const hand = { kind: 'person' as const, id: person.id };
  await desk.client.custody.checkOut({
    assetId: id,
    custodian: hand,
    dueOn: '2031-01-01',
    condition: null,
    note: null,
  });
  const all = (await desk.client.assets.list({ limit: 500 })).rows;
  const idsBy = async (sort: AssetListSort, direction: 'ascending' | 'descending') => {
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.client.assets.list({ sort, direction, limit: 37, cursor });
      ids.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return ids;
  };
  for (const sort of furtherAssetSort) {
    const forwards = await idsBy(sort, 'ascending');
    expect(forwards.toSorted((one, other) => one - other)).toEqual(all.map((row) => row.id).toSorted((a, b) => a - b));
    expect(await idsBy(sort, 'descending'), sort).toEqual(forwards.toReversed());
  }
  const custodians = (await desk.client.assets.list({ sort: 'custodian', limit: 500 })).rows.flatMap(
    (row) => row.custodian?.name.toLowerCase() ?? [],
  );
  expect(custodians[0]).toBe('aaron first');
  expect(custodians).toEqual(custodians.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0)));
  expect((await desk.client.assets.list({ sort: 'dueOn', direction: 'descending' })).rows[0]?.id).toBe(id);
});

it('[S4] nobody learns the order of costs who may not see them', async () => {
  const password = 'long enough for a desk';
  await desk.client.auth.createOperator({ username: 'dora', displayName: 'Dora', password, roles: ['desk_operator'] });
  const dora = desk.connect();
  await dora.auth.signIn({ username: 'dora', password });
  await expect(dora.assets.list({ sort: 'cost' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
