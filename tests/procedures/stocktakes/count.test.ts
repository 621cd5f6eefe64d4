import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let room: number;
let other: number;
let tags: string[];

beforeEach(async () => {
  desk = await openReadyDesk();
  const make = (name: string) => ({
    parentId: null,
    kind: 'room' as const,
    name,
    code: name.toUpperCase(),
    notes: null,
  });
  room = (await desk.client.places.create(make('Room'))).id;
  other = (await desk.client.places.create(make('Other'))).id;
  tags = [];
  for (const placeId of [room, room, other, null])
    tags.push((await desk.client.assets.create({ ...bareAsset, placeId })).tag);
});
afterEach(async () => desk.close());

const plan = (more: object = {}) => ({
  name: 'Room by room',
  scope: { placeIds: [room], departmentIds: [], categoryIds: [] },
  method: 'full' as const,
  sampleSize: null,
  seed: null,
  blind: false,
  ...more,
});

async function begin(more: object = {}): Promise<number> {
  const { id } = await desk.client.stocktakes.plan(plan(more));
  await desk.client.stocktakes.start({ id });
  return id;
}
const scan = async (id: number, text: string) => (await desk.client.stocktakes.scan({ id, text })).outcome;

describe('counting', () => {
  it('[K3] tells all results of a room, and the place comes first', async () => {
    const id = await begin();
    const [here = '', , elsewhere = '', nowhere = ''] = tags;
    expect(await scan(id, here)).toBe('place_first');
    expect(await scan(id, 'ROOM')).toBe('place');
    expect(await scan(id, here)).toBe('found');
    expect(await scan(id, here)).toBe('again');
    expect(await scan(id, elsewhere)).toBe('unexpected');
    expect(await scan(id, nowhere)).toBe('no_place');
    expect(await scan(id, 'NOBODY-KNOWS')).toBe('unknown');
    const { tally } = await desk.client.stocktakes.get({ id });
    expect(tally).toEqual({
      expected: 2,
      found: 1,
      missing: 1,
      wrong_place: 0,
      unexpected: 1,
      no_place: 1,
      unknown: 1,
    });
  });

  it('[K3] the place and what was scanned survive a restart, and the register stays as it was', async () => {
    const id = await begin();
    await desk.client.stocktakes.setPlace({ id, placeId: other });
    expect(await scan(id, tags[0] ?? '')).toBe('wrong_place');
    await desk.restart();
    await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
    expect(await scan(id, tags[1] ?? '')).toBe('wrong_place');
    expect((await desk.client.stocktakes.list())[0]?.tally).toMatchObject({ wrong_place: 2, missing: 0 });
    expect((await desk.client.assets.list({ placeId: room })).total).toBe(2);
  });

  it('[K3] a sweep folds what it read twice, and what it reads again is no news', async () => {
    const id = await begin();
    const sweep = { id, placeId: room, how: 'rfid' as const, codes: [tags[0] ?? '', tags[1] ?? '', tags[0] ?? ''] };
    expect(await desk.client.stocktakes.recordSightings(sweep)).toMatchObject({ recorded: 2, outcomes: { found: 2 } });
    expect(await desk.client.stocktakes.recordSightings(sweep)).toMatchObject({ recorded: 0, again: 3 });
    const { rows } = await desk.client.stocktakes.lines({ id, results: ['found'] });
    expect(rows.map(({ tag, witnesses }) => [tag, witnesses])).toEqual([tags[0], tags[1]].map((tag) => [tag, 1]));
  });

  it('[K3] counted blind, the list and the results are hidden from whoever counts', async () => {
    const id = await begin({ blind: true });
    await scan(id, 'ROOM');
    expect(await scan(id, tags[2] ?? '')).toBe('recorded');
    expect((await desk.client.stocktakes.get({ id })).tally).toBeNull();
    await expect(desk.client.stocktakes.lines({ id })).rejects.toMatchObject({ code: 'COUNTED_BLIND' });
  });

  it('[K3] a cancelled stocktake takes no more scans, in the database either', async () => {
    const id = await begin();
    await desk.client.stocktakes.cancel({ id, reason: 'wrong room' });
    await expect(scan(id, 'ROOM')).rejects.toMatchObject({ code: 'STOCKTAKE_STATE' });
    expect(() => desk.backend.inventory?.sqlite.exec("UPDATE stocktake_line SET note = 'x'")).toThrow(
      'STOCKTAKE_IS_CLOSED',
    );
  });
});
