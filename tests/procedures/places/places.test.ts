import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
});
afterEach(async () => desk.close());

const place = { parentId: null, kind: 'room' as const, name: 'Attic', code: null, notes: null };

describe('places', () => {
  it('[S1] get a code of their own when none is given, each once', async () => {
    const { id } = await desk.client.places.create(place);
    expect(await desk.client.places.get({ id })).toMatchObject({ code: 'P00001', path: 'Attic' });
    await expect(desk.client.places.create({ ...place, code: 'prg-store' })).rejects.toMatchObject({
      code: 'CODE_TAKEN',
      data: { name: 'IT store' },
    });
  });

  it('[S1] stand only in something wider', async () => {
    const { id } = await desk.client.places.create(place);
    await expect(
      desk.client.places.create({ ...place, name: 'Wing', kind: 'building', parentId: id }),
    ).rejects.toMatchObject({ code: 'PARENT_NOT_WIDER' });
  });

  it('[K6] are archived only when nothing is in them', async () => {
    const store = (await desk.client.places.list({})).find(({ code }) => code === 'PRG-STORE');
    await expect(desk.client.places.archive({ id: store?.id ?? 0 })).rejects.toMatchObject({ code: 'NOT_EMPTY' });
    const { id } = await desk.client.places.create(place);
    await desk.client.places.archive({ id });
    const listed = async () => (await desk.client.places.list({})).some((candidate) => candidate.id === id);
    expect(await listed()).toBe(false);
    await desk.client.places.restore({ id });
    expect(await listed()).toBe(true);
    expect((await desk.client.reports.journal({ event: 'places.restored' })).entries).toHaveLength(1);
  });

  it('[O4] a new name is found with the assets at once', async () => {
    const shelf = (await desk.client.places.list({})).find(({ code }) => code === 'PRG-STORE-A');
    if (!shelf) throw new Error('the sample has no such shelf');
    const { id, version, parentId, kind, code, notes, assetsHere } = shelf;
    await desk.client.places.update({ id, version, parentId, kind, code, notes, name: 'Mezzanine' });
    expect((await desk.client.assets.list({ search: 'Mezzanine' })).total).toBe(assetsHere);
    expect((await desk.client.assets.search({ text: 'Mezza' })).places.map((found) => found.name)).toEqual([
      'Mezzanine',
    ]);
  });
});
