import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ContractDetails } from '#shared/features/procurement/supply-contract.ts';
import { addDays } from '#shared/primitives/days.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { bareSupplier, buyingTeam, sentOrder, slowHook } from '#tests/support/procurement.ts';
import type { BuyingTeam } from '#tests/support/procurement.ts';

/** The day of the test's clock. */
const today = '2026-11-24';

let desk: TestDesk;
let team: BuyingTeam;
let bare: ContractDetails;
beforeAll(async () => {
  desk = await openReadyDesk();
  team = await buyingTeam(desk);
  bare = {
    kind: 'support',
    title: 'Support of the switches',
    supplierId: team.supplierId,
    orderId: null,
    reference: 'SC-77',
    currency: 'EUR',
    startsOn: '2026-01-01',
    endsOn: addDays(today, 100),
    noticeDays: 90,
    autoRenew: true,
    terms: 'Next business day',
    lines: [
      { description: 'Switches', quantity: 4, unitPriceMinor: 2_500, period: 'month' },
      { description: 'Set-up', quantity: 1, unitPriceMinor: 30_000, period: 'once' },
    ],
  };
}, slowHook);
afterAll(async () => desk.close());

it('[P5] contracts are one register with numbers of their own, lines, costs and files', async () => {
  const { buyer } = team;
  const order = await sentOrder(team);
  const made = await buyer.procurement.createContract({ ...bare, orderId: order.id });
  expect(made.number).toBe('CON-2026-0001');
  const contract = await buyer.procurement.getContract({ id: made.id });
  expect(contract).toMatchObject({
    supplier: { name: 'Alpha' },
    order: { number: order.number },
    yearly: { minor: 120_000, currency: 'EUR' },
    once: { minor: 30_000 },
    decideBy: addDays(today, 10),
    expiry: 'decide',
  });
  expect(contract.lines.map(({ description, period }) => [description, period])).toEqual([
    ['Switches', 'month'],
    ['Set-up', 'once'],
  ]);
  const owner = { kind: 'contract' as const, id: made.id };
  const file = new File(['%PDF-1.7 signed'], 'signed.pdf');
  await buyer.procurement.attachPaper({ owner, point: '', file, thumbnail: null });
  expect(await team.approver.procurement.listPapers(owner)).toHaveLength(1);
  expect((await buyer.procurement.listContracts({ search: 'con-2026-0001' })).rows.map(({ id }) => id)).toEqual([
    made.id,
  ]);
  expect((await buyer.procurement.listContracts({ orderId: order.id })).rows.map(({ id }) => id)).toEqual([made.id]);
});

it('[P5][T3] their ends are read where everything else that expires is, until they are ended', async () => {
  const { buyer } = team;
  const { id, number } = await buyer.procurement.createContract({
    ...bare,
    title: 'Lines',
    endsOn: addDays(today, 20),
  });
  const ends = async () =>
    (await desk.client.assets.listExpiries({ kinds: ['contract'] })).rows.filter(({ contractId }) => contractId === id);
  expect(await ends()).toMatchObject([
    {
      assetId: null,
      tag: number,
      name: 'Lines · Alpha',
      kind: 'contract',
      day: addDays(today, 20),
      decideBy: addDays(today, -70),
      state: 'renews',
    },
  ]);
  const change = { ...bare, id, version: 1, title: 'Lines', endsOn: addDays(today, 300) };
  await buyer.procurement.changeContract(change);
  expect(await ends()).toMatchObject([{ day: addDays(today, 300), state: 'later' }]);
  await expect(buyer.procurement.changeContract(change)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
  await buyer.procurement.endContract({ id, version: 2, endedOn: addDays(today, 30), reason: 'Notice was given' });
  expect(await ends()).toEqual([]);
  expect(await buyer.procurement.getContract({ id })).toMatchObject({ expiry: 'ended', endReason: 'Notice was given' });
  await expect(buyer.procurement.changeContract({ ...change, version: 3 })).rejects.toMatchObject({
    code: 'CONTRACT_ENDED',
  });
  expect(() => desk.backend.inventory?.sqlite.exec(`UPDATE contract SET title = 'x' WHERE id = ${id}`)).toThrow(
    'CONTRACT_HAS_ENDED',
  );
  expect(() => desk.backend.inventory?.sqlite.exec(`DELETE FROM contract WHERE id = ${id}`)).toThrow(
    'CONTRACT_IS_KEPT',
  );
});

it('[P5] pages of what expires go through contracts and assets together, each once', async () => {
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await desk.client.assets.listExpiries({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(0);
});

it('[P5] they are listed page after page: what runs by its end, then what was ended', async () => {
  const { buyer } = team;
  const ends = [addDays(today, 300), null, addDays(today, 90), addDays(today, 300)];
  const made: number[] = [];
  for (const [index, endsOn] of ends.entries())
    made.push(
      (await buyer.procurement.createContract({ ...bare, title: `Paged ${index}`, endsOn, autoRenew: false })).id,
    );
  const { version } = await buyer.procurement.getContract({ id: made[2] ?? 0 });
  await buyer.procurement.endContract({ id: made[2] ?? 0, version, endedOn: today, reason: 'Not needed' });
  const wanted = { search: 'Paged', limit: 1 };
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await buyer.procurement.listContracts({ ...wanted, ...(cursor === undefined ? {} : { cursor }) });
    expect(page.total).toBe(4);
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual([made[0], made[3], made[1], made[2]]);
});

it('[P5] one that ends before it begins, renews without an end, or names another supplier’s order is refused', async () => {
  const { buyer } = team;
  const order = await sentOrder(team);
  const other = (await buyer.suppliers.create({ ...bareSupplier, name: 'Other' })).id;
  const before = (await buyer.procurement.listContracts({})).total;
  const cases: [Partial<ContractDetails>, string][] = [
    [{ endsOn: '2025-12-31' }, 'PERIOD_EMPTY'],
    [{ endsOn: null, autoRenew: true }, 'RENEWAL_WITHOUT_END'],
    [{ currency: 'XQZ' }, 'CURRENCY_UNKNOWN'],
    [{ supplierId: other, orderId: order.id }, 'ORDER_OF_ANOTHER'],
    [{ supplierId: 9999 }, 'NOT_FOUND'],
    [{ noticeDays: -1 }, 'INVALID_INPUT'],
    [{ lines: [{ description: 'x', quantity: 0, unitPriceMinor: 1, period: 'year' }] }, 'INVALID_INPUT'],
    [{ lines: [{ description: 'x', quantity: 1, unitPriceMinor: -1, period: 'year' }] }, 'INVALID_INPUT'],
  ];
  for (const [part, code] of cases)
    await expect(buyer.procurement.createContract({ ...bare, ...part }), code).rejects.toMatchObject({ code });
  await expect(team.keeper.procurement.createContract(bare)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect((await buyer.procurement.listContracts({})).total).toBe(before);
});

it('[S4] their costs are not shown to whom costs are not shown', async () => {
  const { id } = await team.buyer.procurement.createContract({ ...bare, title: 'Quiet' });
  const seen = await team.keeper.procurement.getContract({ id });
  expect(seen.yearly).toBeNull();
  expect(seen.lines.every(({ unitPriceMinor }) => unitPriceMinor === null)).toBe(true);
});
