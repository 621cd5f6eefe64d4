import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, utils } from 'xlsx';
import { addUp, pivotsOf } from '#shared/features/costs/arithmetic.ts';
import { costDimensions } from '#shared/features/costs/model.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { bareSupplier, signInAs, slowHook } from '#tests/support/procurement.ts';

const eur = (minor: number) => ({ minor, currency: 'EUR' });
const year = { from: '2026-01', to: '2026-12' };

describe('[X4] costs', () => {
  let desk: TestDesk;
  let laptopId = 0;
  let modelId = 0;
  let salesId = 0;
  let answer = '';

  beforeAll(async () => {
    desk = await openReadyDesk({ host: { chooseSaveFile: async () => Promise.resolve(answer) } });
    const { client } = desk;
    salesId = (await client.people.createDepartment({ name: 'Sales', code: null })).id;
    const supplierId = (await client.suppliers.create({ ...bareSupplier, name: 'Harbour Trading' })).id;
    modelId = (
      await client.assets.createModel({
        name: 'T14',
        number: null,
        manufacturerId: null,
        categoryId: 1,
        warrantyMonths: null,
        depreciation: { method: 'straight_line', months: 36, residual: { basisPoints: 0 } },
      })
    ).id;
    const bought = { ...bareAsset, modelId, departmentId: salesId, supplierId };
    laptopId = (await client.assets.create({ ...bought, name: 'First', purchasedOn: '2026-03-10', cost: eur(100_001) }))
      .id;
    await client.assets.create({ ...bought, name: 'Second', purchasedOn: '2026-05-02', cost: eur(110_000) });
    await client.assets.create({
      ...bareAsset,
      name: 'From overseas',
      purchasedOn: '2026-05-20',
      endOfLifeOn: '2026-06-30',
      cost: { minor: 50_000, currency: 'USD' },
    });
    await client.assets.create({ ...bareAsset, name: 'Without a day', cost: eur(7_700) });
    await client.assets.create({ ...bareAsset, name: 'Long ago', purchasedOn: '2019-01-05', cost: eur(1) });
    const order = await client.maintenance.createOrder({
      assetId: laptopId,
      title: 'New fan',
      plannedOn: '2026-11-24',
      outOfService: false,
      assigneeId: null,
    });
    await client.maintenance.start({ id: order.id, version: 1 });
    const { version } = await client.maintenance.getOrder({ id: order.id });
    await client.maintenance.complete({
      id: order.id,
      version,
      doneOn: '2026-11-24',
      result: 'passed',
      minutes: 30,
      cost: eur(4_599),
      finding: null,
      reading: null,
    });
    const bea = await signInAs(desk, 'bea', ['procurement']);
    await bea.procurement.createContract({
      kind: 'support',
      title: 'On site',
      supplierId,
      orderId: null,
      reference: 'S-1',
      currency: 'EUR',
      startsOn: '2026-10-31',
      endsOn: '2026-12-31',
      noticeDays: null,
      autoRenew: false,
      terms: '',
      lines: [
        { description: 'Support', quantity: 2, unitPriceMinor: 900, period: 'month' },
        { description: 'Set-up', quantity: 1, unitPriceMinor: 15_000, period: 'once' },
      ],
    });
  }, slowHook);
  afterAll(() => desk.close());

  it('[X4] come from purchases, work and contracts, each payment once and in its own currency', async () => {
    const spent = await desk.client.costs.spending({ ...year, rows: 'kind', columns: 'month' });
    const [euro, dollar] = pivotsOf(spent.sums);
    expect(euro?.currency).toBe('EUR');
    expect(Object.fromEntries(euro?.rowTotals ?? [])).toEqual({
      purchase: 210_001,
      maintenance: 4_599,
      contract: 3 * 1_800 + 15_000,
    });
    expect(euro?.cells.get('contract')?.get('2026-11')).toMatchObject({ minor: 1_800, count: 1 });
    expect(dollar).toMatchObject({ currency: 'USD', total: 50_000 });
    expect(spent.undated).toEqual([{ minor: 7_700, currency: 'EUR', count: 1 }]);
  });

  it('[X4] come to the same whatever they are told apart by, and every sum is what it opens', async () => {
    const { client } = desk;
    const totals = new Set<string>();
    for (const rows of costDimensions) {
      const columns = rows === 'supplier' ? null : 'supplier';
      const { sums } = await client.costs.spending({ ...year, rows, columns });
      totals.add(JSON.stringify(pivotsOf(sums).map(({ currency, total, count }) => [currency, total, count])));
      for (const sum of sums) {
        const behind = await client.costs.payments({
          ...year,
          rows,
          columns,
          row: sum.row,
          column: sum.column,
          currency: sum.currency,
        });
        expect(behind.total).toBe(sum.count);
        expect(behind.rows.reduce((minor, { cost }) => minor + cost.minor, 0)).toBe(sum.minor);
      }
    }
    expect(totals.size).toBe(1);
    const named = await client.costs.spending({ ...year, rows: 'department', columns: 'supplier' });
    expect(named.rows).toEqual([
      { key: String(salesId), name: 'Sales' },
      { key: '', name: '' },
    ]);
    // What lies years apart is read in portions.
    const long = await client.costs.spending({ from: '2018-02', to: '2026-12', rows: 'year', columns: 'kind' });
    expect(long.rows.map(({ key }) => key)).toEqual(['2019', '2026']);
    const short = await client.costs.spending({ ...year, rows: 'year', columns: 'kind' });
    expect(long.sums.filter(({ row }) => row === '2026')).toEqual(expect.arrayContaining(short.sums));
    expect(long.sums).toHaveLength(short.sums.length + 1);
    const first = await client.costs.payments({ ...year, rows: 'kind', columns: null, limit: 2 });
    const second = await client.costs.payments({
      ...year,
      rows: 'kind',
      columns: null,
      limit: 500,
      cursor: first.nextCursor ?? '',
    });
    expect(first.rows.length + second.rows.length).toBe(first.total);
    await expect(client.costs.payments({ ...year, rows: 'kind', columns: null, cursor: 'x' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('[X4] add up over the life of an asset and of all of a model', async () => {
    const { client } = desk;
    const ofAssets = (await client.costs.ownership({ by: 'asset' })).rows;
    expect(ofAssets.find(({ id }) => id === laptopId)).toMatchObject({
      purchase: 100_001,
      running: 4_599,
      total: 104_600,
      units: 1,
      months: 8,
      elsewhere: [],
    });
    const [model] = (await client.costs.ownership({ by: 'model', search: '' })).rows;
    expect(model).toMatchObject({ name: 'T14', units: 2, purchase: 210_001, running: 4_599, total: 214_600 });
    expect((await client.costs.ownership({ by: 'asset', search: 'second', sort: 'perMonth' })).total).toBe(1);
  });

  it('[X4] [M5] of an asset come to the same on its own page, whatever they are made of', async () => {
    const { client } = desk;
    await client.ownership.saveRates({ hour: eur(6_001) });
    const help = await client.support.open({
      title: 'Fan is loud',
      description: '',
      channel: 'desk',
      categoryId: null,
      impact: 'low',
      urgency: 'low',
      assetId: laptopId,
      personId: null,
      placeId: null,
      assigneeId: null,
    });
    await client.support.comment({ id: help.id, text: 'Cleaned', internal: false, minutes: 25 });
    const { rows } = await client.costs.ownership({ by: 'asset' });
    expect(rows.find(({ id }) => id === laptopId)).toMatchObject({
      // The order, half an hour of it, and 25 minutes of help.
      running: 4_599 + 3_001 + 2_500,
      total: 110_101,
    });
    for (const row of rows) {
      const { totals, ageMonths, perMonth } = await client.ownership.costs({ assetId: row.id });
      expect(totals.find(({ currency }) => currency === row.currency)?.minor, row.label).toBe(row.total);
      expect(ageMonths, row.label).toBe(row.months);
      if (row.months !== null) expect(perMonth?.minor).toBe(Math.round(row.total / Math.max(1, row.months)));
    }
    await client.ownership.saveRates({ hour: { minor: 5_000, currency: 'USD' } });
    const other = (await client.costs.ownership({ by: 'asset' })).rows.find(({ id }) => id === laptopId);
    const own = await client.ownership.costs({ assetId: laptopId });
    expect(other).toMatchObject({ running: 4_599, elsewhere: [{ minor: 2_500 + 2_083, currency: 'USD' }] });
    expect(own.totals).toEqual(
      expect.arrayContaining([{ minor: other?.total, currency: 'EUR' }, ...(other?.elsewhere ?? [])]),
    );
    await client.ownership.saveRates({ hour: null });
  });

  it('[X4] of successors are forecast by year, with the arithmetic of each', async () => {
    const { client } = desk;
    const years = await client.costs.replacements({ rise: 2 });
    expect(years.map(({ year: each }) => each)).toEqual(['', '2026', '2027', '2028', '2029', '2030', '2031']);
    expect(years.find(({ year: each }) => each === '2029')).toEqual({
      year: '2029',
      count: 2,
      // Both at what was paid last for the model, and three years dearer.
      prices: [eur(2 * 116_733)],
      unpriced: 0,
    });
    for (const { year: each, count, prices } of years) {
      const { rows, total } = await client.costs.replacementsOf({ rise: 2, year: each });
      expect(total, each).toBe(count);
      expect(addUp(rows.flatMap(({ price }) => price ?? [])), each).toEqual(prices);
    }
    const past = await client.costs.replacementsOf({ rise: 2, year: '' });
    expect(past.rows.find(({ name }) => name === 'From overseas')).toMatchObject({
      reason: 'end_of_life',
      basis: 'own',
      years: 0,
      price: { minor: 50_000, currency: 'USD' },
    });
    const [later] = (await client.costs.replacementsOf({ rise: 2, year: '2029' })).rows;
    expect(later).toMatchObject({
      endsOn: '2029-03-10',
      reason: 'own_life',
      lifeMonths: 36,
      basis: 'model',
      base: eur(110_000),
      baseDay: '2026-05-02',
      years: 3,
      price: eur(116_733),
    });
  });

  it('[X4] [X2] are written as they are seen: a row for each row and currency, and the sums under them', async () => {
    const { client } = desk;
    const filter = { ...year, rows: 'department' as const, columns: 'kind' as const };
    const sheetOf = async (format: 'xlsx' | 'csv', to: typeof client) => {
      answer = join(desk.folder, `costs.${format}`);
      const { jobId } = await to.spreadsheets.exportList({ list: 'costs', filter, format });
      expect(await desk.backend.jobs.ended(jobId ?? '')).toMatchObject({ state: 'done' });
      return readFileSync(answer);
    };
    // By another library than the one that wrote it.
    const book = read(await sheetOf('xlsx', client));
    const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, {
      raw: true,
      defval: null,
    });
    const headings: Record<string, string> = {
      purchase: 'Purchase',
      maintenance: 'Maintenance',
      contract: 'Contracts',
    };
    const { sums } = await client.costs.spending(filter);
    const pivots = pivotsOf(sums);
    expect(pivots.map(({ currency }) => currency)).toEqual(['EUR', 'USD']);
    for (const { currency, total, rowTotals, columnTotals } of pivots) {
      const own = rows.filter((row) => row['Currency'] === currency);
      expect(own).toHaveLength(rowTotals.size + 1);
      expect(own.at(-1)).toMatchObject({ Department: 'Sum', Sum: total / 100 });
      const written = own.slice(0, -1).map((row) => Math.round(Number(row['Sum']) * 100));
      expect(written.reduce((sum, minor) => sum + minor, 0)).toBe(total);
      for (const [kind, minor] of columnTotals) expect(own.at(-1)?.[headings[kind] ?? ''], kind).toBe(minor / 100);
    }
    expect(rows.find((row) => row['Department'] === 'Sales')).toMatchObject({ Currency: 'EUR', Sum: 2146 });
    const lines = (await sheetOf('csv', client)).toString('utf8').trim().split('\r\n');
    expect(lines).toHaveLength(rows.length + 1);
    const keeper = await signInAs(desk, 'liv', ['desk_operator']);
    await expect(keeper.spreadsheets.exportList({ list: 'costs', filter, format: 'csv' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('[X4] are for those only who may see them', async () => {
    const keeper = await signInAs(desk, 'kim', ['desk_operator']);
    await expect(keeper.costs.spending({ ...year, rows: 'kind', columns: null })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
