import type { MacrsConvention, MacrsRule } from '#shared/features/depreciation/rule.ts';
import type { Day } from '#shared/primitives/days.ts';

/**
 * Hundredths of a thousandth of the basis (so that 7.219 % is 7219) by class and year: tables of IRS
 * Publication 946. Mid-quarter tables are given for the classes that equipment has.
 */
const halfYear: Readonly<Record<MacrsRule['classYears'], readonly number[]>> = {
  3: [33_330, 44_450, 14_810, 7410],
  5: [20_000, 32_000, 19_200, 11_520, 11_520, 5760],
  7: [14_290, 24_490, 17_490, 12_490, 8930, 8920, 8930, 4460],
  10: [10_000, 18_000, 14_400, 11_520, 9220, 7370, 6550, 6550, 6560, 6550, 3280],
  15: [5000, 9500, 8550, 7700, 6930, 6230, 5900, 5900, 5910, 5900, 5910, 5900, 5910, 5900, 5910, 2950],
  20: [
    3750, 7219, 6677, 6177, 5713, 5285, 4888, 4522, 4462, 4461, 4462, 4461, 4462, 4461, 4462, 4461, 4462, 4461, 4462,
    4461, 2231,
  ],
};
const midQuarter: Readonly<Record<number, readonly (readonly number[])[]>> = {
  3: [
    [58_330, 27_780, 12_350, 1540],
    [41_670, 38_890, 14_140, 5300],
    [25_000, 50_000, 16_670, 8330],
    [8330, 61_110, 20_370, 10_190],
  ],
  5: [
    [35_000, 26_000, 15_600, 11_010, 11_010, 1380],
    [25_000, 30_000, 18_000, 11_370, 11_370, 4260],
    [15_000, 34_000, 20_400, 12_240, 11_300, 7060],
    [5000, 38_000, 22_800, 13_680, 10_940, 9580],
  ],
  7: [
    [25_000, 21_430, 15_310, 10_930, 8750, 8740, 8750, 1090],
    [17_850, 23_470, 16_760, 11_970, 8870, 8870, 8870, 3340],
    [10_710, 25_510, 18_220, 13_020, 9300, 8850, 8860, 5530],
    [3570, 27_550, 19_680, 14_060, 10_040, 8730, 8730, 7640],
  ],
};
const whole = 100_000n;

export const quarterOf = (day: Day): number => Math.ceil(Number(day.slice(5, 7)) / 3);

/** Whether the tables know the class with the convention. */
export function isTabled({ classYears, convention }: Omit<MacrsRule, 'method'>): boolean {
  return convention === 'half_year' || classYears in midQuarter;
}

/**
 * What is taken off in each calendar year, from the year of purchase on, in the smallest unit of the currency: the
 * table's share of the basis, half up, and in the last year whatever is left, so that the sum is the basis.
 */
export function macrsYears(
  basis: number,
  { classYears, convention }: Omit<MacrsRule, 'method'>,
  quarter = 1,
): number[] {
  const shares = convention === 'half_year' ? halfYear[classYears] : midQuarter[classYears]?.[quarter - 1];
  if (shares === undefined) throw new RangeError(`no table for ${classYears} years, ${convention}`);
  let left = basis;
  return shares.map((share, year) => {
    const rounded = Number((2n * BigInt(basis) * BigInt(share) + whole) / (2n * whole));
    // A few cents of basis round up more often than they are there.
    const taken = year === shares.length - 1 ? left : Math.min(rounded, left);
    left -= taken;
    return taken;
  });
}

/** Eighths of a year that count in the year of leaving. */
function eighthsOfLastYear(convention: MacrsConvention, quarter: number): number {
  return convention === 'half_year' ? 4 : 2 * quarter - 1;
}

/** What is taken off in the year in which the property leaves, of what would have been taken off in all of it. */
export function macrsOfLeavingYear(fullYear: number, convention: MacrsConvention, quarterOfLeaving: number): number {
  return Math.round((fullYear * eighthsOfLastYear(convention, quarterOfLeaving)) / 8);
}

/**
 * The convention for what was placed in service in a year: mid-quarter when more than 40 percent of the basis was placed
 * in service in the last three months.
 */
export function conventionFor(placed: readonly { minor: number; month: number }[]): MacrsConvention {
  const all = placed.reduce((sum, { minor }) => sum + minor, 0);
  const last = placed.reduce((sum, { minor, month }) => sum + (month >= 10 ? minor : 0), 0);
  return last * 10 > all * 4 ? 'mid_quarter' : 'half_year';
}
