import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanDetails, PlanTask } from '#shared/features/maintenance/model.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';
import { bareArticle } from '#tests/support/supplies.ts';

const aDay = 86_400_000;
let desk: TestDesk;
let operator: Client;
let store: number;
let saved: string | null = null;
let count = 0;

beforeAll(async () => {
  desk = await openReadyDesk({ host: { chooseSaveFile: async () => saved } });
  store = (await desk.client.places.create({ parentId: null, kind: 'room', name: 'Store', code: 'STORE', notes: null }))
    .id;
  operator = await signInAs(desk, 'dora', ['desk_operator']);
}, slowHook);
afterAll(async () => desk.close());

const check: PlanTask = {
  kind: 'check',
  title: 'Clean the fan',
  expected: null,
  unit: null,
  atLeast: null,
  atMost: null,
};
const volts: PlanTask = { ...check, kind: 'measure', title: 'Battery', unit: 'V', atLeast: 11.4, atMost: 12.6 };

const newAsset = () => desk.client.assets.create({ ...bareAsset, placeId: store });
const today = () => desk.surroundings.now().slice(0, 10);
const pass = (days: number) => {
  desk.surroundings.pass(days * aDay);
  for (const session of desk.backend.sessions) session.lastActiveAt = desk.surroundings.now();
};

function planFor(assetId: number, more: Partial<PlanDetails> = {}): PlanDetails {
  count += 1;
  return {
    name: `Plan ${count}`,
    scope: 'assets',
    categoryId: null,
    modelId: null,
    assetIds: [assetId],
    kind: 'calendar',
    rule: 'FREQ=WEEKLY;INTERVAL=1',
    startsOn: today(),
    meter: null,
    meterEvery: null,
    anchor: 'plan',
    leadDays: 0,
    responsibleId: null,
    outOfService: true,
    notes: null,
    tasks: [],
    ...more,
  };
}
const savePlan = (plan: PlanDetails) => desk.client.maintenance.savePlan({ id: null, version: null, plan });
const ordersOf = async (assetId: number) => (await desk.client.maintenance.listOrders({ assetId, limit: 500 })).rows;
const dueDaysOf = async (assetId: number) => (await ordersOf(assetId)).map(({ dueOn }) => dueOn).toSorted();

/** The one open order of a fresh asset under a plan of its own. */
async function anOrder(more: Partial<PlanDetails> = {}) {
  const asset = await newAsset();
  const plan = await savePlan(planFor(asset.id, { rule: 'FREQ=MONTHLY;INTERVAL=1', ...more }));
  const [order] = await ordersOf(asset.id);
  if (!order) throw new Error('no order was raised');
  return { asset, plan, order };
}
const getOrder = (id: number) => desk.client.maintenance.getOrder({ id });
const done = { result: 'passed' as const, minutes: 25, cost: null, finding: null, reading: null };

describe('the generator', () => {
  it('[M1] raises each due order once, also twice in a row and after a month off', async () => {
    const { id } = await newAsset();
    const first = today();
    await savePlan(planFor(id));
    expect(await dueDaysOf(id)).toEqual([first]);
    expect(await desk.client.maintenance.generate()).toEqual({ raised: 0 });
    pass(31);
    const raised = await desk.client.maintenance.generate();
    expect(raised.raised).toBeGreaterThanOrEqual(4);
    expect(await desk.client.maintenance.generate()).toEqual({ raised: 0 });
    const days = await dueDaysOf(id);
    expect(days).toHaveLength(5);
    expect(new Set(days).size).toBe(5);
  });

  it('[M1] has the order there so many days ahead, and a category covers what is registered later', async () => {
    const category = (await desk.client.assets.listCategories()).find(({ key }) => key === 'printer');
    if (!category) throw new Error('no printers');
    const starts = new Date(Date.parse(today()) + 20 * aDay).toISOString().slice(0, 10);
    await savePlan(
      planFor(0, { scope: 'category', categoryId: category.id, assetIds: [], startsOn: starts, leadDays: 7 }),
    );
    const printer = await desk.client.assets.create({ ...bareAsset, categoryId: category.id });
    await desk.client.maintenance.generate();
    expect(await ordersOf(printer.id)).toEqual([]);
    const [plan] = await desk.client.maintenance.listPlans({ assetId: printer.id });
    expect(plan).toMatchObject({ nextOn: starts, assets: 1 });
    pass(13);
    await desk.client.maintenance.generate();
    expect(await dueDaysOf(printer.id)).toEqual([starts]);
  });

  it('[M1] rests with its plan, and what fell into that time does not come later', async () => {
    const { asset, plan } = await anOrder({ rule: 'FREQ=WEEKLY;INTERVAL=1' });
    const { version } = await desk.client.maintenance.getPlan(plan);
    await desk.client.maintenance.pausePlan({ id: plan.id, version, paused: true });
    pass(28);
    await desk.client.maintenance.generate();
    expect(await ordersOf(asset.id)).toHaveLength(1);
    await desk.client.maintenance.pausePlan({ id: plan.id, version: version + 1, paused: false });
    expect(await ordersOf(asset.id)).toHaveLength(2);
    await expect(desk.client.maintenance.archivePlan({ id: plan.id, version })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    await desk.client.maintenance.archivePlan({ id: plan.id, version: version + 2 });
    pass(28);
    await desk.client.maintenance.generate();
    expect(await ordersOf(asset.id)).toHaveLength(2);
  });

  it('[M1] can raise no second order of a due date, since the database refuses it', async () => {
    const { order } = await anOrder();
    const { sqlite } = openInventoryOf(desk.backend);
    expect(() =>
      sqlite.exec(`INSERT INTO work_order (number, plan_id, asset_id, title, occurrence, due_on, planned_on,
        out_of_service, state, created_at) SELECT 999999, plan_id, asset_id, title, occurrence, due_on, planned_on, 1,
        'open', created_at FROM work_order WHERE id = ${order.id}`),
    ).toThrow(/UNIQUE/);
  });

  it('[M1] follows a meter and its use', async () => {
    const { id: assetId } = await newAsset();
    await savePlan(planFor(assetId, { kind: 'meter', rule: null, meter: 'pages', meterEvery: 1000, leadDays: 5 }));
    const read = (value: number, replaced = false) =>
      desk.client.maintenance.recordReading({ assetId, meter: 'pages', value, readOn: today(), replaced });
    expect(await read(100)).toEqual({ raised: 0 });
    pass(10);
    expect(await read(600)).toEqual({ raised: 0 });
    await expect(read(500)).rejects.toMatchObject({ code: 'METER_BACKWARDS', data: { last: 600 } });
    pass(6);
    expect(await read(900)).toEqual({ raised: 1 });
    const [order] = await ordersOf(assetId);
    const { id = 0, version = 0 } = order ?? {};
    expect(await getOrder(id)).toMatchObject({ meter: 'pages', meterDue: 1000, lastReading: 900 });
    await desk.client.maintenance.complete({ ...done, id, version, reading: 1010, doneOn: today() });
    expect((await desk.client.maintenance.listReadings({ assetId }))[0]).toMatchObject({ value: 1010 });
    expect((await ordersOf(assetId)).filter(({ state }) => state === 'open')).toEqual([]);
  });
});

describe('a plan', () => {
  it('[M1] shows its days before it is saved, and refuses a rule that is none or never comes', async () => {
    const { days } = await desk.client.maintenance.preview({ rule: 'FREQ=DAILY;INTERVAL=10', startsOn: today() });
    expect(days).toHaveLength(6);
    await expect(desk.client.maintenance.preview({ rule: 'now and then', startsOn: today() })).rejects.toMatchObject({
      code: 'RULE_UNREADABLE',
    });
    const late = await desk.client.maintenance.preview({ rule: 'FREQ=MONTHLY;INTERVAL=3', startsOn: '2027-11-30' });
    expect(late.days.slice(0, 2), 'no month is left out').toEqual(['2027-11-30', '2028-02-29']);
    const { id } = await newAsset();
    const plan = planFor(id, { rule: 'FREQ=YEARLY;UNTIL=20000101' });
    await expect(savePlan(plan)).rejects.toMatchObject({ code: 'RULE_NEVER' });
  });

  it('[M1] is made by who may plan, and has a name of its own', async () => {
    const { id } = await newAsset();
    const plan = planFor(id);
    await savePlan(plan);
    await expect(savePlan(plan)).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    await expect(operator.maintenance.savePlan({ id: null, version: null, plan })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('a work order', () => {
  it('[M1] is worked off by scanning: the asset begins it, tasks are judged, parts come from the stock', async () => {
    const { asset, order } = await anOrder({ tasks: [check, volts] });
    const { id: articleId } = await desk.client.supplies.create({
      ...bareArticle,
      kind: 'consumable',
      name: `Fan ${count}`,
      code: `FAN-${count}`,
    });
    await desk.client.supplies.receive({ articleId, placeId: store, quantity: 3, note: null });
    const found = await desk.client.maintenance.findByScan({ code: asset.tag });
    expect(found.orders).toMatchObject([{ id: order.id }]);
    await expect(desk.client.maintenance.findByScan({ code: 'NOBODY' })).rejects.toMatchObject({
      code: 'SCANNED_UNKNOWN',
    });
    const scan = (code: string) => operator.maintenance.scan({ id: order.id, code });
    await expect(scan((await newAsset()).tag)).rejects.toMatchObject({ code: 'OTHER_ASSET' });
    expect(await scan(asset.tag)).toEqual({ did: 'started', name: asset.tag });
    expect((await desk.client.assets.get({ id: asset.id })).status).toBe('in_maintenance');
    expect(await scan(`FAN-${count}`)).toMatchObject({ did: 'part' });
    await operator.maintenance.takePart({ orderId: order.id, articleId, placeId: null, quantity: 2 });
    expect((await desk.client.supplies.get({ id: articleId })).stock).toBe(0);
    const { parts } = await getOrder(order.id);
    await operator.maintenance.returnPart({ partId: parts[1]?.id ?? 0 });
    expect((await desk.client.supplies.get({ id: articleId })).stock).toBe(2);

    const complete = async (more: object = {}) =>
      operator.maintenance.complete({
        ...done,
        ...more,
        id: order.id,
        version: (await getOrder(order.id)).version,
        doneOn: today(),
      });
    await expect(complete()).rejects.toMatchObject({ code: 'TASKS_OPEN', data: { count: 2 } });
    const note = { orderId: order.id, note: null };
    await operator.maintenance.noteTask({ ...note, position: 0, outcome: 'ok', value: null });
    await operator.maintenance.noteTask({ ...note, position: 1, outcome: 'ok', value: 11 });
    expect((await getOrder(order.id)).tasks[1]).toMatchObject({ value: 11, outcome: 'not_ok', doneBy: 'dora' });
    await expect(complete()).rejects.toMatchObject({ code: 'FINDING_NEEDED' });
    await complete({ finding: 'The battery is weak', cost: { minor: 4500, currency: 'EUR' } });
    expect(await getOrder(order.id)).toMatchObject({
      state: 'done',
      result: 'failed',
      minutes: 25,
      cost: { minor: 4500 },
      finding: 'The battery is weak',
      endedBy: 'dora',
    });
    expect((await operator.maintenance.getOrder({ id: order.id })).cost).toBeNull();
    expect((await desk.client.assets.get({ id: asset.id })).status).toBe('in_stock');
    await expect(complete()).rejects.toMatchObject({ code: 'WORK_ORDER_STATE' });
  });

  it('[M1] takes the asset out of the stock for loans until it is done', async () => {
    const { asset, order } = await anOrder();
    const { id: personId } = await desk.client.people.create({ ...barePerson, name: `Ada ${count}` });
    await desk.client.maintenance.start(order);
    const handOver = () =>
      desk.client.custody.checkOut({
        assetId: asset.id,
        custodian: { kind: 'person', id: personId },
        dueOn: null,
        condition: null,
        note: null,
      });
    const refused = { code: 'UNDER_MAINTENANCE', data: { tag: asset.tag, number: order.number } };
    await expect(handOver()).rejects.toMatchObject(refused);
    const reserve = () =>
      desk.client.loans.reserve({ assetId: asset.id, forPersonId: personId, from: today(), to: today() });
    await expect(reserve()).rejects.toMatchObject(refused);
    const { occupations } = await desk.client.loans.calendar({ from: today(), to: today(), poolId: null });
    expect(occupations.filter(({ assetId }) => assetId === asset.id)).toEqual([]);
    await desk.client.maintenance.skip({ id: order.id, version: order.version + 1, reason: 'No time' });
    await reserve();
    await handOver();
    expect((await getOrder(order.id)).skippedBecause).toBe('No time');
  });

  it('[M1] is moved to another day and stays late; nobody moves what another has moved, nor into the past', async () => {
    const { order } = await anOrder();
    const later = new Date(Date.parse(today()) + 3 * aDay).toISOString().slice(0, 10);
    const move = (version: number, plannedOn: string) =>
      desk.client.maintenance.replan({ id: order.id, version, plannedOn });
    await move(order.version, later);
    await expect(move(order.version, later)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await expect(move(order.version + 1, '2020-01-01')).rejects.toMatchObject({ code: 'DAY_PAST' });
    pass(1);
    const shown = await getOrder(order.id);
    expect(shown).toMatchObject({ plannedOn: later, dueOn: order.dueOn, overdue: true });
    const days = await desk.client.maintenance.calendar({ from: later, to: later, perDay: 50 });
    expect(days).toMatchObject([{ day: later, orders: 1, shown: [{ id: order.id }] }]);
    expect((await desk.client.maintenance.counts()).overdue).toBeGreaterThan(0);
  });

  it('[M1] is expected on every day of its plan in the calendar, and once where only the work says when next', async () => {
    const asset = await newAsset();
    const from = new Date(Date.parse(today()) + 400 * aDay).toISOString().slice(0, 10);
    const to = new Date(Date.parse(from) + 27 * aDay).toISOString().slice(0, 10);
    const expected = async () => {
      const days = await desk.client.maintenance.calendar({ from, to, perDay: 3 });
      return days.reduce((sum, day) => sum + day.expected, 0);
    };
    const before = await expected();
    const startsOn = new Date(Date.parse(from) + aDay).toISOString().slice(0, 10);
    const { id } = await savePlan(planFor(asset.id, { startsOn }));
    expect((await expected()) - before).toBe(4);
    const plan = await desk.client.maintenance.getPlan({ id });
    await savePlan(planFor(asset.id, { startsOn, anchor: 'completion' }));
    expect((await expected()) - before).toBe(5);
    await desk.client.maintenance.pausePlan({ id, version: plan.version, paused: true });
    expect((await expected()) - before).toBe(1);
  });

  it('[M1] may be about what no plan foresaw, and is given to somebody', async () => {
    const { id: assetId, tag } = await newAsset();
    const made = await operator.maintenance.createOrder({
      assetId,
      title: 'Replace the keyboard',
      plannedOn: today(),
      assigneeId: null,
      outOfService: false,
    });
    const technician = (await desk.client.maintenance.listTechnicians()).find(({ name }) => name === 'dora');
    await desk.client.maintenance.assign({ ids: [made.id], operatorId: technician?.id ?? 0 });
    expect(await getOrder(made.id)).toMatchObject({ asset: { tag }, assignee: { name: 'dora' }, plan: null });
  });

  it('[M1] counts the next date from the day it was done when the plan says so', async () => {
    const { asset, order } = await anOrder({ anchor: 'completion' });
    pass(40);
    expect(await ordersOf(asset.id)).toHaveLength(1);
    await desk.client.maintenance.complete({ ...done, id: order.id, version: order.version, doneOn: today() });
    const [plan] = await desk.client.maintenance.listPlans({ assetId: asset.id });
    const [next] = (
      await desk.client.maintenance.preview({ rule: 'FREQ=MONTHLY;INTERVAL=1', startsOn: today() })
    ).days.slice(1);
    expect(plan?.nextOn).toBe(next);
  });

  it('[M1] goes into the calendars of others as a file', async () => {
    const { asset, order } = await anOrder();
    expect(await desk.client.maintenance.saveCalendar({ assigneeId: null, language: 'en' })).toEqual({
      path: null,
      orders: 0,
    });
    saved = join(desk.folder, 'maintenance.ics');
    await desk.client.maintenance.saveCalendar({ assigneeId: null, language: 'en' });
    const file = readFileSync(saved, 'utf8');
    saved = null;
    expect(file.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true);
    const entry = file.split('BEGIN:VEVENT').find((each) => each.includes(`UID:work-order-${order.number}@`)) ?? '';
    expect(entry).toContain(`DTSTART;VALUE=DATE:${order.plannedOn.replaceAll('-', '')}`);
    expect(entry).toContain(`SUMMARY:${asset.tag}`);
    expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });
});

describe('an asset that leaves', () => {
  it('[R2] [M1] takes its work orders with it, as it was seen before, and its plans raise no others', async () => {
    const { asset, order } = await anOrder();
    const [outlook] = await desk.client.retirement.outlook({ assetIds: [asset.id] });
    expect(outlook?.releases).toContainEqual({ kind: 'work_order', what: [`${order.number} · ${order.title}`] });
    await desk.client.retirement.decommission({ assetIds: [asset.id], reason: 'defective', note: '' });
    expect((await ordersOf(asset.id)).map(({ state }) => state)).toEqual(['skipped']);
    pass(40);
    expect((await ordersOf(asset.id)).filter(({ state }) => state === 'open')).toEqual([]);
    expect((await desk.client.assets.get({ id: asset.id })).status).toBe('retiring');
  });
});
