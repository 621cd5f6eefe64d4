import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { buyingTeam, receiveAll, sentOrder, slowHook } from '#tests/support/procurement.ts';
import type { BuyingTeam } from '#tests/support/procurement.ts';

const day = 86_400_000;

let desk: TestDesk;
let team: BuyingTeam;
beforeAll(async () => {
  desk = await openReadyDesk();
  team = await buyingTeam(desk);
}, slowHook);
afterAll(async () => desk.close());

it('[P3] what a supplier did is computed from deliveries, inspections, repairs and prices, with what it follows from', async () => {
  const { buyer, supplierId } = team;
  const maker = await desk.client.assets.createManufacturer({ name: 'Quiet' });
  const { id: modelId } = await desk.client.assets.createModel({
    name: 'Quiet 14',
    number: null,
    manufacturerId: maker.id,
    categoryId: 1,
    warrantyMonths: 12,
  });
  expect(await buyer.procurement.getSupplierHistory({ supplierId })).toEqual({
    performance: null,
    deliveries: [],
    repaired: [],
    prices: [],
  });

  const first = await sentOrder(team, { modelId, unitPriceMinor: 80_000, quantity: 3 });
  const second = await sentOrder(team, { modelId, unitPriceMinor: 100_000 });
  const { assets } = await receiveAll(team, first.id, { count: 3, failed: 1 });
  // The order promised ten days.
  desk.surroundings.pass(11 * day);
  await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
  const again = (username: string) => ({ username, password: `${username} and a long password` });
  await team.keeper.auth.signIn(again('keeper'));
  await team.buyer.auth.signIn(again('buyer'));
  await receiveAll(team, second.id);
  const [broken] = assets;
  await desk.client.assets.changeStatus({ id: broken?.id ?? 0, status: 'in_maintenance', reason: 'Fan is loud' });

  const history = await buyer.procurement.getSupplierHistory({ supplierId });
  expect(history.performance).toEqual({
    supplierId,
    deliveries: 2,
    onTime: 1,
    units: 5,
    failed: 1,
    assets: 4,
    failedFirstYear: 1,
    priceDriftPercent: 25,
  });
  expect(history.deliveries.map(({ order, units, failed, rma }) => [order.number, units, failed, rma])).toEqual([
    [second.number, 2, 0, null],
    [first.number, 3, 1, 'RMA-2026-0001'],
  ]);
  expect(history.deliveries.map(({ cameOn, expectedOn }) => cameOn <= (expectedOn ?? ''))).toEqual([false, true]);
  expect(history.repaired).toMatchObject([{ assetId: broken?.id, tag: broken?.tag, repairedOn: '2026-12-05' }]);
  expect(history.prices).toEqual([
    {
      modelId,
      model: 'Quiet 14',
      first: { minor: 80_000, currency: 'EUR' },
      last: { minor: 100_000, currency: 'EUR' },
      changePercent: 25,
    },
  ]);
  await expect(team.keeper.procurement.getSupplierHistory({ supplierId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
