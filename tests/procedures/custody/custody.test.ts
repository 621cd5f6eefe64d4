import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let assetId: number;
let tag: string;
let ada: number;
let bob: number;
let store: number;

beforeEach(async () => {
  desk = await openReadyDesk();
  ada = (await desk.client.people.create({ ...barePerson, name: 'Ada', badgeCode: 'B-1' })).id;
  bob = (await desk.client.people.create({ ...barePerson, name: 'Bob', badgeCode: 'B-2' })).id;
  store = (await desk.client.places.create({ parentId: null, kind: 'room', name: 'Store', code: 'STORE', notes: null }))
    .id;
  ({ id: assetId, tag } = await desk.client.assets.create({ ...bareAsset, placeId: store }));
});
afterEach(async () => desk.close());

const toPerson = (id: number, dueOn: string | null = null) => ({
  assetId,
  custodian: { kind: 'person' as const, id },
  dueOn,
  condition: null,
  note: null,
});
const back = { placeId: null, condition: null, note: null };

describe('checking out', () => {
  it('[K2] puts somebody in charge, keeps where the asset stands, and starts a link of the chain', async () => {
    await desk.client.custody.checkOut(toPerson(ada));
    expect(await desk.client.assets.get({ id: assetId })).toMatchObject({
      status: 'in_use',
      custodian: { kind: 'person', name: 'Ada' },
      place: { name: 'Store' },
    });
    expect(await desk.client.custody.chain({ assetId })).toMatchObject([
      { custodian: { name: 'Ada' }, endedAt: null, handedOverBy: 'Rita Root' },
    ]);
  });

  it('[K2] names the present holder when somebody else has it', async () => {
    await desk.client.custody.checkOut(toPerson(ada));
    await expect(desk.client.custody.checkOut(toPerson(bob))).rejects.toMatchObject({
      code: 'ASSET_HELD',
      data: { tag, custodian: 'Ada' },
    });
  });

  it('[K2] with a due date is a loan, and overdue from the day after', async () => {
    await desk.client.custody.checkOut(toPerson(ada, '2026-11-25'));
    expect(await desk.client.assets.get({ id: assetId })).toMatchObject({ status: 'on_loan', dueOn: '2026-11-25' });
    expect(await desk.client.assets.counts()).toMatchObject({ overdue: 0 });
    desk.surroundings.pass(2 * 86_400_000);
    await desk.client.auth.unlock({ password: 'correct horse battery' });
    expect(await desk.client.assets.counts()).toMatchObject({ overdue: 1 });
    expect((await desk.client.assets.list({ overdueOnly: true })).rows.map((row) => row.tag)).toEqual([tag]);
  });

  it('[K2] is refused for somebody who has left', async () => {
    const gone = await desk.client.people.create({ ...barePerson, name: 'Gone', endsOn: '2026-11-23' });
    await expect(desk.client.custody.checkOut(toPerson(gone.id))).rejects.toMatchObject({
      code: 'CUSTODIAN_GONE',
      data: { name: 'Gone' },
    });
  });

  it('[D3] puts a place in charge, and the asset there', async () => {
    const meeting = await desk.client.places.create({
      parentId: null,
      kind: 'room',
      name: 'Meeting room',
      code: null,
      notes: null,
    });
    await desk.client.custody.checkOut({ ...toPerson(ada), custodian: { kind: 'place', id: meeting.id } });
    expect(await desk.client.assets.get({ id: assetId })).toMatchObject({
      custodian: { kind: 'place', name: 'Meeting room' },
      place: { name: 'Meeting room' },
    });
  });
});

describe('checking in', () => {
  it('[K2] ends the custody and notes the condition', async () => {
    await desk.client.custody.checkOut(toPerson(ada));
    desk.surroundings.pass(60_000);
    await desk.client.custody.checkIn({ assetId, ...back, condition: 'worn' });
    expect(await desk.client.assets.get({ id: assetId })).toMatchObject({
      status: 'in_stock',
      custodian: null,
      condition: 'worn',
    });
    expect(await desk.client.custody.chain({ assetId })).toMatchObject([
      { conditionOut: 'good', conditionIn: 'worn', takenBackBy: 'Rita Root' },
    ]);
  });

  it('[K2] is refused for what nobody has', async () => {
    await expect(desk.client.custody.checkIn({ assetId, ...back })).rejects.toMatchObject({ code: 'ASSET_NOT_HELD' });
  });
});

describe('moving', () => {
  it('[K6] changes the place and nothing else', async () => {
    const shelf = await desk.client.places.create({
      parentId: store,
      kind: 'rack',
      name: 'Shelf',
      code: 'SHELF',
      notes: null,
    });
    await desk.client.custody.checkOut(toPerson(ada));
    await desk.client.custody.move({ assetId, placeId: shelf.id, note: null });
    expect(await desk.client.assets.get({ id: assetId })).toMatchObject({
      place: { name: 'Shelf' },
      custodian: { name: 'Ada' },
      status: 'in_use',
    });
    expect((await desk.client.assets.list({ placeId: store })).total).toBe(1);
    await expect(desk.client.custody.move({ assetId, placeId: shelf.id, note: null })).rejects.toMatchObject({
      code: 'ALREADY_THERE',
    });
  });
});

describe('the history', () => {
  it('[K6] tells every step with its journal entry', async () => {
    await desk.client.custody.checkOut(toPerson(ada));
    await desk.client.custody.checkIn({ assetId, ...back });
    const movements = await desk.client.assets.movements({ id: assetId });
    expect(movements.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['checked_in', 'Ada', 'Store'],
      ['checked_out', 'Store', 'Ada'],
      ['registered', null, 'Store'],
    ]);
    const journal = await desk.client.reports.assetJournal({ assetId });
    expect(movements.every((movement) => journal.some((entry) => entry.seq === movement.journalSeq))).toBe(true);
  });

  it('[O4] the search finds an asset by who has it, until he has not', async () => {
    await desk.client.custody.checkOut(toPerson(ada));
    expect((await desk.client.assets.list({ search: 'Ada' })).total).toBe(1);
    await desk.client.custody.checkIn({ assetId, ...back });
    expect((await desk.client.assets.list({ search: 'Ada' })).total).toBe(0);
  });
});
