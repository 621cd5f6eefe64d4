import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

let desk: TestDesk;
let technician: Client;
let asset: { id: number; tag: string };
const euros = (amount: number) => ({ minor: amount * 100, currency: 'EUR' });

beforeAll(async () => {
  desk = await openReadyDesk();
  technician = await signInAs(desk, 'tina', ['desk_operator']);
  const depreciation = { method: 'straight_line' as const, months: 60, residual: { basisPoints: 0 } };
  const model = await desk.client.assets.createModel({
    name: 'Mill 3',
    number: null,
    manufacturerId: null,
    categoryId: 1,
    warrantyMonths: null,
    depreciation,
  });
  const bought = { ...bareAsset, modelId: model.id };
  asset = await desk.client.assets.create({ ...bought, purchasedOn: '2024-11-24', cost: euros(1200) });
  await desk.client.assets.create({ ...bought, purchasedOn: '2026-06-01', cost: euros(1500) });
}, slowHook);
afterAll(async () => desk.close());

async function work(minutes: number | null, cost: number | null) {
  const on = desk.surroundings.now().slice(0, 10);
  const { id } = await technician.maintenance.createOrder({
    assetId: asset.id,
    title: 'Replace the belt',
    plannedOn: on,
    assigneeId: null,
    outOfService: false,
  });
  const { version } = await desk.client.maintenance.getOrder({ id });
  const done = { result: 'passed' as const, finding: null, reading: null, doneOn: on };
  await technician.maintenance.complete({ id, version, minutes, cost: cost === null ? null : euros(cost), ...done });
}

describe('what an asset costs and is worth', () => {
  it('[M5] cost to date is the sum of its sources, time at the price of an hour and only where there is one', async () => {
    await work(90, 80);
    await work(30, null);
    const first = await desk.client.ownership.costs({ assetId: asset.id });
    expect(first.lines.map(({ source, amount, records }) => [source, amount.minor, records])).toEqual([
      ['purchase', 120_000, 1],
      ['work', 8000, 1],
    ]);
    expect(first).toMatchObject({
      unpricedMinutes: 120,
      totals: [euros(1280)],
      ageMonths: 24,
      perMonth: { minor: 5333 },
    });
    await expect(technician.ownership.saveRates({ hour: euros(60) })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(technician.ownership.costs({ assetId: asset.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await desk.client.ownership.getRates()).toEqual({ hour: null });
    await desk.client.ownership.saveRates({ hour: euros(60) });
    const priced = await desk.client.ownership.costs({ assetId: asset.id });
    expect(priced.lines.at(-1)).toEqual({ source: 'work_time', amount: euros(120), records: 2, minutes: 120 });
    expect(priced).toMatchObject({ unpricedMinutes: 0, totals: [euros(1400)] });
  });

  it('[M5] advice says from what it is reckoned: life of the model, book value, price of the newest one alike', async () => {
    const advice = await desk.client.ownership.advice({ assetId: asset.id, repair: null, replacement: null });
    expect(advice).toMatchObject({
      verdict: 'keep',
      lifeMonths: 60,
      lifeIsUsual: false,
      ageMonths: 24,
      remainingMonths: 36,
      spent: 20_000,
      spentMonths: 24,
      expectedRunning: 30_000,
      bookValue: 72_000,
      replacement: 150_000,
      priceSource: 'same_model',
      keepPerMonth: 833,
      replacePerMonth: 3700,
    });
    expect(advice.pricedLike).not.toBe(asset.tag);
    const dear = await desk.client.ownership.advice({
      assetId: asset.id,
      repair: euros(2000),
      replacement: euros(900),
    });
    expect(dear).toMatchObject({ verdict: 'replace', because: 'dearer', priceSource: 'entered', replacement: 90_000 });
    const dollars = { minor: 1, currency: 'USD' };
    const refused = desk.client.ownership.advice({ assetId: asset.id, repair: dollars, replacement: null });
    await expect(refused).rejects.toMatchObject({ code: 'CURRENCIES_DIFFER', data: { expected: 'EUR' } });
  });

  it('[M5] the timeline tells of maintenance, support, incidents, backups and drills together, the newest first', async () => {
    await technician.support.open({
      title: 'Belt slips',
      description: '',
      channel: 'desk',
      categoryId: null,
      impact: 'low',
      urgency: 'low',
      assetId: asset.id,
      personId: null,
      placeId: null,
      assigneeId: null,
    });
    const policy = {
      what: 'Settings',
      destination: 'Share',
      everyHours: 24,
      keepDays: 9,
      encrypted: true,
      offSite: false,
    };
    const { id: itemId } = await desk.client.recovery.saveItem({
      id: null,
      version: null,
      policy: {
        ...policy,
        assetId: asset.id,
        serviceId: null,
        testEveryDays: null,
        responsibleId: null,
        notes: '',
        aliases: [],
      },
    });
    const run = { itemId, bytes: null, note: 'No room', endedAt: '2026-11-23T02:00:00.000Z' };
    await desk.client.recovery.recordRun({ ...run, outcome: 'failed' });
    await desk.client.recovery.recordRun({ ...run, endedAt: '2026-11-23T03:00:00.000Z', outcome: 'ok' });
    const { entries, total } = await desk.client.ownership.timeline({ assetId: asset.id });
    expect(total).toBe(entries.length);
    expect(entries.map(({ at }) => at)).toEqual(
      entries
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    const told = entries.map(({ kind, what, outcome }) => [kind, what, outcome]);
    expect(told).toContainEqual(['work', 'Replace the belt', 'passed']);
    expect(told).toContainEqual(['ticket', 'Belt slips', 'new']);
    // A backup that went well comes every night and is left out.
    expect(told.filter(([kind]) => kind === 'backup')).toEqual([['backup', 'Settings', 'failed']]);
    expect(entries.at(-1)).toMatchObject({ kind: 'bought', at: '2024-11-24' });
    const only = await desk.client.ownership.timeline({ assetId: asset.id, kinds: ['work'], limit: 1 });
    expect([only.total, only.entries.length]).toEqual([2, 1]);
  });
});
