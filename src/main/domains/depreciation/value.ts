import { monthsBetween, residualOf, valueAfterMonths } from '#shared/features/assets/depreciation.ts';
import type { DepreciationRule } from '#shared/features/depreciation/rule.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Money } from '#shared/primitives/money.ts';
import { valueAtFixedRate } from './fixed-rate.ts';
import { macrsYears, quarterOf } from './macrs.ts';

/**
 * What is left of a value on a day when nothing but its rule acts on it, in the smallest unit of the currency. The months
 * of straight lines, declining balances and sums of digits end as months of a warranty do; MACRS and the
 * fixed rate count calendar years, and a year is taken off on its last day.
 *
 * @returns null when the residual value is an amount in another currency
 */
export function valueUnder(rule: DepreciationRule, value: Money, from: Day, day: Day): number | null {
  if (rule.method === 'none') return value.minor;
  if (rule.method === 'macrs') {
    if (day < from) return value.minor;
    const over = Number(day.slice(0, 4)) - Number(from.slice(0, 4)) + (day.slice(5) === '12-31' ? 1 : 0);
    const taken = macrsYears(value.minor, rule, quarterOf(from)).slice(0, Math.max(0, over));
    return value.minor - taken.reduce((sum, each) => sum + each, 0);
  }
  if (rule.method === 'fixed_rate') return valueAtFixedRate(rule, value, from, day);
  const left = residualOf(value, rule.residual);
  if (left === null) return null;
  if (left >= value.minor) return value.minor;
  const elapsed = Math.min(monthsBetween(from, day), rule.months);
  const pace = rule.method === 'declining' ? rule : {};
  return Number(valueAfterMonths(rule.method, BigInt(value.minor), BigInt(left), rule.months, elapsed, pace));
}
