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

describe('what a hand-over says', () => {
  it('[D3] purpose and accessories go with it, and what did not come back is written down', async () => {
    const accessories = ['Charger', 'Bag', 'Dock'];
    await desk.client.custody.checkOut({ ...toPerson(ada), purpose: 'Trade fair', accessories });
    expect(await desk.client.custody.proposeReturn({ assetId, condition: null })).toMatchObject({
      accessories,
      conditionOut: 'good',
      place: { id: store, path: 'Store' },
    });
    await desk.client.custody.checkIn({ assetId, ...back, missing: ['Bag', 'Never had'] });
    expect(await desk.client.custody.chain({ assetId })).toMatchObject([
      { purpose: 'Trade fair', accessories, missing: ['Bag'], nextStep: 'stock' },
    ]);
  });

  it('[K2] damaged goes to repair, what held data is to be sanitised', async () => {
    await desk.client.custody.checkOut(toPerson(ada));
    expect(await desk.client.custody.proposeReturn({ assetId, condition: 'damaged' })).toMatchObject({
      nextStep: 'repair',
    });
    await desk.client.custody.checkIn({ assetId, ...back, condition: 'damaged', nextStep: 'repair' });
    expect(await desk.client.assets.get({ id: assetId })).toMatchObject({
      status: 'in_maintenance',
      condition: 'damaged',
      custodian: null,
    });
    const laptop = (await desk.client.assets.listCategories()).find(({ key }) => key === 'laptop');
    const other = await desk.client.assets.create({ ...bareAsset, categoryId: laptop?.id ?? 0 });
    await desk.client.custody.checkOut({ ...toPerson(ada), assetId: other.id });
    expect(await desk.client.custody.proposeReturn({ assetId: other.id, condition: null })).toMatchObject({
      nextStep: 'sanitise',
    });
    await desk.client.custody.checkIn({ assetId: other.id, ...back, nextStep: 'sanitise' });
    expect(await desk.client.assets.get({ id: other.id })).toMatchObject({ status: 'in_preparation' });
  });
});

describe('other custodians', () => {
  it('[D3] a team is answerable, is found by its name, and gives back', async () => {
    const team = await desk.client.people.createDepartment({ name: 'Field service', code: null });
    await desk.client.custody.checkOut({ ...toPerson(ada), custodian: { kind: 'team', id: team.id } });
    expect(await desk.client.assets.get({ id: assetId })).toMatchObject({
      custodian: { kind: 'team', name: 'Field service' },
    });
    expect((await desk.client.assets.list({ search: 'Field service' })).total).toBe(1);
    expect(await desk.client.custody.heldBy({ kind: 'team', id: team.id })).toMatchObject([{ tag, signed: false }]);
    await desk.client.custody.checkIn({ assetId, ...back });
    expect(await desk.client.custody.heldBy({ kind: 'team', id: team.id })).toEqual([]);
  });

  it('[D3] what belongs to an asset stands where that one does, and nothing belongs to itself by any way', async () => {
    const holder = await desk.client.assets.create({ ...bareAsset, placeId: store });
    const third = await desk.client.assets.create({ ...bareAsset });
    const into = (one: number, id: number) =>
      desk.client.custody.checkOut({ ...toPerson(ada), assetId: one, custodian: { kind: 'asset', id } });
    await into(third.id, holder.id);
    expect(await desk.client.assets.get({ id: third.id })).toMatchObject({
      custodian: { kind: 'asset', name: holder.tag },
      place: { name: 'Store' },
    });
    await into(assetId, third.id);
    await expect(into(holder.id, assetId)).rejects.toMatchObject({ code: 'HOLDS_ITSELF' });
    await expect(into(holder.id, holder.id)).rejects.toMatchObject({ code: 'HOLDS_ITSELF' });
  });
});

describe('loans', () => {
  it('[K2] are prolonged forward only, and a hand-over without end becomes a loan', async () => {
    await desk.client.custody.checkOut(toPerson(ada));
    await desk.client.custody.extend({ assetId, dueOn: '2026-11-30', reason: 'Trip' });
    expect(await desk.client.assets.get({ id: assetId })).toMatchObject({ status: 'on_loan', dueOn: '2026-11-30' });
    await desk.client.custody.extend({ assetId, dueOn: '2026-12-05', reason: null });
    expect(await desk.client.assets.get({ id: assetId })).toMatchObject({ dueOn: '2026-12-05' });
    await expect(desk.client.custody.extend({ assetId, dueOn: '2026-12-01', reason: null })).rejects.toMatchObject({
      code: 'NOT_LATER',
      data: { dueOn: '2026-12-05' },
    });
    await expect(desk.client.custody.extend({ assetId, dueOn: '2026-11-01', reason: null })).rejects.toMatchObject({
      code: 'DUE_DAY_PAST',
    });
  });

  it('[K2] the list of what should be back names who has it and for how long too long', async () => {
    await desk.client.custody.checkOut(toPerson(ada, '2026-11-25'));
    expect(await desk.client.custody.listDue({})).toEqual([]);
    expect(await desk.client.custody.listDue({ withinDays: 7 })).toMatchObject([{ tag, daysOver: -1 }]);
    desk.surroundings.pass(4 * 86_400_000);
    await desk.client.auth.unlock({ password: 'correct horse battery' });
    expect(await desk.client.custody.listDue({})).toMatchObject([
      { tag, daysOver: 3, custodian: { kind: 'person', name: 'Ada' } },
    ]);
  });
});
