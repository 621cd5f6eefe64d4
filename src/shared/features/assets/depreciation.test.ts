import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths } from '#shared/primitives/days.ts';
import { bookValueOf, bookValueOn } from './depreciation.ts';
import type { Depreciation } from './depreciation.ts';

const bought = '2024-01-31';
const euros = (minor: number) => ({ minor, currency: 'EUR' });
const valueAfter = (months: number, cost: number, depreciation: Depreciation): number | undefined =>
  bookValueOn({ cost: euros(cost), purchasedOn: bought, depreciation }, addMonths(bought, months))?.minor;

const lives = fc.record({
  method: fc.constantFrom('straight_line' as const, 'declining' as const),
  months: fc.integer({ min: 1, max: 120 }),
  residual: fc.oneof(
    fc.record({ basisPoints: fc.integer({ min: 0, max: 10_000 }) }),
    fc.record({ minor: fc.nat(2_000_000), currency: fc.constant('EUR') }),
  ),
});
const costs = fc.nat(900_000_000_000_000);

describe('book values', () => {
  it('[I2] a straight line takes the same each month, counted from the day of purchase', () => {
    const rule: Depreciation = { method: 'straight_line', months: 36, residual: { basisPoints: 1000 } };
    expect([0, 1, 12, 18, 36, 90].map((months) => valueAfter(months, 120_000, rule))).toEqual([
      120_000, 117_000, 84_000, 66_000, 12_000, 12_000,
    ]);
    const facts = { cost: euros(120_000), purchasedOn: bought, depreciation: rule };
    // A month begun on the 31st ends with a shorter month, not before.
    expect(bookValueOn(facts, '2024-02-28')?.minor).toBe(120_000);
    expect(bookValueOn(facts, '2024-02-29')?.minor).toBe(117_000);
    expect(bookValueOn(facts, '2020-01-01')?.minor).toBe(120_000);
  });

  it('[I2] a declining balance takes off what the spreadsheet function VDB does, in the examples of its documentation', () => {
    const tenYears: Depreciation = { method: 'declining', months: 120, residual: euros(30_000) };
    // VDB(2400; 300; 120; 0; 1) = 40.00 and VDB(2400; 300; 120; 6; 18) = 396.31
    expect(valueAfter(1, 240_000, tenYears)).toBe(236_000);
    const [after6 = 0, after18 = 0] = [6, 18].map((months) => valueAfter(months, 240_000, tenYears));
    expect(Math.abs(after6 - after18 - 39_631)).toBeLessThanOrEqual(1);
    // VDB(2400; 300; 10; 0; 1) = 480.00, with periods of a month
    expect(valueAfter(1, 240_000, { ...tenYears, months: 10 })).toBe(192_000);
  });

  it('[I2] a declining balance goes over to the straight line, so that the residual value is reached and not passed', () => {
    const rule: Depreciation = { method: 'declining', months: 4, residual: { basisPoints: 0 } };
    expect([0, 1, 2, 3, 4].map((months) => valueAfter(months, 1600, rule))).toEqual([1600, 800, 400, 200, 0]);
    expect(valueAfter(2, 1600, { ...rule, residual: euros(700) })).toBe(700);
    expect([1, 2, 3, 4, 5].map((months) => valueAfter(months, 1000, { ...rule, months: 5 }))).toEqual([
      600, 360, 216, 108, 0,
    ]);
  });

  it('[I2] is the cost where nothing is written off, and not known where a fact is missing or money differs', () => {
    const facts = { cost: euros(500), purchasedOn: bought, depreciation: { method: 'none' as const } };
    expect(bookValueOn(facts, '2034-01-01')).toEqual(euros(500));
    for (const missing of ['cost', 'purchasedOn', 'depreciation'] as const)
      expect(bookValueOn({ ...facts, [missing]: null }, '2034-01-01')).toBeNull();
    const dollars: Depreciation = { method: 'straight_line', months: 2, residual: { minor: 1, currency: 'USD' } };
    expect(bookValueOn({ ...facts, depreciation: dollars }, bought)).toBeNull();
  });

  it('[I2] never rises, begins with the cost, ends with the residual value, and stays there', () => {
    fc.assert(
      fc.property(costs, lives, (cost, rule) => {
        const values = Array.from(
          { length: rule.months + 2 },
          (_, month) => valueAfter(month, cost, rule) ?? Number.NaN,
        );
        const { residual } = rule;
        const left =
          'basisPoints' in residual
            ? Number((BigInt(cost) * BigInt(residual.basisPoints) + 5000n) / 10_000n)
            : Math.min(residual.minor, cost);
        expect(values[0]).toBe(cost);
        expect(values.slice(-2)).toEqual([left, left]);
        for (const [month, value] of values.entries()) {
          expect(Number.isSafeInteger(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(left);
          if (month > 0) expect(value).toBeLessThanOrEqual(values[month - 1] ?? 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('[I2] declining is never above the straight line, and between two ends of months nothing changes', () => {
    fc.assert(
      fc.property(costs, lives, fc.nat(150), (cost, rule, months) => {
        const declined = valueAfter(months, cost, { ...rule, method: 'declining' }) ?? 0;
        expect(declined).toBeLessThanOrEqual(valueAfter(months, cost, { ...rule, method: 'straight_line' }) ?? 0);
        const facts = { cost: euros(cost), purchasedOn: bought, depreciation: rule };
        const before = addDays(addMonths(bought, months + 1), -1);
        expect(bookValueOn(facts, before)).toEqual(bookValueOn(facts, addMonths(bought, months)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('what has left', () => {
  it('[R6] is worth nothing in the books, whatever it cost and whenever one asks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 200 }), (cost, months) => {
        const asset = { cost: euros(cost), purchasedOn: bought, depreciation: { method: 'none' as const } };
        const day = addMonths(bought, months);
        expect(bookValueOf({ ...asset, status: 'disposed' }, day)).toEqual(euros(0));
        expect(bookValueOf({ ...asset, status: 'retiring' }, day)).toEqual(bookValueOn(asset, day));
      }),
    );
    expect(bookValueOf({ cost: null, purchasedOn: null, depreciation: null, status: 'disposed' }, bought)).toBeNull();
  });
});
