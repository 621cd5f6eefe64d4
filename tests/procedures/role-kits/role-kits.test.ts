import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KitDetails } from '#shared/features/role-kits/contract.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { buyingTeam, sentOrder, slowHook } from '#tests/support/procurement.ts';
import type { BuyingTeam } from '#tests/support/procurement.ts';

let desk: TestDesk;
let team: BuyingTeam;
let departmentId: number;
let modelId: number;
/** The category of the model. */
const laptops = 1;

beforeAll(async () => {
  desk = await openReadyDesk();
  team = await buyingTeam(desk);
  departmentId = (await desk.client.people.createDepartment({ name: 'Sales', code: 'SA' })).id;
  const maker = await desk.client.assets.createManufacturer({ name: 'Quiet' });
  const model = { name: 'Quiet 14', number: null, manufacturerId: maker.id, categoryId: laptops, warrantyMonths: 12 };
  modelId = (await desk.client.assets.createModel(model)).id;
}, slowHook);
afterAll(async () => desk.close());

const bareKit: KitDetails = {
  role: 'Advisor',
  notes: '',
  lines: [{ categoryId: laptops, modelId: null, quantity: 2 }],
};
const fresh = { id: null, version: 1 };
const wanted = { categoryId: laptops, modelId: null, words: '' };
const period = { from: '2026-11', to: '2027-10' };
const planned = async () =>
  (await desk.client.roleKits.listHeadcount(period)).map(({ month, department, role, joiners }) => [
    month,
    department,
    role,
    joiners,
  ]);

it('[P1] a role kit says what a person of a role gets, once a role, and is changed by one person at a time', async () => {
  const { buyer } = team;
  const role = 'Engineer';
  const { id } = await buyer.roleKits.save({ ...bareKit, ...fresh, role });
  const lines = [{ categoryId: laptops, modelId, quantity: 1 }];
  await buyer.roleKits.save({ ...bareKit, id, version: 1, role, notes: 'On site', lines });
  const kit = (await desk.client.roleKits.list()).find((each) => each.id === id);
  expect(kit).toMatchObject({
    role,
    notes: 'On site',
    version: 2,
    lines: [{ model: { name: 'Quiet 14' }, quantity: 1 }],
  });
  await expect(buyer.roleKits.save({ ...bareKit, id, version: 1, role })).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
  });
  await expect(buyer.roleKits.save({ ...bareKit, ...fresh, role: 'engineer' })).rejects.toMatchObject({
    code: 'ROLE_TAKEN',
  });
  const foreign = [{ categoryId: 2, modelId, quantity: 1 }];
  await expect(buyer.roleKits.save({ ...bareKit, ...fresh, role: 'Other', lines: foreign })).rejects.toMatchObject({
    code: 'MODEL_OF_ANOTHER_CATEGORY',
  });
  await expect(team.approver.roleKits.save({ ...bareKit, ...fresh, role: 'Other' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await buyer.roleKits.archive({ id, version: 2 });
  expect((await desk.client.roleKits.list()).map((each) => each.id)).not.toContain(id);
  expect(() => desk.backend.inventory?.sqlite.exec('DELETE FROM role_kit')).toThrow();
});

it('[P1] the coming period needs planned people times their kits and what ends, less what is idle and on order', async () => {
  const { buyer } = team;
  const demand = async (months = 12) => (await buyer.procurement.findAlternatives({ ...wanted, months })).demand;
  expect(await demand()).toMatchObject({ joinerUnits: 0, ending: 0, idle: 0, onOrder: 0, need: 0 });

  const { id: kitId } = await buyer.roleKits.save({ ...bareKit, ...fresh });
  await buyer.roleKits.planHeadcount({
    entries: [
      { month: '2027-01', departmentId, kitId, joiners: 3 },
      { month: '2027-06', departmentId, kitId, joiners: 2 },
      // Past the period.
      { month: '2029-01', departmentId, kitId, joiners: 50 },
    ],
  });
  expect(await demand()).toMatchObject({
    joiners: [{ department: 'Sales', role: 'Advisor', joiners: 5, perJoiner: 2, units: 10 }],
    joinerUnits: 10,
    need: 10,
  });
  expect((await demand(3)).joinerUnits).toBe(6);

  const asset = { ...bareAsset, categoryId: laptops };
  const both = { ...asset, endOfLifeOn: '2027-03-01', warrantyUntil: '2027-02-01' };
  const held = await desk.client.assets.create(both);
  await desk.client.assets.create(asset);
  await desk.client.assets.create({ ...asset, warrantyUntil: '2028-12-31' });
  await desk.client.custody.checkOut({
    assetId: held.id,
    custodian: { kind: 'person', id: team.requesterId },
    dueOn: null,
    condition: null,
    note: null,
  });
  expect(await demand()).toMatchObject({ endOfLife: 1, warrantyEnds: 1, ending: 1, idle: 2, need: 10 + 1 - 2 });
  expect(await demand(1)).toMatchObject({ joinerUnits: 0, ending: 0, need: 0 });

  await sentOrder(team, { quantity: 4 });
  expect(await demand()).toMatchObject({ onOrder: 4, need: 10 + 1 - 2 - 4 });

  await buyer.roleKits.planHeadcount({ entries: [{ month: '2027-01', departmentId, kitId, joiners: 0 }] });
  expect((await demand()).joinerUnits).toBe(4);
  await buyer.roleKits.archive({ id: kitId, version: 1 });
  expect((await demand()).joinerUnits).toBe(0);
});

it('[P1] what belongs to a category below another is needed, idle and on its way for both', async () => {
  const { buyer } = team;
  const make = (name: string, code: string, parentId: number | null) =>
    desk.client.assets.createCategory({ family: 'hardware', name, code, parentId });
  const { id: wide } = await make('Drones', 'DR', null);
  const { id: narrow } = await make('Racing drones', 'RD', wide);
  const line = { categoryId: narrow, modelId: null, quantity: 1 };
  const { id: kitId } = await buyer.roleKits.save({ ...bareKit, ...fresh, role: 'Pilot', lines: [line] });
  await buyer.roleKits.planHeadcount({ entries: [{ month: '2027-01', departmentId, kitId, joiners: 3 }] });
  const drone = { ...bareAsset, categoryId: narrow, purchasedOn: '2026-03-01' };
  await desk.client.assets.create({ ...drone, endOfLifeOn: '2027-03-01' });
  for (const categoryId of [wide, narrow]) {
    const found = await buyer.procurement.findAlternatives({ ...wanted, categoryId });
    expect(found.demand).toMatchObject({ joinerUnits: 3, ending: 1, idle: 1, need: 3 });
    expect([found.idleTotal, found.purchases.length]).toEqual([1, 1]);
  }
  await buyer.roleKits.archive({ id: kitId, version: 1 });
});

it('[P1] the headcount plan is imported as a whole or not at all, with every line that can’t be taken', async () => {
  const { buyer } = team;
  await buyer.roleKits.save({ ...bareKit, ...fresh, role: 'Clerk' });
  const head = 'Month\tDepartment\tRole\tJoiners\n';
  await expect(
    buyer.roleKits.importHeadcount({
      text: `${head}2027-02\tsales\tclerk\t4\n2027-02\tNobody\tPilot\t1\nsoon\tSales\tClerk\t1`,
    }),
  ).rejects.toMatchObject({
    code: 'HEADCOUNT_REFUSED',
    data: {
      problems: [
        { line: 3, code: 'DEPARTMENT_UNKNOWN', value: 'Nobody' },
        { line: 3, code: 'ROLE_UNKNOWN', value: 'Pilot' },
        { line: 4, code: 'MONTH_UNREADABLE', value: 'soon' },
      ],
    },
  });
  expect(await planned()).toEqual([]);
  expect(
    await buyer.roleKits.importHeadcount({ text: `${head}2027-02\tsales\tclerk\t4\n2027-03\tSA\tClerk\t1\n` }),
  ).toEqual({ entries: 2, joiners: 5 });
  // Imported anew, what the text does not name stays.
  await buyer.roleKits.importHeadcount({ text: `${head}2027-03\tSales\tClerk\t7` });
  expect(await planned()).toEqual([
    ['2027-02', 'Sales', 'Clerk', 4],
    ['2027-03', 'Sales', 'Clerk', 7],
  ]);
  await expect(team.keeper.roleKits.importHeadcount({ text: head })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const [entry] = (await reportOf()).entries;
  expect(entry).toMatchObject({ event: 'roleKits.headcountImported', data: { entries: 1, joiners: 7 } });
});

it('[P1] a number that somebody else planned meanwhile is not planned over, and nothing of the rest is either', async () => {
  const { buyer } = team;
  const [kit] = await buyer.roleKits.list();
  const cell = { month: '2027-08', departmentId, kitId: kit?.id ?? 0 };
  const next = { ...cell, month: '2027-09' };
  await buyer.roleKits.planHeadcount({ entries: [{ ...cell, joiners: 4, seen: 0 }] });
  const before = await planned();
  const late = [
    { ...next, joiners: 9, seen: 0 },
    { ...cell, joiners: 5, seen: 0 },
  ];
  await expect(desk.client.roleKits.planHeadcount({ entries: late })).rejects.toMatchObject({
    code: 'HEADCOUNT_CHANGED',
    data: { cells: [{ ...cell, joiners: 4 }] },
  });
  expect(await planned()).toEqual(before);
  await desk.client.roleKits.planHeadcount({ entries: [{ ...cell, joiners: 5, seen: 4 }] });
  expect(await planned()).toContainEqual(['2027-08', 'Sales', kit?.role, 5]);
});

it('[P1] absurd numbers, months and strangers are refused and nothing is written', async () => {
  const { buyer } = team;
  const [kit] = await buyer.roleKits.list();
  const entry = { month: '2027-05', departmentId, kitId: kit?.id ?? 0, joiners: 1 };
  const before = await planned();
  for (const [part, code] of [
    [{ joiners: -1 }, 'INVALID_INPUT'],
    [{ joiners: 1_000_000 }, 'INVALID_INPUT'],
    [{ month: '2027-13' }, 'INVALID_INPUT'],
    [{ departmentId: 9999 }, 'NOT_FOUND'],
    [{ kitId: 9999 }, 'NOT_FOUND'],
  ] as const)
    await expect(buyer.roleKits.planHeadcount({ entries: [{ ...entry, ...part }] }), code).rejects.toMatchObject({
      code,
    });
  expect(await planned()).toEqual(before);
});

const reportOf = async () => desk.client.reports.journal({ subject: 'headcount:plan', limit: 1 });
