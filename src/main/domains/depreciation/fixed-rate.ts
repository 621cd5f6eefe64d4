import { residualOf } from '#shared/features/assets/depreciation.ts';
import type { FixedRateRule } from '#shared/features/depreciation/rule.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Money } from '#shared/primitives/money.ts';

/** Thousandths of what is left that go every year: 1 − (residual / cost) ^ (1 / years), to three decimals. */
export function fixedRate(cost: number, residual: number, years: number): number {
  return Math.round(1000 * (1 - (residual / cost) ** (1 / years)));
}

/** The months of the first calendar year, that of purchase counted whole. */
const firstMonths = (from: Day): number => 13 - Number(from.slice(5, 7));

/** Calendar years in which something goes down: the last is the rest of the first. */
export const fixedRateYears = ({ years }: Pick<FixedRateRule, 'years'>, from: Day): number =>
  years + (firstMonths(from) < 12 ? 1 : 0);

/**
 * What is left on a day of a value that goes down by a fixed rate, as the spreadsheet function DB of Excel has it: in
 * the first calendar year by the months from the purchase on, in the last by those that the first had too few of. A year
 * is taken off on its last day, as MACRS does; it is rounded once. Since the rate has three decimals, what is left in
 * the end lies near the residual value and is never below it.
 *
 * @returns null when the residual value is an amount in another currency
 */
export function valueAtFixedRate(rule: FixedRateRule, value: Money, from: Day, day: Day): number | null {
  const residual = residualOf(value, rule.residual);
  if (residual === null) return null;
  if (residual >= value.minor || day < from) return value.minor;
  const rate = BigInt(fixedRate(value.minor, residual, rule.years));
  const over = Number(day.slice(0, 4)) - Number(from.slice(0, 4)) + (day.slice(5) === '12-31' ? 1 : 0);
  const first = BigInt(firstMonths(from));
  // Thousandths of a twelfth, then thousandths: nothing is rounded before the end.
  let numerator = BigInt(value.minor);
  let denominator = 1n;
  for (let year = 0; year < Math.min(over, fixedRateYears(rule, from)); year += 1) {
    const months = year === 0 ? first : year === rule.years ? 12n - first : 12n;
    numerator *= 12_000n - rate * months;
    denominator *= 12_000n;
  }
  const left = Number((2n * numerator + denominator) / (2n * denominator));
  return Math.max(left, residual);
}
