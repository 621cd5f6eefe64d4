import type { DepreciationRule } from '#shared/features/depreciation/rule.ts';
import type { RuleColumns } from './tables.ts';

const nothing = {
  months: null,
  residual_basis_points: null,
  residual_minor: null,
  residual_currency: null,
  class_years: null,
  convention: null,
} as const;

export function columnsOfRule(rule: DepreciationRule): RuleColumns {
  if (rule.method === 'none') return { ...nothing, method: 'none' };
  if (rule.method === 'macrs')
    return { ...nothing, method: 'macrs', class_years: rule.classYears, convention: rule.convention };
  const { method, months, residual } = rule;
  const left =
    'basisPoints' in residual
      ? { residual_basis_points: residual.basisPoints }
      : { residual_minor: residual.minor, residual_currency: residual.currency };
  return { ...nothing, method, months, ...left };
}

export function ruleOfColumns(row: RuleColumns): DepreciationRule {
  const { method, months, class_years: classYears, convention, residual_basis_points: basisPoints } = row;
  if (method === 'macrs') {
    if (classYears === null || convention === null) throw new Error('a tax rule without class or convention');
    return { method, classYears, convention };
  }
  if (method === 'none' || months === null) return { method: 'none' };
  if (basisPoints !== null) return { method, months, residual: { basisPoints } };
  return { method, months, residual: { minor: row.residual_minor ?? 0, currency: row.residual_currency ?? '' } };
}
