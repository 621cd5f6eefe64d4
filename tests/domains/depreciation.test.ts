import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  conventionFor,
  fixedRate,
  macrsOfLeavingYear,
  macrsYears,
  valueOn,
  valueUnder,
  yearsOf,
} from '#domains/depreciation/index.ts';
import type { Holding } from '#domains/depreciation/index.ts';
import { assetDetails } from '#shared/features/assets/model.ts';
import { depreciationRule } from '#shared/features/depreciation/rule.ts';
import type { DepreciationRule, LedgerChange, MacrsRule } from '#shared/features/depreciation/rule.ts';
import { valueAfterMonths } from '#shared/features/assets/depreciation.ts';
import { addDays, addMonths } from '#shared/primitives/days.ts';
import file from '#tests/fixtures/vectors/depreciation.json' with { type: 'json' };

/** Vectors that a test has asked for: in the end that is all of them. */
const asked = new Set<string>();
const vector = (id: string) => {
  asked.add(id);
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

  /** What a declining balance takes off from the end of one period to that of another, in cents. */
  function declined(id: string, until: number, staysDeclining: boolean, since = 0): number {
    const { cost, salvage, life_periods: periods, life_years: years, factor } = vector(id).in;
    const left = (elapsed: number) =>
      Number(
        valueAfterMonths(
          'declining',
          BigInt(cents(cost)),
          BigInt(cents(salvage)),
          numberOf(periods ?? years),
          elapsed,
          { percent: 100 * numberOf(factor ?? 2), staysDeclining },
        ),
      );
    return left(since) - left(until);
  }

  it('[X3] a declining balance goes over to the straight line as VDB does, at any pace', () => {
    for (const id of ['DEP-010', 'DEP-011', 'DEP-012'])
      expect(declined(id, 1, false), id).toBe(cents(vector(id).expect['depreciation']));
    expect(declined('DEP-014', 18, false, 6)).toBe(cents(vector('DEP-014').expect['depreciation']));
    // Part of a period is that part of what the period takes off; the application itself counts whole ones.
    const { end_period: part } = vector('DEP-015').in;
    expect(Math.round(numberOf(part) * declined('DEP-015', 1, false))).toBe(
      cents(vector('DEP-015').expect['depreciation']),
    );
    for (const id of ['DEP-011', 'DEP-012']) {
      const { cost, salvage, life_periods: life } = vector(id).in;
      const rule: DepreciationRule = { method: 'declining', months: numberOf(life), residual: euros(cents(salvage)) };
      const left = valueUnder(rule, euros(cents(cost)), from, addMonths(from, 1));
      expect(cents(cost) - (left ?? 0), id).toBe(cents(vector(id).expect['depreciation']));
    }
  });

  it('[X3] a declining balance that stays one takes off what DDB does and stops at the residual value', () => {
    for (const id of ['DEP-005', 'DEP-006', 'DEP-007']) {
      const period = numberOf(vector(id).in['period']);
      expect(declined(id, period, true, period - 1), id).toBe(cents(vector(id).expect['depreciation']));
    }
    const schedule = [1, 2, 3, 4, 5, 6].map((year) => declined('DEP-016', year, true, year - 1));
    near(schedule, vector('DEP-016').expect['schedule'] as unknown as unknown[]);
    expect(schedule.reduce((sum, each) => sum + each, 0)).toBe(cents(vector('DEP-016').expect['sum']));
    const stays: DepreciationRule = {
      method: 'declining',
      months: 10,
      residual: euros(30_000),
      percent: 150,
      staysDeclining: true,
    };
    // 2,400 less 15 percent ten times over: above the residual value, where the straight line would reach it.
    expect(valueUnder(stays, euros(240_000), from, addMonths(from, 10))).toBe(47_250);
    expect(valueUnder({ ...stays, staysDeclining: false }, euros(240_000), from, addMonths(from, 10))).toBe(30_000);
  });

  it('[X3] a fixed rate is that of DB, by the months of the first year', () => {
    const { cost, salvage, life_years: life, first_year_months: first } = vector('DEP-003').in;
    const [years, residual] = [numberOf(life), euros(cents(salvage))];
    expect(fixedRate(cents(cost), residual.minor, years) / 1000).toBe(vector('DEP-003').expect['rate']);
    const bought = `2024-${String(13 - numberOf(first)).padStart(2, '0')}-15`;
    const holding: Holding = {
      cost: euros(cents(cost)),
      from: bought,
      rule: { method: 'fixed_rate', years, residual },
      changes: [],
    };
    const ledger = yearsOf(holding) ?? [];
    near(
      ledger.map(({ depreciation }) => depreciation),
      vector('DEP-003').expect['schedule'] as unknown as unknown[],
    );
    // The rule of the vectors that a schedule adds up to cost less residual value can't hold here: the rate of DB has
    // three decimals, so what is left is near the residual value, and the vector itself comes to 896,634.33.
    const sum = ledger.reduce((all, { depreciation }) => all + depreciation, 0);
    expect(sum).toBe(cents(896_634.33));
    expect(ledger.at(-1)?.closing).toBe(cents(cost) - sum);
    expect(depreciationRule.safeParse({ method: 'fixed_rate', years, residual: { basisPoints: 0 } }).success).toBe(
      false,
    );
  });

  it('[X3] months add up to the cent, and none is off by more than one', () => {
    const { cost, floor, life_months: life } = vector('DEP-035').in;
    const expected = vector('DEP-035').expect;
    const rule: DepreciationRule = { method: 'straight_line', months: numberOf(life), residual: euros(cents(floor)) };
    const left = Array.from(
      { length: numberOf(life) + 1 },
      (_, month) => valueUnder(rule, euros(cents(cost)), from, addMonths(from, month)) ?? 0,
    );
    const months = left.slice(1).map((value, at) => (left[at] ?? 0) - value);
    expect(months.reduce((sum, each) => sum + each, 0)).toBe(cents(expected['sum']));
    near(months.slice(0, -1), Array(35).fill(expected['months_1_to_35_each']));
    // The vector rounds every month and puts what that leaves into the last one (27.70). Here a value is rounded once,
    // which spreads it: DEP-033 asks for that, since with rounded months its value would be 824.88 and not 825.
    const { cost: price, floor_percent: percent, life_months: whole, elapsed_months: elapsed } = vector('DEP-033').in;
    const each = Math.round((cents(price) * (1 - numberOf(percent) / 100)) / numberOf(whole));
    expect(cents(price) - each * numberOf(elapsed)).not.toBe(cents(vector('DEP-033').expect['book_value']));
    expect([2777, 2778]).toContain(months.at(-1));
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
    for (const id of ['DEP-036', 'DEP-037']) {
      const { start, as_of: asOf } = vector(id).in;
      const months = numberOf(vector(id).expect['whole_months_end_of_month_rule']);
      expect(valueUnder(monthly, euros(36_000), String(start), String(asOf)), id).toBe(36_000 - 1000 * months);
    }
    // Bought in the future: the cost.
    const { cost, start, as_of: asOf } = vector('DEP-046').in;
    expect(valueUnder(monthly, euros(cents(cost)), String(start), String(asOf))).toBe(
      cents(vector('DEP-046').expect['book_value']),
    );
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

  it('[X3] rules and costs that make no sense are refused', () => {
    for (const id of ['DEP-040', 'DEP-041', 'DEP-042', 'DEP-045']) {
      const { cost, salvage, life_years: life } = vector(id).in;
      const given = {
        cost: assetDetails.shape.cost.safeParse(euros(cents(cost))).success,
        rule: depreciationRule.safeParse({
          method: 'straight_line',
          months: numberOf(life) * 12,
          residual: euros(cents(salvage)),
        }).success,
      };
      expect(given.cost && given.rule, id).toBe(false);
    }
    expect(depreciationRule.safeParse({ method: 'macrs', classYears: 4, convention: 'half_year' }).success).toBe(false);
    // A residual value above the cost is no error here: a device that was bought cheaply under a policy of its category
    // would have no value at all. It keeps its cost, so that nothing is taken off that is not there.
    const { cost, salvage } = vector('DEP-044').in;
    const rule: DepreciationRule = { method: 'sum_of_digits', months: 36, residual: euros(cents(salvage)) };
    expect(valueUnder(rule, euros(cents(cost)), from, addMonths(from, 30))).toBe(cents(cost));
  });

  it('[X3] every vector of the file has been asked for', () => {
    expect([...asked].toSorted()).toEqual(file.vectors.map(({ id }) => id).toSorted());
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
    method: fc.constant('declining' as const),
    months: fc.integer({ min: 1, max: 120 }),
    residual: fc.record({ basisPoints: fc.integer({ min: 0, max: 10_000 }) }),
    percent: fc.integer({ min: 100, max: 400 }),
    staysDeclining: fc.boolean(),
  }),
  fc.record({
    method: fc.constant('fixed_rate' as const),
    years: fc.integer({ min: 1, max: 12 }),
    residual: fc.record({ basisPoints: fc.integer({ min: 1, max: 10_000 }) }),
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
