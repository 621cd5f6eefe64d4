import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareAsset } from '#tests/support/assets.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let template: typeof bareAsset;
let entryId: number;
beforeEach(async () => {
  desk = await openReadyDesk();
  const categoryId = (await desk.client.assets.listCategories()).find(({ key }) => key === 'laptop')?.id ?? 0;
  template = { ...bareAsset, categoryId, name: 'ThinkPad T14', orderNumber: 'PO-7' };
  ({ entryId } = await desk.client.assets.startEntry({ template, blockId: null }));
});
afterEach(async () => desk.close());

const bare = { tag: null, serial: null, name: null, notes: null, identifiers: [] };
const add = (...serials: string[]) =>
  desk.client.assets.addUnits({ entryId, units: serials.map((serial) => ({ ...bare, serial })) });

describe('fast entry', () => {
  it('[I3] gives each unit its tag at once and makes assets of all of them at the end', async () => {
    expect(await add('S-1')).toMatchObject([{ tag: 'IT-000001', serial: 'S-1' }]);
    await add('S-2', 'S-3');
    expect((await desk.client.assets.list({})).total).toBe(0);
    const registered = await desk.client.assets.finishEntry({ entryId });
    expect(registered.map(({ tag }) => tag)).toEqual(['IT-000001', 'IT-000002', 'IT-000003']);
    expect(await desk.client.assets.lookup({ code: 'S-3' })).toMatchObject({ tag: 'IT-000003', name: 'ThinkPad T14' });
    expect(await desk.client.assets.currentEntry()).toBeNull();
    const [first] = await desk.client.assets.movements({ id: registered[0]?.id ?? 0 });
    expect(first).toMatchObject({ kind: 'registered', how: 'scan' });
  });

  it('[I3] what was answered survives a restart', async () => {
    await add('S-1');
    await desk.restart();
    await desk.client.auth.signIn(administrator);
    expect(await desk.client.assets.currentEntry()).toMatchObject({
      id: entryId,
      template: { orderNumber: 'PO-7' },
      units: [{ tag: 'IT-000001', serial: 'S-1' }],
    });
  });

  it('[I3] takes the last unit back and gives its tag to the next', async () => {
    await add('S-1', 'S-2');
    expect(await desk.client.assets.undoUnit({ entryId })).toEqual({ tag: 'IT-000002', serial: 'S-2' });
    expect(await add('S-2')).toMatchObject([{ tag: 'IT-000002', serial: 'S-2' }]);
    await desk.client.assets.undoUnit({ entryId });
    await desk.client.assets.undoUnit({ entryId });
    await expect(desk.client.assets.undoUnit({ entryId })).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
    expect((await add('A', 'B', 'C')).map(({ tag }) => tag)).toEqual(['IT-000001', 'IT-000002', 'IT-000003']);
  });

  it('[I3] refuses duplicates by where they are, and adds nothing of the block', async () => {
    const { id, tag } = await desk.client.assets.create({ ...template, serial: 'OLD' });
    await add('S-1');
    await expect(add('S-2', 's-1')).rejects.toMatchObject({ code: 'ALREADY_ENTERED', data: { tag: 'IT-000002' } });
    await expect(add('old')).rejects.toMatchObject({ code: 'SERIAL_TAKEN', data: { tag, assetId: id } });
    expect((await desk.client.assets.currentEntry())?.units).toHaveLength(1);
  });

  it('[I3] tells every bad cell of a pasted block', async () => {
    await desk.client.assets.create({ ...template, serial: 'OLD' });
    const serials = ['N-1', 'OLD', 'N-1'];
    const units = serials.map((serial) => ({ ...bare, serial, tag: null }));
    expect(await desk.client.assets.checkUnits({ entryId, units: [...units, { ...bare, tag: 'IT-000001' }] })).toEqual([
      { row: 1, column: 'serial', code: 'SERIAL_TAKEN', tag: 'IT-000001' },
      { row: 2, column: 'serial', code: 'ALREADY_ENTERED', tag: '#1' },
      { row: 3, column: 'tag', code: 'TAG_TAKEN', tag: 'IT-000001' },
    ]);
  });

  it('[I3] files the codes of a carton, finds the unit by them, and refuses one that another has', async () => {
    const identifiers = [
      { kind: 'imei' as const, value: '490154203237518' },
      { kind: 'mac' as const, value: '00:1B:44:11:3A:B7' },
      { kind: 'gtin' as const, value: '4006381333931' },
    ];
    await desk.client.assets.addUnits({ entryId, units: [{ ...bare, serial: 'P-1', identifiers }] });
    await expect(
      desk.client.assets.addUnits({ entryId, units: [{ ...bare, serial: 'P-2', identifiers }] }),
    ).rejects.toMatchObject({ code: 'ALREADY_ENTERED', data: { value: '490154203237518' } });
    const [asset] = await desk.client.assets.finishEntry({ entryId });
    expect((await desk.client.assets.get({ id: asset?.id ?? 0 })).identifiers).toHaveLength(3);
    expect(await desk.client.assets.lookup({ code: '001b.4411.3ab7' })).toMatchObject({ serial: 'P-1' });
    ({ entryId } = await desk.client.assets.startEntry({ template, blockId: null }));
    await expect(
      desk.client.assets.addUnits({ entryId, units: [{ ...bare, serial: 'P-2', identifiers }] }),
    ).rejects.toMatchObject({ code: 'IDENTIFIER_TAKEN', data: { tag: asset?.tag } });
  });

  it('[I1] takes its tags from a label roll, until that is used up', async () => {
    const { blockId } = await desk.client.assets.reserveTags({
      count: 2,
      categoryId: template.categoryId,
      placeId: null,
      note: 'Roll',
    });
    await desk.client.assets.startEntry({ template, blockId });
    expect((await add('S-1', 'S-2')).map(({ tag }) => tag)).toEqual(['IT-000001', 'IT-000002']);
    await expect(add('S-3')).rejects.toMatchObject({ code: 'BLOCK_USED_UP' });
    await desk.client.assets.undoUnit({ entryId });
    expect(await add('S-3')).toMatchObject([{ tag: 'IT-000002' }]);
    expect(await desk.client.assets.finishEntry({ entryId })).toHaveLength(2);
    expect(await desk.client.assets.listTagBlocks()).toMatchObject([{ used: 2 }]);
  });

  it('[I3] a discarded entry leaves nothing but its trace in the journal, and nobody else sees it', async () => {
    await desk.client.auth.createOperator({
      username: 'desk',
      displayName: 'Desk',
      password: 'seventeen green bottles',
      roles: ['desk_operator'],
    });
    const other = desk.connect();
    await other.auth.signIn({ username: 'desk', password: 'seventeen green bottles' });
    expect(await other.assets.currentEntry()).toBeNull();
    await expect(other.assets.discardEntry({ entryId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await add('S-1');
    await desk.client.assets.discardEntry({ entryId });
    expect(await desk.client.assets.currentEntry()).toBeNull();
    expect((await desk.client.assets.create(template)).tag).toBe('IT-000002');
  });
});
