import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ListToExport } from '#shared/features/spreadsheets/export-contract.ts';
import { addDays } from '#shared/primitives/days.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { buyingTeam, sentOrder, slowHook } from '#tests/support/procurement.ts';
import type { BuyingTeam } from '#tests/support/procurement.ts';

let desk: TestDesk;
let team: BuyingTeam;
let answer: string;
beforeAll(async () => {
  desk = await openReadyDesk({ host: { chooseSaveFile: async () => Promise.resolve(answer) } });
  team = await buyingTeam(desk);
}, slowHook);
afterAll(async () => desk.close());

/** The records of the list as a text file, without quotes. */
async function written(client: Client, list: ListToExport): Promise<string[][]> {
  answer = join(desk.folder, `${list.list}.csv`);
  const { jobId } = await client.spreadsheets.exportList({ ...list, format: 'csv' });
  expect(await desk.backend.jobs.ended(jobId ?? '')).toMatchObject({ state: 'done' });
  const lines = readFileSync(answer, 'utf8').trim().split('\r\n');
  return lines.map((line) => line.replace('\uFEFF', '').slice(1, -1).split('","'));
}

it(
  '[X2] [P1] [P5] requisitions, orders, contracts, suppliers and loans are written as they are seen, by who may',
  async () => {
    const { buyer } = team;
    const order = await sentOrder(team);
    await buyer.procurement.createContract({
      kind: 'support',
      title: 'Support of the switches',
      supplierId: team.supplierId,
      orderId: null,
      reference: 'SC-77',
      currency: 'EUR',
      startsOn: '2026-01-01',
      endsOn: '2027-03-31',
      noticeDays: 90,
      autoRenew: true,
      terms: '',
      lines: [{ description: 'Switches', quantity: 4, unitPriceMinor: 2_500, period: 'month' }],
    });
    const [headings, first, ...none] = await written(desk.client, {
      list: 'orders',
      filter: { search: order.number },
      columns: ['number', 'supplier', 'expected', 'gross'],
    });
    expect(headings).toEqual(['Number', 'Supplier', expect.any(String), expect.any(String), expect.any(String)]);
    expect(first?.slice(0, 2)).toEqual([order.number, 'Alpha']);
    expect(first?.at(-1)).toBe('EUR');
    expect(none).toEqual([]);
    expect(await written(desk.client, { list: 'orders', filter: { states: ['draft'] } })).toHaveLength(1);
    await expect(team.clerk.spreadsheets.exportList({ list: 'orders', format: 'csv' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const seen = await written(desk.client, { list: 'contracts', filter: { search: 'switches' } });
    expect(seen.slice(1)).toEqual([
      [
        'CON-2026-0001',
        'Support of the switches',
        'Alpha',
        'Support',
        'Later',
        '2027-03-31',
        '2026-12-31',
        '1200.00',
        'EUR',
      ],
    ]);
    const requisitions = await written(desk.client, { list: 'requisitions', columns: ['number', 'units'] });
    expect(requisitions.slice(1)).toEqual([['REQ-2026-0001', expect.any(String)]]);
    const suppliers = await written(desk.client, { list: 'suppliers', columns: ['name', 'count'] });
    expect(suppliers.slice(1).map(([name]) => name)).toContain('Alpha');

    const { id: personId } = await desk.client.people.create({ ...barePerson, name: 'Ada Example', email: 'a@b.test' });
    const { id: assetId } = await desk.client.assets.create({ ...bareAsset, tag: 'L-1', name: 'Lent' });
    const dueOn = addDays('2026-11-24', 5);
    const custodian = { kind: 'person' as const, id: personId };
    await desk.client.custody.checkOut({ assetId, custodian, dueOn, condition: null, note: null });
    const columns = ['tag', 'custodian', 'dueOn'];
    expect(await written(desk.client, { list: 'loans', filter: { withinDays: 0 }, columns })).toHaveLength(1);
    expect((await written(desk.client, { list: 'loans', filter: { withinDays: 7 }, columns })).slice(1)).toEqual([
      ['L-1', 'Ada Example', dueOn],
    ]);
  },
  slowHook,
);
