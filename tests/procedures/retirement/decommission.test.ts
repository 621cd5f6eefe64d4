import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { bareStep, publishedProfile } from '#tests/support/configuration.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { signInAs } from '#tests/support/procurement.ts';
import { decommission } from '#tests/support/retirement.ts';

let desk: TestDesk;
let keyboards: number;
let ada: number;
let laptop: { id: number; tag: string };

beforeEach(async () => {
  desk = await openReadyDesk();
  keyboards = (await desk.client.assets.listCategories()).find(({ key }) => key === 'keyboard')?.id ?? 0;
  ada = (await desk.client.people.create({ ...barePerson, name: 'Ada' })).id;
  laptop = await desk.client.assets.create({ ...bareAsset, name: 'Laptop' });
});
afterEach(async () => desk.close());

const toAda = (assetId: number) => ({
  assetId,
  custodian: { kind: 'person' as const, id: ada },
  dueOn: null,
  condition: null,
  note: null,
});
const outlookOf = async (assetId: number) => (await desk.client.retirement.outlook({ assetIds: [assetId] }))[0];
const statusOf = async (id: number) => (await desk.client.assets.get({ id })).status;
const retire = (...assetIds: number[]) =>
  desk.client.retirement.decommission({ assetIds, reason: 'replaced', note: 'New one came' });

/** A laptop that is in a pool, promised to somebody, made ready with a secret, connected, and handed over. */
async function entangled(): Promise<{ dock: number; other: number; markId: number; profileId: number }> {
  const dock = await desk.client.assets.create({ ...bareAsset, categoryId: keyboards, name: 'Dock' });
  const other = await desk.client.assets.create({ ...bareAsset, name: 'Other' });
  await desk.client.assets.addRelation({ sourceId: dock.id, type: 'connected_to', targetId: laptop.id, note: null });
  const pool = { id: null, name: 'Spares', loanDays: 3, assetIds: [laptop.id, other.id], version: null };
  const { id: poolId } = await desk.client.loans.savePool(pool);
  const week = { from: '2026-12-07', to: '2026-12-11' };
  await desk.client.loans.reserve({ poolId, forPersonId: ada, ...week });
  await desk.client.loans.reserve({ assetId: laptop.id, forPersonId: ada, from: '2026-12-14', to: '2026-12-15' });
  const step = { ...bareStep, proof: 'secret' as const, title: 'Recovery key' };
  const profileId = await publishedProfile(desk.client, {
    name: 'Loaners',
    categoryId: 1,
    departmentId: null,
    steps: [step],
  });
  const { id: runId } = await desk.client.configuration.startRun({
    profileId,
    name: 'Set up',
    assetIds: [laptop.id],
  });
  const { steps } = await desk.client.configuration.getRun({ id: runId });
  await desk.client.configuration.signStep({
    runId,
    stepId: steps[0]?.id ?? 0,
    assetIds: [laptop.id],
    value: '1111-2222',
  });
  const markId = (await desk.client.configuration.getRun({ id: runId })).members[0]?.marks[0]?.id ?? 0;
  await desk.client.custody.checkOut({ ...toAda(laptop.id), dueOn: '2026-12-01' });
  return { dock: dock.id, other: other.id, markId, profileId };
}

describe('taking out of service', () => {
  it('[R2] shows beforehand what will be released, and releases exactly that in one go', async () => {
    const { dock, other, markId } = await entangled();
    const seen = await outlookOf(laptop.id);
    expect(seen).toMatchObject({
      asset: { tag: laptop.tag, status: 'on_loan' },
      holdsData: true,
      blocks: [],
      releases: [
        { kind: 'custody', what: ['Ada'] },
        { kind: 'relation', what: [expect.any(String)] },
        { kind: 'reservation', what: expect.any(Array) },
        { kind: 'pool', what: ['Spares'] },
        { kind: 'configuration_run', what: ['Set up'] },
        { kind: 'secret', what: ['Recovery key'] },
      ],
    });
    const before = await desk.client.loans.listReservations({ assetId: laptop.id });
    await decommission(desk.client, laptop.id);
    expect(await desk.client.assets.get({ id: laptop.id })).toMatchObject({ status: 'retiring', custodian: null });
    expect(await desk.client.assets.listRelations({ assetId: laptop.id })).toEqual([]);
    expect(await statusOf(dock)).toBe('in_stock');
    expect((await desk.client.loans.listPools())[0]?.members.map(({ assetId }) => assetId)).toEqual([other]);
    // Whoever asked for any of the pool gets the other one; whoever asked for this very one has to choose anew.
    expect(before.map(({ wanted }) => wanted)).toContain('asset');
    const moved = await desk.client.loans.listReservations({ assetId: other });
    expect(moved).toMatchObject([{ wanted: 'pool', state: 'booked', holder: { name: 'Ada' } }]);
    const left = await desk.client.loans.listReservations({ assetId: laptop.id });
    expect(left.filter(({ state }) => state === 'booked')).toEqual([]);
    expect((await desk.client.configuration.ofAsset({ assetId: laptop.id })).runs).toMatchObject([
      { leftBecause: laptop.tag },
    ]);
    const [retirement] = await desk.client.retirement.ofAsset({ assetId: laptop.id });
    expect(retirement).toMatchObject({
      number: 1,
      reason: 'end_of_life',
      endedAt: null,
      released: seen?.releases ?? [],
      begunBy: 'Rita Root',
    });
    // The key of the disk can be looked up for the wipe, and not once the asset has left.
    expect(await desk.client.configuration.revealProof({ id: markId })).toEqual({ text: '1111-2222' });
  });

  it('[R2] takes all or none: one that is blocked leaves the others as they are', async () => {
    const camera = await desk.client.assets.create({ ...bareAsset, name: 'Camera' });
    await desk.client.loans.saveKit({
      id: null,
      name: 'Video kit',
      code: null,
      content: [{ assetId: camera.id }],
      version: null,
    });
    expect((await outlookOf(camera.id))?.blocks).toEqual([{ kind: 'kit', what: 'Video kit' }]);
    await desk.client.custody.checkOut(toAda(laptop.id));
    await expect(retire(laptop.id, camera.id)).rejects.toMatchObject({
      code: 'DECOMMISSION_BLOCKED',
      data: { tag: camera.tag, block: 'kit', what: 'Video kit' },
    });
    expect(await desk.client.assets.get({ id: laptop.id })).toMatchObject({ status: 'in_use', custodian: { id: ada } });
    expect((await desk.client.retirement.list({})).rows).toEqual([]);
  });

  it('[R2] what is lost stays lost, and what an open incident is about waits for its end', async () => {
    await desk.client.incidents.declare({ kind: 'damaged', assetIds: [laptop.id], description: 'Coffee' });
    expect((await outlookOf(laptop.id))?.blocks).toEqual([{ kind: 'incident', what: '1' }]);
    await expect(retire(laptop.id)).rejects.toMatchObject({ code: 'DECOMMISSION_BLOCKED' });
    const phone = await desk.client.assets.create({ ...bareAsset, name: 'Phone' });
    await desk.client.assets.changeStatus({ id: phone.id, status: 'lost', reason: 'Nobody has it' });
    await expect(retire(phone.id)).rejects.toMatchObject({ code: 'DECOMMISSION_BLOCKED', data: { block: 'gone' } });
    expect(await statusOf(phone.id)).toBe('lost');
  });

  it('[R2] [T4] is held up until what depends on it has been seen, unless that leaves along with it', async () => {
    const machine = await desk.client.assets.create({ ...bareAsset, categoryId: keyboards, name: 'VM' });
    await desk.client.assets.addRelation({ sourceId: machine.id, type: 'runs_on', targetId: laptop.id, note: null });
    expect((await outlookOf(laptop.id))?.dependants).toEqual([machine.tag]);
    await expect(retire(laptop.id)).rejects.toMatchObject({ code: 'HAS_DEPENDANTS', data: { count: 1 } });
    await retire(laptop.id, machine.id);
    expect(await statusOf(machine.id)).toBe('retiring');
  });

  it('[R2] gives back what the asset itself held', async () => {
    const mouse = await desk.client.assets.create({ ...bareAsset, categoryId: keyboards, name: 'Mouse' });
    const holder = { kind: 'asset' as const, id: laptop.id };
    await desk.client.custody.checkOut({ ...toAda(mouse.id), custodian: holder });
    expect((await outlookOf(laptop.id))?.releases).toEqual([{ kind: 'held_asset', what: [mouse.tag] }]);
    await retire(laptop.id);
    expect(await desk.client.assets.get({ id: mouse.id })).toMatchObject({ status: 'in_stock', custodian: null });
  });
});

describe('the way out', () => {
  it('[R2] is taken by decommissioning alone: no bare status leads there, in the application or in the database', async () => {
    for (const status of ['retiring', 'disposed'] as const)
      await expect(
        desk.client.assets.changeStatus({ id: laptop.id, status, reason: 'Old' }),
        status,
      ).rejects.toMatchObject({ code: 'RETIRES_ELSEWHERE', data: { tag: laptop.tag } });
    const { sqlite } = openInventoryOf(desk.backend);
    expect(() => sqlite.exec(`UPDATE asset SET status = 'retiring' WHERE id = ${laptop.id}`)).toThrow(
      'ASSET_RETIRES_WITH_A_RECORD',
    );
    await expect(
      desk.client.retirement.dispose({ assetIds: [laptop.id], outcome: 'recycled', note: 'Gone' }),
    ).rejects.toMatchObject({ code: 'NOT_RETIRING' });
    await retire(laptop.id);
    expect(() => sqlite.exec("UPDATE retirement SET reason = 'other'")).toThrow('RETIREMENT_IS_KEPT');
    expect(() => sqlite.exec('DELETE FROM retirement')).toThrow('RETIREMENT_IS_KEPT');
  });

  it('[R2] is left again by taking the asset back, and begun anew under a new number', async () => {
    await retire(laptop.id);
    await expect(retire(laptop.id)).rejects.toMatchObject({ data: { block: 'retiring' } });
    await desk.client.retirement.takeBack({ assetId: laptop.id, reason: 'Still good' });
    expect(await statusOf(laptop.id)).toBe('in_stock');
    await expect(desk.client.retirement.takeBack({ assetId: laptop.id, reason: 'Still good' })).rejects.toMatchObject({
      code: 'NOT_RETIRING',
    });
    expect((await desk.client.retirement.list({})).rows).toEqual([]);
    await retire(laptop.id);
    // By the status alone it comes back as well, and the record ends with it.
    await desk.client.assets.changeStatus({ id: laptop.id, status: 'in_stock', reason: 'No' });
    expect(await desk.client.retirement.ofAsset({ assetId: laptop.id })).toMatchObject([
      { number: 2, ended: 'taken_back' },
      { number: 1, ended: 'taken_back' },
    ]);
  });

  it('[R2] [S4] is for who may retire', async () => {
    const clerk = await signInAs(desk, 'dora', ['desk_operator']);
    await expect(
      clerk.retirement.decommission({ assetIds: [laptop.id], reason: 'surplus', note: '' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN', data: { permission: 'asset.retire' } });
    expect(await clerk.retirement.outlook({ assetIds: [laptop.id] })).toHaveLength(1);
  });

  it('[R6] keeps what left in a register that is searched and goes page by page', async () => {
    const ids: number[] = [];
    for (const name of ['One', 'Two', 'Three'])
      ids.push((await desk.client.assets.create({ ...bareAsset, categoryId: keyboards, name })).id);
    await retire(...ids);
    await desk.client.retirement.dispose({ assetIds: ids.slice(0, 2), outcome: 'donated', note: 'To the school' });
    const first = await desk.client.retirement.list({ stages: ['disposed'], limit: 1 });
    expect(first).toMatchObject({
      total: 2,
      rows: [{ asset: { name: 'Two' }, outcome: 'donated', stage: 'disposed', disposedOn: '2026-11-24' }],
    });
    const second = await desk.client.retirement.list({
      stages: ['disposed'],
      limit: 1,
      cursor: first.nextCursor ?? '',
    });
    expect(second).toMatchObject({ nextCursor: null, rows: [{ asset: { name: 'One' } }] });
    expect((await desk.client.retirement.list({ search: 'three' })).rows).toMatchObject([{ stage: 'to_dispose' }]);
    const left = await desk.client.assets.get({ id: ids[0] ?? 0 });
    expect(left).toMatchObject({ status: 'disposed', place: null });
    // It is only read from now on: by the rule, and by the database.
    const edit = desk.client.assets.update({ ...bareAsset, id: left.id, version: left.version, categoryId: keyboards });
    await expect(edit).rejects.toMatchObject({ code: 'ASSET_CLOSED' });
    const sqlite = desk.backend.inventory?.sqlite;
    expect(() => sqlite?.exec(`UPDATE asset SET name = 'x' WHERE id = ${left.id}`)).toThrow('ASSET_IS_CLOSED');
  });

  it('[R3] what holds data is said by the category, follows what it stands in, and holds for good', async () => {
    const holding = async (key: string) =>
      (await desk.client.assets.listCategories()).find((each) => each.key === key)?.holdsData;
    expect([await holding('laptop'), await holding('phone'), await holding('keyboard')]).toEqual([true, true, false]);
    const computers = (await desk.client.assets.listCategories()).find(({ key }) => key === 'computer');
    const own = { family: 'hardware' as const, name: 'Thin clients', code: 'TC', parentId: computers?.id ?? 0 };
    const { id: categoryId } = await desk.client.assets.createCategory(own);
    const client = await desk.client.assets.create({ ...bareAsset, categoryId, name: 'Client' });
    expect((await outlookOf(client.id))?.holdsData).toBe(true);
    // Filed elsewhere, or its category said to hold none any more: it may have held some.
    await desk.client.assets.update({ ...bareAsset, categoryId: keyboards, name: 'Client', id: client.id, version: 1 });
    expect((await outlookOf(client.id))?.holdsData).toBe(true);
    const second = await desk.client.assets.create({ ...bareAsset, categoryId, name: 'Second' });
    await desk.client.assets.updateCategory({ ...own, holdsData: false, id: categoryId, version: 1 });
    expect((await outlookOf(second.id))?.holdsData).toBe(true);
    const third = await desk.client.assets.create({ ...bareAsset, categoryId, name: 'Third' });
    expect((await outlookOf(third.id))?.holdsData).toBe(false);
  });
});
