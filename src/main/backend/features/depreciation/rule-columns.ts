import type { DepreciationRule } from '#shared/features/depreciation/rule.ts';
import type { RuleColumns } from './tables.ts';

const nothing = {
  months: null,
  residual_basis_points: null,
  residual_minor: null,
  residual_currency: null,
  declining_percent: null,
  stays_declining: null,
  class_years: null,
  convention: null,
} as const;

export function columnsOfRule(rule: DepreciationRule): RuleColumns {
  if (rule.method === 'none') return { ...nothing, method: 'none' };
  if (rule.method === 'macrs')
    return { ...nothing, method: 'macrs', class_years: rule.classYears, convention: rule.convention };
  const { method, residual } = rule;
  const months = method === 'fixed_rate' ? rule.years * 12 : rule.months;
  const pace =
    method === 'declining'
      ? ({ declining_percent: rule.percent ?? 200, stays_declining: rule.staysDeclining === true ? 1 : 0 } as const)
      : {};
  const left =
    'basisPoints' in residual
      ? { residual_basis_points: residual.basisPoints }
      : { residual_minor: residual.minor, residual_currency: residual.currency };
  return { ...nothing, method, months, ...pace, ...left };
}

export function ruleOfColumns(row: RuleColumns): DepreciationRule {
  const { method, months, class_years: classYears, convention, residual_basis_points: basisPoints } = row;
  if (method === 'macrs') {
    if (classYears === null || convention === null) throw new Error('a tax rule without class or convention');
    return { method, classYears, convention };
  }
  if (method === 'none' || months === null) return { method: 'none' };
  const residual =
    basisPoints === null ? { minor: row.residual_minor ?? 0, currency: row.residual_currency ?? '' } : { basisPoints };
  if (method === 'fixed_rate') return { method, years: months / 12, residual };
  if (method !== 'declining') return { method, months, residual };
  const { declining_percent: percent, stays_declining: stays } = row;
  return {
    method,
    months,
    residual,
    ...(percent === null || percent === 200 ? {} : { percent }),
    ...(stays === 1 ? { staysDeclining: true } : {}),
  };
}
