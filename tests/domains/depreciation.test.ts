import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  conventionFor,
  macrsOfLeavingYear,
  macrsYears,
  valueOn,
  valueUnder,
  yearsOf,
} from '#domains/depreciation/index.ts';
import type { Holding } from '#domains/depreciation/index.ts';
import { depreciationRule } from '#shared/features/depreciation/rule.ts';
import type { DepreciationRule, LedgerChange, MacrsRule } from '#shared/features/depreciation/rule.ts';
import { addDays, addMonths } from '#shared/primitives/days.ts';
import file from '#tests/fixtures/vectors/depreciation.json' with { type: 'json' };

const vector = (id: string) => {
  const found = file.vectors.find((each) => each.id === id);
  if (!found) throw new Error(`no vector ${id}`);
  return found as unknown as { in: Record<string, never>; expect: Record<string, never> };
};
const numberOf = (value: unknown) => Number(value);
const cents = (amount: unknown) => Math.round(Number(amount) * 100);
const euros = (minor: number) => ({ minor, currency: 'EUR' });
const from = '2024-01-31';

/** What is taken off in each year of a rule of whole years, in cents. */
function yearly(method: 'straight_line' | 'declining' | 'sum_of_digits', id: string): number[] {
  const { cost, salvage, life_years: life } = vector(id).in;
  const rule: DepreciationRule = { method, months: numberOf(life) * 12, residual: euros(cents(salvage)) };
  const values = Array.from({ length: numberOf(life) + 1 }, (_, year) =>
    valueUnder(rule, euros(cents(cost)), from, addMonths(from, year * 12)),
  );
  return values.slice(1).map((value, year) => (values[year] ?? 0) - (value ?? 0));
}

/** The vectors round every year by itself; here a value is rounded once, so a year may differ by a cent and the sum by none. */
function near(actual: readonly number[], expected: readonly unknown[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [at, amount] of expected.entries())
    expect(Math.abs((actual[at] ?? 0) - cents(amount))).toBeLessThanOrEqual(1);
}

describe('the vectors of depreciation', () => {
  it('[X3] straight line and sum of the years’ digits give what the spreadsheet functions give', () => {
    expect(yearly('straight_line', 'DEP-001')).toEqual(Array(10).fill(cents(vector('DEP-001').expect['per_year'])));
    const digits = yearly('sum_of_digits', 'DEP-002');
    near(digits, vector('DEP-002').expect['schedule'] as unknown as unknown[]);
    expect(digits.reduce((sum, each) => sum + each, 0)).toBe(cents(22_500));
  });

  it('[X3] a declining balance by months goes over to the straight line as VDB does', () => {
    for (const id of ['DEP-011', 'DEP-012']) {
      const { cost, salvage, life_periods: life } = vector(id).in;
      const rule: DepreciationRule = { method: 'declining', months: numberOf(life), residual: euros(cents(salvage)) };
      const left = valueUnder(rule, euros(cents(cost)), from, addMonths(from, 1));
      expect(cents(cost) - (left ?? 0), id).toBe(cents(vector(id).expect['depreciation']));
    }
  });

  it('[X3] stops at the residual value and knows the end of months', () => {
    for (const id of ['DEP-031', 'DEP-032']) {
      const { cost, floor, life_months: life, elapsed_months: elapsed } = vector(id).in;
      const rule: DepreciationRule = { method: 'straight_line', months: numberOf(life), residual: euros(cents(floor)) };
      const value = valueUnder(rule, euros(cents(cost)), from, addMonths(from, numberOf(elapsed)));
      expect(value, id).toBe(cents(vector(id).expect['book_value']));
    }
    const percent: DepreciationRule = { method: 'straight_line', months: 48, residual: { basisPoints: 1000 } };
    expect(valueUnder(percent, euros(150_000), from, addMonths(from, 24))).toBe(
      cents(vector('DEP-033').expect['book_value']),
    );
    // A month that begins on the 31st has ended on the 29th of a leap February, and a year on the 28th.
    const monthly: DepreciationRule = { method: 'straight_line', months: 36, residual: { basisPoints: 0 } };
    expect(valueUnder(monthly, euros(36_000), '2024-01-31', '2024-02-29')).toBe(35_000);
    expect(valueUnder(monthly, euros(36_000), '2024-02-29', '2025-02-28')).toBe(24_000);
    // Bought in the future: the cost.
    expect(valueUnder(monthly, euros(10_000), '2031-01-01', '2026-11-24')).toBe(10_000);
  });

  it('[X3] MACRS follows the tables, with whatever rounding leaves in the last year', () => {
    const five = { classYears: 5, convention: 'half_year' } as const;
    expect(macrsYears(100_000, five)).toEqual((vector('DEP-021').expect['schedule'] as unknown as number[]).map(cents));
    expect(macrsYears(123_456, five)).toEqual((vector('DEP-027').expect['schedule'] as unknown as number[]).map(cents));
    const items = vector('DEP-022').in['items'] as unknown as { basis: number; class_years: 5 | 7; quarter: number }[];
    const years = items.map(({ basis, class_years: classYears, quarter }) =>
      macrsYears(cents(basis), { classYears, convention: 'mid_quarter' }, quarter),
    );
    for (const [at, key] of ['year_1', 'year_2'].entries())
      expect(years.map((each) => each[at])).toEqual((vector('DEP-022').expect[key] as unknown as number[]).map(cents));
    const fourth = macrsYears(1_000_000, { classYears: 5, convention: 'mid_quarter' }, 4)[3] ?? 0;
    expect(fourth).toBe(cents(vector('DEP-023').expect['full_year_4']));
    expect(macrsOfLeavingYear(fourth, 'mid_quarter', 2)).toBe(cents(vector('DEP-023').expect['year_4']));
    expect(macrsOfLeavingYear(1000, 'half_year', 1)).toBe(500);
    for (const [table, classes] of Object.entries(file.macrs_tables_percent))
      for (const [classYears, shares] of Object.entries(classes)) {
        const quarter = /Q(\d)/.exec(table)?.[1];
        const rule = {
          classYears: Number(classYears) as MacrsRule['classYears'],
          convention: quarter === undefined ? ('half_year' as const) : ('mid_quarter' as const),
        };
        const taken = macrsYears(10_000_000, rule, Number(quarter ?? 1));
        expect(taken.slice(0, -1), table).toEqual(
          (shares as number[]).slice(0, -1).map((share) => Math.round(share * 100_000)),
        );
      }
  });

  it('[X3] the mid-quarter convention begins above forty percent', () => {
    for (const id of ['DEP-025', 'DEP-026']) {
      const items = vector(id).in['items'] as unknown as { basis: number; month: number }[];
      const placed = items.map(({ basis, month }) => ({ minor: cents(basis), month }));
      expect(conventionFor(placed), id).toBe(vector(id).expect['convention']);
    }
  });

  it('[X3] rules that make no sense are refused', () => {
    const residual = { basisPoints: 0 };
    expect(depreciationRule.safeParse({ method: 'straight_line', months: 0, residual }).success).toBe(false);
    expect(
      depreciationRule.safeParse({ method: 'declining', months: 36, residual: { minor: -1, currency: 'EUR' } }).success,
    ).toBe(false);
    expect(depreciationRule.safeParse({ method: 'macrs', classYears: 4, convention: 'half_year' }).success).toBe(false);
    // A residual value above the cost leaves the cost as it is.
    const rule: DepreciationRule = { method: 'sum_of_digits', months: 36, residual: euros(20_000) };
    expect(valueUnder(rule, euros(10_000), from, addMonths(from, 30))).toBe(10_000);
  });
});

const rules: fc.Arbitrary<DepreciationRule> = fc.oneof(
  fc.record({
    method: fc.constantFrom('straight_line' as const, 'declining' as const, 'sum_of_digits' as const),
    months: fc.integer({ min: 1, max: 120 }),
    residual: fc.oneof(
      fc.record({ basisPoints: fc.integer({ min: 0, max: 10_000 }) }),
      fc.record({ minor: fc.nat(500_000), currency: fc.constant('EUR') }),
    ),
  }),
  fc.record({
    method: fc.constant('macrs' as const),
    classYears: fc.constantFrom(3 as const, 5 as const, 7 as const),
    convention: fc.constantFrom('half_year' as const, 'mid_quarter' as const),
  }),
  fc.constant({ method: 'none' as const }),
);
const changes = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 4000 }),
      fc.oneof(
        fc.record({ kind: fc.constant('rule' as const), rule: rules }),
        fc.record({ kind: fc.constant('impairment' as const), minor: fc.integer({ min: 1, max: 2_000_000 }) }),
      ),
    ),
    { maxLength: 5 },
  )
  .map((list): LedgerChange[] =>
    list
      .toSorted(([one], [other]) => one - other)
      .map(([after, change]) => ({ ...change, on: addDays('2020-03-15', after) })),
  );
const holdings = fc
  .record({ cost: fc.nat(900_000_000), rule: rules, changes })
  .map(({ cost, rule, changes: list }): Holding => ({ cost: euros(cost), from: '2020-03-15', rule, changes: list }));

describe('a ledger of values', () => {
  it('[X3] reconciles to the cent in every year, whatever happened on the way', () => {
    fc.assert(
      fc.property(holdings, (holding) => {
        const years = yearsOf(holding) ?? [];
        expect(years[0]?.opening).toBe(holding.cost.minor);
        let sum = 0;
        for (const [at, { opening, depreciation, impairment, closing }] of years.entries()) {
          expect(opening - depreciation - impairment).toBe(closing);
          if (at > 0) expect(opening).toBe(years[at - 1]?.closing);
          expect(depreciation).toBeGreaterThanOrEqual(0);
          expect(closing).toBeGreaterThanOrEqual(0);
          sum += depreciation + impairment;
        }
        expect(holding.cost.minor - sum).toBe(years.at(-1)?.closing);
      }),
      { numRuns: 150 },
    );
  });

  it('[X3] a change acts from its day on and leaves what was before as it is', () => {
    fc.assert(
      fc.property(holdings, fc.integer({ min: 0, max: 4000 }), (holding, after) => {
        const day = addDays('2020-03-15', after);
        const until = holding.changes.filter(({ on }) => on <= day);
        expect(valueOn(holding, day)).toEqual(valueOn({ ...holding, changes: until }, day));
      }),
      { numRuns: 100 },
    );
  });

  it('[X3] a loss lowers what is left, and the rest goes down over the months that are left', () => {
    const rule: DepreciationRule = { method: 'straight_line', months: 40, residual: { basisPoints: 0 } };
    const holding: Holding = {
      cost: euros(40_000),
      from: '2024-01-01',
      rule,
      changes: [{ kind: 'impairment', on: '2024-11-01', minor: 15_000 }],
    };
    // After ten months 30,000 are left; of these 15,000 are lost and the rest takes 30 months.
    expect(valueOn(holding, '2024-10-31')).toEqual(euros(31_000));
    expect(valueOn(holding, '2024-11-01')).toEqual(euros(15_000));
    expect(valueOn(holding, '2024-12-01')).toEqual(euros(14_500));
    expect(valueOn(holding, '2027-05-01')).toEqual(euros(0));
    expect(yearsOf(holding)?.[0]).toEqual({
      year: 2024,
      opening: 40_000,
      depreciation: 10_500,
      impairment: 15_000,
      closing: 14_500,
    });
  });

  it('[X3] a new estimate spreads what is left over its own months', () => {
    const holding: Holding = {
      cost: euros(36_000),
      from: '2024-01-01',
      rule: { method: 'straight_line', months: 36, residual: { basisPoints: 0 } },
      changes: [
        { kind: 'rule', on: '2025-01-01', rule: { method: 'straight_line', months: 48, residual: { basisPoints: 0 } } },
      ],
    };
    expect(valueOn(holding, '2025-01-01')).toEqual(euros(24_000));
    expect(valueOn(holding, '2025-02-01')).toEqual(euros(23_500));
    expect(valueOn(holding, '2029-01-01')).toEqual(euros(0));
  });
});
