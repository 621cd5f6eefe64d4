import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DepreciationRule } from '#shared/features/depreciation/rule.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

const straight = (months: number, basisPoints = 0): DepreciationRule => ({
  method: 'straight_line',
  months,
  residual: { basisPoints },
});
const euros = (minor: number) => ({ minor, currency: 'EUR' });

let desk: TestDesk;
let laptops: number;
let computers: number;
beforeAll(async () => {
  desk = await openReadyDesk();
  const categories = await desk.client.assets.listCategories();
  laptops = categories.find(({ key }) => key === 'laptop')?.id ?? 0;
  computers = categories.find(({ id }) => id === laptops)?.parentId ?? 0;
}, slowHook);
afterAll(async () => desk.close());

const register = (details: Partial<Parameters<TestDesk['client']['assets']['create']>[0]> = {}) =>
  desk.client.assets.create({
    ...bareAsset,
    categoryId: laptops,
    cost: euros(36_000),
    purchasedOn: '2024-01-01',
    ...details,
  });
const schedule = (assetId: number, on?: string) => desk.client.depreciation.schedule({ assetId, on });

describe('depreciation of assets', () => {
  it('[X3] follows the policy of the nearest category, by the day of purchase, where nothing else is said', async () => {
    const before = await register();
    expect(await schedule(before.id)).toMatchObject({ rule: null, source: null, years: null, cost: euros(36_000) });
    const above = { categoryId: computers || laptops, from: '2024-01-01', rule: straight(72) };
    await desk.client.depreciation.setPolicy(above);
    await desk.client.depreciation.setPolicy({ categoryId: laptops, from: '2024-01-01', rule: straight(36) });
    await desk.client.depreciation.setPolicy({ categoryId: laptops, from: '2025-01-01', rule: straight(48) });
    expect(await schedule(before.id, '2025-01-01')).toMatchObject({
      rule: straight(36),
      source: 'category',
      bookValue: euros(24_000),
    });
    const later = await register({ purchasedOn: '2025-03-01' });
    expect(await schedule(later.id)).toMatchObject({ rule: straight(48) });
    const own = await register({ depreciation: straight(12) as never });
    expect(await schedule(own.id)).toMatchObject({ rule: straight(12), source: 'registered' });
    expect(await desk.client.depreciation.listPolicies()).toContainEqual(
      expect.objectContaining({ categoryId: laptops, from: '2025-01-01', rule: straight(48), setBy: 'Rita Root' }),
    );
  });

  it('[X3] an override, a new estimate and a loss each act from their day on, and the schedule reconciles', async () => {
    const { id } = await register();
    await desk.client.depreciation.setRule({
      assetId: id,
      from: '2024-01-01',
      rule: straight(40),
      reason: 'Heavy use',
    });
    expect(await schedule(id, '2024-11-01')).toMatchObject({ source: 'own', bookValue: euros(27_000) });
    await desk.client.depreciation.recordImpairment({
      assetId: id,
      on: '2024-11-01',
      amount: euros(12_000),
      reason: 'Water',
    });
    await desk.client.depreciation.setRule({
      assetId: id,
      from: '2025-01-01',
      rule: straight(24),
      reason: 'Lasts longer',
    });
    const { years, changes, bookValue } = await schedule(id, '2026-01-01');
    expect(bookValue).toEqual(euros(7_000));
    expect(changes.map(({ kind, on, by }) => [kind, on, by])).toEqual([
      ['rule', '2024-01-01', 'Rita Root'],
      ['impairment', '2024-11-01', 'Rita Root'],
      ['rule', '2025-01-01', 'Rita Root'],
    ]);
    let value = 36_000;
    for (const { opening, depreciation, impairment, closing } of years ?? []) {
      expect(opening.minor).toBe(value);
      value -= depreciation.minor + impairment.minor;
      expect(closing.minor).toBe(value);
    }
    expect(value).toBe(0);
    const history = await desk.client.reports.assetJournal({ assetId: id });
    expect(history.map(({ event, reason }) => [event, reason]).slice(0, 3)).toEqual([
      ['depreciation.ruleSet', 'Lasts longer'],
      ['depreciation.impaired', 'Water'],
      ['depreciation.ruleSet', 'Heavy use'],
    ]);
  });

  it('[X3] what can not be is refused, by the use case and by the database', async () => {
    const { id } = await register();
    const { depreciation } = desk.client;
    const early = depreciation.setRule({ assetId: id, from: '2023-12-31', rule: straight(12), reason: 'x' });
    await expect(early).rejects.toMatchObject({ code: 'BEFORE_PURCHASE', data: { day: '2024-01-01' } });
    const loss = { assetId: id, on: '2025-01-01', reason: 'x' };
    await expect(depreciation.recordImpairment({ ...loss, amount: euros(24_001) })).rejects.toMatchObject({
      code: 'LOSS_TOO_LARGE',
      data: { left: euros(24_000) },
    });
    const dollars = { minor: 1, currency: 'USD' };
    await expect(depreciation.recordImpairment({ ...loss, amount: dollars })).rejects.toMatchObject({
      code: 'CURRENCY_DIFFERS',
    });
    const untabled = { method: 'macrs', classYears: 15, convention: 'mid_quarter' } as const;
    await expect(
      depreciation.setPolicy({ categoryId: laptops, from: '2030-01-01', rule: untabled }),
    ).rejects.toMatchObject({ code: 'NO_MACRS_TABLE' });
    await depreciation.recordImpairment({ ...loss, amount: euros(1) });
    for (const statement of [
      'UPDATE impairment SET amount_minor = 2',
      'DELETE FROM impairment',
      'UPDATE depreciation_rule SET months = 1 WHERE months IS NOT NULL',
      'DELETE FROM depreciation_rule',
    ])
      expect(() => desk.backend.inventory?.sqlite.exec(statement), statement).toThrow('DEPRECIATION_IS_KEPT');
    expect(() =>
      desk.backend.inventory?.sqlite
        .exec(`INSERT INTO depreciation_rule (asset_id, from_day, method, months, reason, set_at, set_by)
        VALUES (${id}, '2024-01-01', 'straight_line', 12, 'x', 'now', 1)`),
    ).toThrow('CHECK');
  });

  it('[X3] [S4] is shown to whoever may see costs and changed by whoever keeps the catalogue', async () => {
    const { id } = await register();
    const clerk = await signInAs(desk, 'dan', ['desk_operator']);
    const auditor = await signInAs(desk, 'anna', ['auditor']);
    await expect(clerk.depreciation.schedule({ assetId: id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await auditor.depreciation.schedule({ assetId: id })).years).not.toBeNull();
    const rule = { assetId: id, from: '2024-01-01', rule: straight(12), reason: 'x' };
    await expect(auditor.depreciation.setRule(rule)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('[X3] the totals of a year reconcile in every row, go on in the next, and name the convention of the tax tables', async () => {
    const monitors = (await desk.client.assets.listCategories()).find(({ key }) => key === 'monitor')?.id ?? 0;
    const macrs = { method: 'macrs', classYears: 5, convention: 'half_year' } as const;
    await desk.client.depreciation.setPolicy({ categoryId: monitors, from: '2020-01-01', rule: macrs });
    const monitor = { categoryId: monitors, cost: euros(100_000) };
    await register({ ...monitor, purchasedOn: '2025-02-01', cost: euros(599_900) });
    await register({ ...monitor, purchasedOn: '2025-11-01', cost: euros(400_100) });
    const years = await Promise.all([2024, 2025, 2026].map((year) => desk.client.depreciation.totals({ year })));
    for (const { rows } of years)
      for (const { opening, additions, depreciation, impairment, leaving, closing } of rows)
        expect(opening.minor + additions.minor - depreciation.minor - impairment.minor - leaving.minor).toBe(
          closing.minor,
        );
    expect(years.map(({ convention }) => convention)).toEqual([null, 'mid_quarter', null]);
    const [, of2025, of2026] = years.map(({ rows }) => rows.find(({ category }) => category === 'Monitors'));
    expect(of2025).toMatchObject({ assets: 2, additions: euros(1_000_000), depreciation: euros(200_000) });
    expect(of2026?.opening).toEqual(of2025?.closing);
    expect(of2026?.depreciation).toEqual(euros(320_000));
  });
});
