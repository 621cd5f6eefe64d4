import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOfCard } from '#shared/features/desk/command-card.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let assets: { id: number; tag: string }[];
let ada: number;
let bob: number;
const today = '2026-11-24';

beforeEach(async () => {
  desk = await openReadyDesk();
  ada = (await desk.client.people.create({ ...barePerson, name: 'Ada', badgeCode: 'B-1' })).id;
  bob = (await desk.client.people.create({ ...barePerson, name: 'Bob', badgeCode: 'B-2' })).id;
  assets = [];
  for (const name of ['One', 'Two', 'Three']) assets.push(await desk.client.assets.create({ ...bareAsset, name }));
});
afterEach(async () => desk.close());

const asset = (index: number) => assets[index] ?? { id: 0, tag: '' };
const scan = (text: string, confirmed = false) => desk.client.desk.scan({ session: 'A', text, confirmed });
const week = { from: '2026-11-30', to: '2026-12-04' };
const handOver = (assetId: number, person: number, dueOn: string | null = null) => ({
  assetId,
  custodian: { kind: 'person' as const, id: person },
  dueOn,
  condition: null,
  note: null,
});

async function poolOf(...indexes: number[]): Promise<number> {
  const assetIds = indexes.map((index) => asset(index).id);
  return (await desk.client.loans.savePool({ id: null, name: 'Projectors', loanDays: 3, assetIds, version: null })).id;
}

describe('reserving', () => {
  it('[K2] keeps an idle asset for somebody, and says who has it for how long when another asks', async () => {
    const { id: assetId, tag } = asset(0);
    expect(await desk.client.loans.reserve({ assetId, forPersonId: ada, ...week, purpose: 'Fair' })).toMatchObject({
      tag,
    });
    expect(await desk.client.loans.listReservations({ assetId })).toMatchObject([
      { holder: { name: 'Ada' }, from: week.from, to: week.to, purpose: 'Fair', state: 'booked' },
    ]);
    await expect(
      desk.client.loans.reserve({ assetId, forPersonId: bob, from: '2026-12-04', to: '2026-12-06' }),
    ).rejects.toMatchObject({
      code: 'RESERVED_THEN',
      data: { tag, holder: 'Ada', ...week, freeFrom: '2026-12-05' },
    });
    await desk.client.loans.reserve({ assetId, forPersonId: bob, from: '2026-12-05', to: '2026-12-06' });
  });

  it('[K2] is refused for a time that is over, goes backwards, or in which somebody has the asset', async () => {
    const { id: assetId } = asset(0);
    const wish = { assetId, forPersonId: ada };
    await expect(desk.client.loans.reserve({ ...wish, from: '2026-11-01', to: '2026-11-02' })).rejects.toMatchObject({
      code: 'PERIOD_PAST',
    });
    await expect(desk.client.loans.reserve({ ...wish, from: week.to, to: week.from })).rejects.toMatchObject({
      code: 'PERIOD_BACKWARDS',
    });
    await desk.client.custody.checkOut(handOver(assetId, bob, '2026-12-01'));
    await expect(desk.client.loans.reserve({ ...wish, ...week })).rejects.toMatchObject({
      code: 'ASSET_OUT_THEN',
      data: { holder: 'Bob', dueOn: '2026-12-01', freeFrom: '2026-12-02' },
    });
    await expect(desk.client.loans.reserve({ ...wish, poolId: 1, ...week })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('[K2] one of a pool as long as there is one, and a wish for a very asset makes the others give way', async () => {
    const poolId = await poolOf(0, 1);
    const first = await desk.client.loans.reserve({ poolId, forPersonId: ada, ...week });
    expect(first.assetId).toBe(asset(0).id);
    await desk.client.loans.reserve({ assetId: asset(0).id, forPersonId: bob, ...week });
    expect(await desk.client.loans.listReservations({ personId: ada })).toMatchObject([{ asset: { id: asset(1).id } }]);
    await expect(desk.client.loans.reserve({ poolId, forPersonId: bob, ...week })).rejects.toMatchObject({
      code: 'NONE_FREE',
      data: { name: 'Projectors', freeFrom: '2026-12-05' },
    });
  });

  it('[K2] one of a model, for a department', async () => {
    const { id: modelId } = await desk.client.assets.createModel({
      name: 'Beamer 9',
      number: null,
      manufacturerId: null,
      categoryId: 1,
      warrantyMonths: null,
    });
    const owned = await desk.client.assets.create({ ...bareAsset, modelId });
    const department = await desk.client.people.createDepartment({ name: 'Sales', code: null });
    await desk.client.loans.reserve({ modelId, forDepartmentId: department.id, ...week });
    expect(await desk.client.loans.listReservations({ assetId: owned.id })).toMatchObject([
      { wanted: 'model', wantedName: 'Beamer 9', holder: { kind: 'team', name: 'Sales' } },
    ]);
  });

  it('[K2] the database itself refuses two of one asset on the same day', async () => {
    await desk.client.loans.reserve({ assetId: asset(0).id, forPersonId: ada, ...week });
    const columns = [
      'asset_id',
      'wanted',
      'person_id',
      'from_on',
      'to_on',
      'state',
      'created_at',
      'created_by',
    ] as const;
    const copy = desk.backend.inventory?.writes.run((tx) =>
      tx
        .insertInto('reservation')
        .columns(columns)
        .expression((eb) => eb.selectFrom('reservation').select(columns))
        .execute(),
    );
    await expect(copy).rejects.toThrow('RESERVATION_CONFLICT');
  });

  it('[K2] can be put to another time and cancelled, not twice, and not over a change of somebody else', async () => {
    const { id } = await desk.client.loans.reserve({ assetId: asset(0).id, forPersonId: ada, ...week });
    await desk.client.loans.reserve({ assetId: asset(0).id, forPersonId: bob, from: '2026-12-10', to: '2026-12-11' });
    const change = { id, purpose: null, version: 1 };
    await expect(
      desk.client.loans.changeReservation({ ...change, from: '2026-12-09', to: '2026-12-10' }),
    ).rejects.toMatchObject({ code: 'RESERVED_THEN', data: { holder: 'Bob' } });
    await desk.client.loans.changeReservation({ ...change, from: '2026-12-01', to: '2026-12-09' });
    await expect(
      desk.client.loans.changeReservation({ ...change, from: '2026-12-01', to: '2026-12-02' }),
    ).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await desk.client.loans.cancelReservation({ id, reason: 'not needed' });
    await expect(desk.client.loans.cancelReservation({ id })).rejects.toMatchObject({ code: 'RESERVATION_ENDED' });
    expect(await desk.client.loans.listReservations({ personId: ada })).toEqual([]);
  });
});

describe('pools', () => {
  it('[K2] know what is in and what is out, hold an asset once, and end when nobody waits', async () => {
    const id = await poolOf(0, 1);
    await desk.client.custody.checkOut(handOver(asset(0).id, ada, '2026-12-01'));
    expect(await desk.client.loans.listPools()).toMatchObject([
      { name: 'Projectors', loanDays: 3, members: [{ custodian: 'Ada', dueOn: '2026-12-01' }, { custodian: null }] },
    ]);
    const other = { id: null, loanDays: 7, version: null };
    await expect(desk.client.loans.savePool({ ...other, name: 'PROJECTORS', assetIds: [] })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
    });
    await expect(
      desk.client.loans.savePool({ ...other, name: 'Cameras', assetIds: [asset(1).id] }),
    ).rejects.toMatchObject({ code: 'IN_OTHER_POOL', data: { tag: asset(1).tag, name: 'Projectors' } });
    const { id: reservation } = await desk.client.loans.reserve({ poolId: id, forPersonId: bob, ...week });
    await expect(desk.client.loans.archivePool({ id })).rejects.toMatchObject({
      code: 'POOL_RESERVED',
      data: { count: 1 },
    });
    await desk.client.loans.cancelReservation({ id: reservation });
    await desk.client.loans.archivePool({ id });
    expect(await desk.client.loans.listPools()).toEqual([]);
  });
});

describe('reservations that give way', () => {
  it('[K2] also do so in a chain from a model to a pool that the wish itself has nothing to do with', async () => {
    const modelId = (
      await desk.client.assets.createModel({
        name: 'M1',
        number: null,
        manufacturerId: null,
        categoryId: bareAsset.categoryId,
        warrantyMonths: null,
      })
    ).id;
    const one = await desk.client.assets.create({ ...bareAsset, modelId });
    const two = await desk.client.assets.create({ ...bareAsset, modelId });
    const three = await desk.client.assets.create(bareAsset);
    const pool = { id: null, name: 'Beamers', loanDays: 3, assetIds: [two.id, three.id], version: null };
    const { id: poolId } = await desk.client.loans.savePool(pool);
    await desk.client.loans.reserve({ modelId, forPersonId: ada, ...week });
    await desk.client.loans.reserve({ poolId, forPersonId: ada, ...week });
    await desk.client.loans.reserve({ assetId: asset(0).id, forPersonId: ada, ...week });
    await desk.client.loans.reserve({ assetId: one.id, forPersonId: bob, ...week });
    const placed = (await desk.client.loans.listReservations({})).map(({ wanted, asset: { tag } }) => [wanted, tag]);
    expect(placed).toEqual([
      ['model', two.tag],
      ['pool', three.tag],
      ['asset', asset(0).tag],
      ['asset', one.tag],
    ]);
  });
});

describe('handing over what is reserved', () => {
  const now = { from: today, to: '2026-11-27' };

  it('[K2] to whom it is reserved for fulfils the reservation, and undo opens it again', async () => {
    await desk.client.loans.reserve({ assetId: asset(0).id, forPersonId: ada, ...now });
    const before = await desk.client.loans.listReservations({});
    await scan('B-1');
    expect(await scan(asset(0).tag)).toMatchObject({ outcome: 'checked_out', dueOn: now.to });
    expect(await desk.client.loans.listReservations({})).toEqual([]);
    expect(await scan(codeOfCard('UNDO'))).toMatchObject({ outcome: 'undone' });
    expect(await desk.client.loans.listReservations({})).toEqual(before);
  });

  it('[K2] to another is asked about at the desk, and done when he goes on', async () => {
    await desk.client.loans.reserve({ assetId: asset(0).id, forPersonId: ada, ...now });
    await scan('B-2');
    expect(await scan(asset(0).tag)).toMatchObject({
      outcome: 'needs_confirmation',
      sound: 'elsewhere',
      reason: { code: 'RESERVED_FOR_OTHER', facts: { holder: 'Ada', ...now } },
    });
    expect(await desk.client.assets.lookup({ code: asset(0).tag })).toMatchObject({ custodian: null });
    expect(await scan(codeOfCard('CONFIRM'))).toMatchObject({ outcome: 'checked_out' });
    expect(await desk.client.loans.listReservations({ personId: ada })).toMatchObject([{ state: 'booked' }]);
  });

  it('[K2] in time before the reservation begins asks nobody', async () => {
    await desk.client.loans.reserve({ assetId: asset(0).id, forPersonId: ada, ...week });
    await scan('B-2');
    const short = { session: 'A' as const, text: asset(0).tag, dueOn: '2026-11-29' };
    expect(await desk.client.desk.scan(short)).toMatchObject({ outcome: 'checked_out' });
  });

  it('[K2] of a pool gives whoever waits for one of it another one, and undo gives all back exactly', async () => {
    const poolId = await poolOf(0, 1);
    await desk.client.loans.reserve({ poolId, forPersonId: ada, ...now });
    const before = await desk.client.loans.listReservations({});
    await scan('B-2');
    expect(await scan(asset(0).tag)).toMatchObject({ outcome: 'checked_out', dueOn: '2026-11-27' });
    expect(await desk.client.loans.listReservations({ personId: ada })).toMatchObject([{ asset: { id: asset(1).id } }]);
    await scan(codeOfCard('UNDO'));
    expect(await desk.client.loans.listReservations({})).toEqual(before);
  });

  it('[K2] can’t be undone once the time was promised to somebody else', async () => {
    await desk.client.loans.reserve({ assetId: asset(0).id, forPersonId: ada, from: today, to: '2026-12-10' });
    await scan('B-1');
    await desk.client.desk.scan({ session: 'A', text: asset(0).tag, dueOn: '2026-11-26' });
    await desk.client.loans.reserve({ assetId: asset(0).id, forPersonId: bob, ...week });
    await expect(desk.client.desk.undo({ session: 'A' })).rejects.toMatchObject({
      code: 'UNDO_REFUSED',
      data: { reason: 'loans.reserved' },
    });
  });

  it('[K2] is told before the button is pressed, and extending into it is refused', async () => {
    const assetId = asset(0).id;
    await desk.client.loans.reserve({ assetId, forPersonId: ada, ...week });
    const custodian = { kind: 'person' as const, id: bob };
    expect(await desk.client.loans.outlook({ assetId, custodian, dueOn: null })).toMatchObject({
      fulfils: null,
      takesFrom: { holder: 'Ada', ...week },
    });
    expect(await desk.client.loans.outlook({ assetId, custodian, dueOn: '2026-11-26' })).toMatchObject({
      takesFrom: null,
    });
    await expect(desk.client.custody.checkOut(handOver(assetId, bob))).rejects.toMatchObject({
      code: 'RESERVED_FOR_OTHER',
    });
    await desk.client.custody.checkOut(handOver(assetId, bob, '2026-11-26'));
    const extended = { assetId, dueOn: '2026-12-01', reason: null };
    await expect(desk.client.custody.extend(extended)).rejects.toMatchObject({
      code: 'RESERVED_FOR_OTHER',
      data: { holder: 'Ada' },
    });
    await desk.client.custody.extend({ ...extended, despiteReservation: true });
  });
});

describe('the calendar', () => {
  it('[K2] shows what is reserved and what is lent, day by day, overdue until today', async () => {
    await poolOf(0, 1);
    await desk.client.loans.reserve({ assetId: asset(0).id, forPersonId: ada, ...week });
    await desk.client.custody.checkOut(handOver(asset(1).id, bob, '2026-11-24'));
    desk.surroundings.pass(2 * 86_400_000);
    await desk.client.auth.unlock({ password: 'correct horse battery' });
    const { assets: shown, occupations } = await desk.client.loans.calendar({ from: '2026-11-23', to: '2026-12-06' });
    expect(shown.map(({ tag, pool }) => [tag, pool?.name])).toEqual([
      [asset(0).tag, 'Projectors'],
      [asset(1).tag, 'Projectors'],
    ]);
    expect(occupations).toMatchObject([
      { kind: 'reservation', assetId: asset(0).id, who: 'Ada', ...week, overdue: false },
      { kind: 'loan', assetId: asset(1).id, who: 'Bob', from: '2026-11-24', to: '2026-11-26', overdue: true },
    ]);
    expect((await desk.client.loans.calendar({ from: '2027-01-01', to: '2027-01-31' })).occupations).toEqual([]);
  });
});
