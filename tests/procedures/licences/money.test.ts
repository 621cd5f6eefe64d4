import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { entitle, makeProduct, seatFor } from '#tests/support/licences.ts';
import { importer } from '../spreadsheets/support/importer.ts';

let desk: TestDesk;
let client: TestDesk['client'];
beforeEach(async () => {
  desk = await openReadyDesk();
  client = desk.client;
});
afterEach(async () => desk.close());

async function later(days: number) {
  desk.surroundings.pass(days * 86_400_000);
  desk.session.lastActiveAt = desk.surroundings.now();
  await Promise.resolve();
}

/** Four people with a seat each, given long ago: one uses it, one did, one never installed it, one is about to leave. */
async function fourSeats() {
  const productId = await makeProduct(client, { name: 'Editor' });
  await entitle(client, productId, {
    metric: 'named_user',
    kind: 'subscription',
    term: { endsOn: '2027-12-31', quantity: 4, costMinor: 4_000, period: 'month' },
  });
  const people = [];
  for (const [index, name] of ['Busy', 'Idle', 'Never', 'Gone'].entries()) {
    const { id } = await client.people.create({ ...barePerson, name, email: `${name}@example.com` });
    const { id: assetId } = await client.assets.create({ ...bareAsset, tag: `L-${index}` });
    await client.custody.checkOut({
      assetId,
      custodian: { kind: 'person', id },
      dueOn: null,
      condition: null,
      note: null,
    });
    await client.licences.allocate(seatFor(productId, { kind: 'person', id }));
    people.push(id);
  }
  await later(200);
  const imports = importer(desk);
  const today = desk.surroundings.now().slice(0, 10);
  const file = imports.file(
    'scan.csv',
    `Software,Version,Tag,Last seen,Last used\nEditor,1,L-0,${today},${today}\nEditor,1,L-1,${today},2026-12-01\nEditor,1,L-3,${today},${today}\n`,
  );
  await imports.run(await imports.planFor(file, 'installations', 'skip', 'upsert'));
  return { productId, people };
}

describe('seats that nobody needs', () => {
  it('[L5] [L6] are listed by the money that they cost, and taken back with notice to who holds them', async () => {
    const { productId, people } = await fourSeats();
    const { rows, totals } = await client.licences.listReclaimable({});
    expect(rows.map(({ holder, why, saving, yearly }) => [holder, why, saving?.minor, yearly])).toEqual([
      ['Idle', 'unused', 12_000, true],
      ['Never', 'not_installed', 12_000, true],
    ]);
    expect(totals).toEqual([{ minor: 24_000, currency: 'EUR' }]);
    const ids = rows.map(({ allocationId }) => allocationId);
    expect(await client.licences.harvest({ allocationIds: ids, noticeDays: 14 })).toEqual({
      released: 0,
      announced: 2,
    });
    expect(await client.licences.harvestNotices()).toMatchObject([
      { person: { name: 'Idle' }, email: 'Idle@example.com', seats: [{ product: 'Editor' }] },
      { person: { name: 'Never' } },
    ]);
    // A policy of the product says otherwise for how long nobody has to use it.
    await client.licences.addPolicy({ productId, policy: { kind: 'use', days: 300 } });
    expect((await client.licences.listReclaimable({})).rows).toEqual([]);
    for (const { id } of await client.licences.listPolicies({ productId })) await client.licences.endPolicy({ id });
    const announced = (await client.licences.listReclaimable({})).rows[1]?.announced;
    await client.licences.keepSeat({ harvestId: announced?.id ?? 0, because: 'Needs it from January on' });
    expect(await client.licences.harvestDue()).toEqual({ released: 0 });
    await later(14);
    expect(await client.licences.harvestDue()).toEqual({ released: 1 });
    expect((await client.licences.listSeats({ productId })).map(({ holder }) => holder.name)).toEqual([
      'Busy',
      'Never',
      'Gone',
    ]);
    // Who comes back for it is told that it was not used before.
    expect(await client.licences.adviseSeat({ productId, personId: people[1] ?? 0 })).toMatchObject([
      { code: 'NO_POLICY' },
      { code: 'UNUSED_BEFORE', warns: true },
    ]);
  });

  it('[L5] [L6] are told before something is bought, and a leaver whom nobody archived is found', async () => {
    const { productId, people } = await fourSeats();
    const { version } = await client.people.get({ id: people[3] ?? 0 });
    const soon = new Date(Date.parse(desk.surroundings.now()) + 86_400_000).toISOString().slice(0, 10);
    await client.people.update({ ...barePerson, name: 'Gone', endsOn: soon, id: people[3] ?? 0, version });
    await later(2);
    const { findings } = await client.licences.checkCompliance({});
    expect(findings.map(({ kind, name }) => [kind, name])).toEqual([
      ['not_installed', 'Never'],
      ['left', 'Gone'],
      ['unused', 'Idle'],
    ]);
    expect(await client.licences.adviseRequest({ words: 'two more seats of the editor please' })).toEqual([
      {
        product: { id: productId, name: 'Editor' },
        free: 0,
        unlimited: false,
        reclaimable: 3,
        waiting: 0,
        shortfall: 0,
      },
    ]);
    const report = await client.licences.freezeReport({});
    expect(report.number).toBe(1);
    await client.licences.harvest({
      allocationIds: (await client.licences.listReclaimable({ productId })).rows.map(
        ({ allocationId }) => allocationId,
      ),
      noticeDays: 0,
    });
    expect((await client.licences.checkCompliance({})).findings.map(({ kind }) => kind)).toEqual(['unused']);
    expect(await client.licences.listReports()).toMatchObject([{ number: 1, findings: 3, short: 0 }]);
    expect(await client.licences.getReport({ id: report.id })).toMatchObject({
      sound: true,
      content: { findings: [{ kind: 'not_installed' }, { kind: 'left' }, { kind: 'unused' }] },
    });
    const { sqlite } = desk.backend.inventory ?? {};
    expect(() => sqlite?.exec("UPDATE licence_report SET as_of = '2020-01-01'")).toThrow('REPORT_IS_FROZEN');
  });
});

describe('renewals', () => {
  it('[L7] stand in a calendar by their last day of notice, and are decided with the use of that day', async () => {
    const productId = await makeProduct(client, { name: 'Editor' });
    const term = {
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
      quantity: 10,
      costMinor: 120_000,
      period: 'year',
    } as const;
    const first = await entitle(client, productId, { reference: 'A', kind: 'subscription', noticeDays: 30, term });
    const second = await entitle(client, productId, {
      reference: 'B',
      kind: 'subscription',
      autoRenew: true,
      noticeDays: 60,
      term: { ...term, endsOn: '2027-03-31' },
    });
    const calendar = async () =>
      (await client.licences.listRenewals({ months: 12 })).map(({ entitlement, noticeBy, state }) => [
        entitlement.reference,
        noticeBy,
        state,
      ]);
    // And where everything else that ends stands.
    expect((await client.assets.listExpiries({ kinds: ['licence'] })).rows).toMatchObject([
      { tag: 'A', name: 'Editor', day: '2026-12-31', decideBy: '2026-12-01', licenceOf: productId },
      { tag: 'B', day: '2027-03-31', autoRenew: true },
    ]);
    expect(await calendar()).toEqual([
      ['A', '2026-12-01', 'decide'],
      ['B', '2027-01-30', 'later'],
    ]);
    const reason = 'Ten are used, three of them seldom';
    const next = { ...term, startsOn: '2027-01-01', endsOn: '2027-12-31', quantity: 7, costMinor: 84_000 };
    await client.licences.decideRenewal({
      entitlementId: first,
      endsOn: '2026-12-31',
      decision: 'renew',
      reason,
      alternatives: 'LibreOffice for three',
      term: next,
    });
    await expect(
      client.licences.decideRenewal({
        entitlementId: first,
        endsOn: '2026-12-31',
        decision: 'cancel',
        reason,
        alternatives: '',
        term: null,
      }),
    ).rejects.toMatchObject({ code: 'NO_SUCH_END' });
    await client.licences.decideRenewal({
      entitlementId: second,
      endsOn: '2027-03-31',
      decision: 'renegotiate',
      reason,
      alternatives: '',
      term: null,
    });
    expect(await calendar()).toEqual([['B', '2027-01-30', 'later']]);
    await client.licences.decideRenewal({
      entitlementId: second,
      endsOn: '2027-03-31',
      decision: 'cancel',
      reason,
      alternatives: '',
      term: null,
    });
    const [cancelled] = await client.licences.listRenewals({});
    expect(cancelled).toMatchObject({
      state: 'decided',
      decision: { decision: 'cancel', evidence: { entitled: 20, demand: 0, asOf: '2026-11-24' } },
      former: [{ decision: 'renegotiate' }],
    });
    // The position of the day is that of the term of the day.
    const rightsOn = async (asOf: string) => (await client.licences.getPosition({ productId, asOf }))[0]?.entitled;
    expect([await rightsOn('2026-12-31'), await rightsOn('2027-01-01'), await rightsOn('2027-04-01')]).toEqual([
      20, 17, 7,
    ]);
  });

  it('[L7] cost by month and department is foretold, and what if a tenth is dropped', async () => {
    const productId = await makeProduct(client, { name: 'Editor' });
    const sales = (await client.people.createDepartment({ name: 'Sales', code: null })).id;
    await entitle(client, productId, {
      reference: 'A',
      departmentId: sales,
      term: { startsOn: '2026-01-15', endsOn: '2027-01-14', quantity: 10, costMinor: 100_000, period: 'year' },
    });
    await entitle(client, productId, {
      reference: 'B',
      term: { startsOn: '2026-12-01', endsOn: null, costMinor: 5_000, period: 'month' },
    });
    const amounts = async (dropPercent: number) =>
      (await client.licences.forecast({ months: 3, dropPercent })).map(({ month, amounts: own }) => [
        month,
        ...own.map(({ department, minor, assumedMinor }) => [department?.name ?? null, minor, assumedMinor]),
      ]);
    expect(await amounts(0)).toEqual([
      ['2026-11'],
      ['2026-12', [null, 5_000, 0]],
      ['2027-01', [null, 5_000, 0], ['Sales', 100_000, 100_000]],
    ]);
    expect((await amounts(10))[2]).toEqual(['2027-01', [null, 5_000, 0], ['Sales', 90_000, 90_000]]);
  });
});
