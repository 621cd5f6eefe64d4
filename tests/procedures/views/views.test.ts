import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ViewContent } from '#shared/features/views/contract.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(async () => desk.close());

const content: ViewContent = {
  columns: [
    { id: 'tag', width: null },
    { id: 'field:3', width: 180 },
  ],
  sort: { by: 'name', direction: 'descending' },
  filter: { statuses: ['in_use'], where: { any: [{ field: 'name', operator: 'contains', values: ['lamp'] }] } },
};

async function deskOperator(): Promise<Client> {
  const password = 'long enough for a desk';
  const roles = ['desk_operator' as const];
  await desk.client.auth.createOperator({ username: 'dora', displayName: 'Dora Desk', password, roles });
  const client = desk.connect();
  await client.auth.signIn({ username: 'dora', password });
  return client;
}

const namesFor = async (client: Client) => (await client.views.list({ list: 'assets' })).map((view) => view.name);

it('[X2] a view keeps columns, their order and width, sorting and filter, and comes back as it was kept', async () => {
  const { id } = await desk.client.views.create({ list: 'assets', name: 'Lamps', shared: false, content });
  const [view] = await desk.client.views.list({ list: 'assets' });
  expect(view).toMatchObject({ ...content, id, name: 'Lamps', shared: false, editable: true, isDefault: false });
  expect(await desk.client.views.list({ list: 'people' })).toEqual([]);
  const next = { ...content, filter: {}, sort: { by: 'tag', direction: 'ascending' as const } };
  await desk.client.views.overwrite({ id, version: 1, content: next });
  await expect(desk.client.views.overwrite({ id, version: 1, content })).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
  });
  await desk.client.views.rename({ id, version: 2, name: 'All lamps', shared: true });
  expect(await desk.client.views.list({ list: 'assets' })).toMatchObject([
    { ...next, name: 'All lamps', shared: true, version: 3 },
  ]);
  await desk.client.views.remove({ id, version: 3 });
  expect(await namesFor(desk.client)).toEqual([]);
});

it('[X2] a private view is seen by nobody else, a shared one changed by nobody else without the permission', async () => {
  const dora = await deskOperator();
  await desk.client.views.create({ list: 'assets', name: 'Mine', shared: false, content });
  const ours = await desk.client.views.create({ list: 'assets', name: 'Ours', shared: true, content });
  expect(await dora.views.list({ list: 'assets' })).toMatchObject([{ name: 'Ours', editable: false }]);
  const refused = { code: 'VIEW_NOT_YOURS', data: { name: 'Ours', owner: 'Rita Root' } };
  await expect(dora.views.overwrite({ id: ours.id, version: 1, content })).rejects.toMatchObject(refused);
  await expect(dora.views.remove({ id: ours.id, version: 1 })).rejects.toMatchObject(refused);
  const hers = await dora.views.create({ list: 'assets', name: 'Hers', shared: true, content });
  await desk.client.views.rename({ id: hers.id, version: 1, name: 'Desk', shared: true });
  expect(await namesFor(dora)).toEqual(['Desk', 'Ours']);
});

it('[X2] names are given once among the shared views, and once among one’s own', async () => {
  const dora = await deskOperator();
  await desk.client.views.create({ list: 'assets', name: 'Lamps', shared: true, content });
  const again = { list: 'assets' as const, name: 'lamps', content };
  await expect(dora.views.create({ ...again, shared: true })).rejects.toMatchObject({ code: 'NAME_TAKEN' });
  await dora.views.create({ ...again, shared: false });
  await expect(dora.views.create({ ...again, shared: false })).rejects.toMatchObject({ code: 'NAME_TAKEN' });
});

it('[X2] each operator chooses what a list opens with, and a deleted view is nobody’s default', async () => {
  const dora = await deskOperator();
  const { id } = await desk.client.views.create({ list: 'assets', name: 'Lamps', shared: true, content });
  await dora.views.setDefault({ list: 'assets', id });
  expect((await dora.views.list({ list: 'assets' }))[0]?.isDefault).toBe(true);
  expect((await desk.client.views.list({ list: 'assets' }))[0]?.isDefault).toBe(false);
  const own = await desk.client.views.create({ list: 'assets', name: 'Mine', shared: false, content });
  await expect(dora.views.setDefault({ list: 'assets', id: own.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await desk.client.views.remove({ id, version: 1 });
  expect(await dora.views.list({ list: 'assets' })).toEqual([]);
  await dora.views.setDefault({ list: 'assets', id: null });
});

it('[X2] a filter that the list would not understand is not kept', async () => {
  await expect(
    desk.client.views.create({
      list: 'assets',
      name: 'Broken',
      shared: false,
      content: { ...content, filter: { statuses: ['vaporised'] } },
    }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
