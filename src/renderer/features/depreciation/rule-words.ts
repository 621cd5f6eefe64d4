import type { DepreciationRule } from '#shared/features/depreciation/rule.ts';
import { formatMoney, formatPercent, formatShare } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

export function ruleInWords(rule: DepreciationRule): string {
  const method = word('depreciationMethod', rule.method);
  if (rule.method === 'none') return method;
  if (rule.method === 'macrs')
    return t('depreciation.macrsOver', {
      method,
      years: rule.classYears,
      convention: word('macrsConvention', rule.convention),
    });
  const left = 'basisPoints' in rule.residual ? formatShare(rule.residual.basisPoints) : formatMoney(rule.residual);
  if (rule.method === 'fixed_rate') return t('depreciation.fixedOver', { method, years: rule.years, residual: left });
  const words = t('assets.depreciationOver', { method, months: rule.months, residual: left });
  if (rule.method !== 'declining') return words;
  const pace = rule.percent === undefined ? [] : [t('depreciation.paceOf', { percent: formatPercent(rule.percent) })];
  return [words, ...pace, ...(rule.staysDeclining === true ? [t('depreciation.neverStraight')] : [])].join(', ');
}
