import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advise } from '#domains/replacement/index.ts';
import type { Ageing } from '#domains/replacement/index.ts';

const machine = (more: Partial<Ageing> = {}): Ageing => ({
  today: '2026-11-24',
  purchasedOn: '2023-11-24',
  lifeMonths: 60,
  endOfLifeOn: null,
  spent: 24_000,
  spentMonths: 24,
  failures: 0,
  repair: null,
  bookValue: 40_000,
  replacement: 110_000,
  ...more,
});
const amount = fc.nat({ max: 10_000_000 });
const anything = fc.record({
  spent: amount,
  failures: fc.nat({ max: 12 }),
  repair: fc.option(amount, { nil: null }),
  bookValue: amount,
  replacement: amount,
  lifeMonths: fc.integer({ min: 37, max: 240 }),
});
const rank = { keep: 0, repair: 0, close: 1, replace: 2, unknown: 3 } as const;

describe('repair or replace', () => {
  it('[M5] is reckoned by the month: what is to come against a new one and what is written off', () => {
    // 24 months are left of 60; 10.00 a month and a repair of 300.00, against 1,100.00 and 400.00 over 60 months.
    expect(advise(machine({ repair: 30_000 }))).toEqual({
      verdict: 'repair',
      because: 'cheaper',
      ageMonths: 36,
      remainingMonths: 24,
      expectedRunning: 24_000,
      keepTotal: 54_000,
      keepPerMonth: 2250,
      replaceTotal: 150_000,
      replacePerMonth: 2500,
      limitPercent: 100,
    });
    expect(advise(machine({ repair: 35_000 })).verdict).toBe('close');
    expect(advise(machine({ repair: 45_000 }))).toMatchObject({
      verdict: 'replace',
      because: 'dearer',
      keepPerMonth: 2875,
    });
    expect(advise(machine())).toMatchObject({ verdict: 'keep', because: 'cheaper' });
  });

  it('[M5] what fails often may cost less, what is past its life or support goes, and what is not known is said', () => {
    expect(advise(machine({ repair: 30_000, failures: 4 }))).toMatchObject({ limitPercent: 85, verdict: 'close' });
    expect(advise(machine({ purchasedOn: '2021-11-24' }))).toMatchObject({
      verdict: 'replace',
      because: 'life_over',
      remainingMonths: 0,
    });
    expect(advise(machine({ endOfLifeOn: '2026-11-01' }))).toMatchObject({
      verdict: 'replace',
      because: 'support_over',
    });
    expect(advise(machine({ endOfLifeOn: '2027-05-24' })).remainingMonths).toBe(6);
    expect(advise(machine({ replacement: null }))).toMatchObject({ verdict: 'unknown', because: 'no_price' });
    expect(advise(machine({ purchasedOn: null }))).toMatchObject({ verdict: 'unknown', because: 'no_age' });
  });

  it('[M5] a dearer repair never speaks for keeping, nor a dearer new one for replacing; amounts are whole', () => {
    fc.assert(
      fc.property(anything, fc.nat({ max: 1_000_000 }), (facts, more) => {
        const first = advise(machine(facts));
        const repaired = advise(machine({ ...facts, repair: (facts.repair ?? 0) + more }));
        expect(rank[repaired.verdict]).toBeGreaterThanOrEqual(rank[first.verdict]);
        const dearer = advise(machine({ ...facts, replacement: facts.replacement + more }));
        expect(rank[dearer.verdict]).toBeLessThanOrEqual(rank[first.verdict]);
        for (const minor of [first.keepTotal, first.keepPerMonth, first.replaceTotal, first.replacePerMonth])
          expect(Number.isInteger(minor)).toBe(true);
      }),
    );
  });
});
