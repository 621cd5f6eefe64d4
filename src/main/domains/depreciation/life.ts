import { monthsBetween } from '#shared/features/assets/depreciation.ts';
import type { DepreciationRule } from '#shared/features/depreciation/rule.ts';
import type { Holding } from './ledger.ts';

function monthsOf(rule: DepreciationRule): number | null {
  switch (rule.method) {
    case 'none':
      return null;
    case 'macrs':
      return rule.classYears * 12;
    case 'fixed_rate':
      return rule.years * 12;
    case 'straight_line':
    case 'declining':
    case 'sum_of_digits':
      return rule.months;
  }
}

/**
 * How many months something is meant to last from the day it was bought, by the newest estimate: a rule from a later day
 * says how many are left from then on. A loss changes no life.
 *
 * @returns null where the rule names no end
 */
export function lifeMonthsOf({ from, rule, changes }: Pick<Holding, 'from' | 'rule' | 'changes'>): number | null {
  const newest = changes.findLast((change) => change.kind === 'rule');
  if (newest?.kind !== 'rule') return monthsOf(rule);
  const left = monthsOf(newest.rule);
  return left === null ? null : monthsBetween(from, newest.on) + left;
}
