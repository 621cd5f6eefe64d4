import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runningCosts } from '#backend/features/retirement/lifecycle.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let old: { id: number; tag: string };
let young: { id: number; tag: string };
let ended: { id: number; tag: string };

beforeEach(async () => {
  desk = await openReadyDesk();
  const cost = { minor: 120_000, currency: 'EUR' };
  old = await desk.client.assets.create({ ...bareAsset, name: 'Old', purchasedOn: '2019-03-01', cost });
  young = await desk.client.assets.create({ ...bareAsset, name: 'Young', purchasedOn: '2026-03-01', cost });
  ended = await desk.client.assets.create({
    ...bareAsset,
    name: 'Ended',
    purchasedOn: '2020-03-01',
    endOfLifeOn: '2026-06-30',
    condition: 'worn',
    cost: { minor: 80_000, currency: 'CHF' },
  });
});
afterEach(async () => desk.close());

const tags = async () => (await desk.client.retirement.review({})).candidates.map(({ asset }) => asset.tag);

describe('the review', () => {
  it('[R1] ranks candidates by what speaks for retiring them, with the reasons', async () => {
    const { candidates, total, reviewed } = await desk.client.retirement.review({});
    expect([total, reviewed]).toEqual([2, 3]);
    expect(candidates).toMatchObject([
      {
        asset: { tag: ended.tag },
        score: 10,
        reasons: [{ criterion: 'support' }, { criterion: 'age' }, { criterion: 'condition' }],
      },
      { asset: { tag: old.tag }, score: 4, reasons: [{ criterion: 'age', facts: { months: 92, life: 60 } }] },
    ]);
    // A repair counts as a failure.
    await desk.client.assets.changeStatus({ id: old.id, status: 'in_maintenance', reason: 'Hinge' });
    expect((await desk.client.retirement.review({ limit: 2 })).candidates[1]).toMatchObject({
      score: 5,
      reasons: [{ criterion: 'age' }, { criterion: 'failures', facts: { count: 1 } }],
    });
  });

  it('[R1] reckons what it cost to keep running against what it was bought for', async () => {
    const tell = () =>
      Promise.resolve([
        { assetId: young.id, minor: 30_000, currency: 'EUR' },
        { assetId: young.id, minor: 30_000, currency: 'EUR' },
        { assetId: ended.id, minor: 80_000, currency: 'EUR' },
      ]);
    runningCosts.push(tell);
    try {
      const { candidates } = await desk.client.retirement.review({});
      expect(candidates.find(({ asset }) => asset.id === young.id)).toMatchObject({
        reasons: [{ criterion: 'cost', facts: { percent: 50 } }],
      });
      // Another currency is no part of it.
      const other = candidates.find(({ asset }) => asset.id === ended.id);
      expect(other?.reasons.map(({ criterion }) => criterion)).not.toContain('cost');
    } finally {
      runningCosts.splice(runningCosts.indexOf(tell), 1);
    }
  });

  it('[R1] keeps until a day, redeploys, or retires several with one reason', async () => {
    const decide = async (input: Parameters<Client['retirement']['decide']>[0]) => desk.client.retirement.decide(input);
    const ids = { assetIds: [old.id, ended.id], reason: 'Spare for the workshop' };
    await expect(decide({ ...ids, decision: 'keep' })).rejects.toMatchObject({ code: 'KEEP_UNTIL_WHEN' });
    await expect(decide({ ...ids, decision: 'keep', until: '2026-11-24' })).rejects.toMatchObject({
      code: 'KEEP_UNTIL_PAST',
    });
    await decide({ ...ids, decision: 'keep', until: '2026-11-30' });
    expect(await tags()).toEqual([]);
    expect(await desk.client.retirement.decisions({ assetId: old.id })).toMatchObject([
      { decision: 'keep', until: '2026-11-30', reason: 'Spare for the workshop', by: 'Rita Root' },
    ]);
    // When the day is over, it is asked about again, with what was decided.
    desk.surroundings.pass(7 * 86_400_000);
    desk.session.lastActiveAt = desk.surroundings.now();
    expect(await tags()).toEqual([ended.tag, old.tag]);
    expect((await desk.client.retirement.review({})).candidates[0]?.decidedBefore).toMatchObject({ decision: 'keep' });
    await decide({ assetIds: [old.id], decision: 'redeploy', reason: 'To the training room' });
    expect(await tags()).toEqual([ended.tag]);
    await decide({ assetIds: [ended.id], decision: 'retire', reason: 'No updates any more' });
    expect(await desk.client.assets.get({ id: ended.id })).toMatchObject({ status: 'retiring' });
    expect(await desk.client.retirement.ofAsset({ assetId: ended.id })).toMatchObject([
      { reason: 'end_of_life', note: 'No updates any more' },
    ]);
    expect(await tags()).toEqual([]);
    const journal = await desk.client.reports.assetJournal({ assetId: old.id });
    expect(journal[0]).toMatchObject({ event: 'retirement.reviewed', reason: 'To the training room' });
  });

  it('[R1] goes by rules that the manager sets', async () => {
    const policy = await desk.client.retirement.reviewPolicy();
    await desk.client.retirement.saveReviewPolicy({ ...policy, weights: { ...policy.weights, age: 0 }, least: 5 });
    expect(await tags()).toEqual([ended.tag]);
    await desk.client.retirement.saveReviewPolicy({ ...policy, lifeMonths: 6, least: 1 });
    expect(await tags()).toEqual(
      [ended.tag, old.tag, young.tag].toSorted((one, other) =>
        one === ended.tag ? -1 : other === ended.tag ? 1 : one < other ? -1 : 1,
      ),
    );
  });

  it('[R1] forecasts by quarter how many reach their life and what they were bought for', async () => {
    const quarters = await desk.client.retirement.forecast({ quarters: 20 });
    expect(quarters[0]).toEqual({
      quarter: '2026-Q4',
      count: 2,
      cost: [
        { minor: 120_000, currency: 'EUR' },
        { minor: 80_000, currency: 'CHF' },
      ],
    });
    expect(quarters.find(({ quarter }) => quarter === '2031-Q1')).toEqual({
      quarter: '2031-Q1',
      count: 1,
      cost: [{ minor: 120_000, currency: 'EUR' }],
    });
    expect(quarters.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });
});
