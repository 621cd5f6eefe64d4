import type { DepreciationRule } from '#shared/features/depreciation/rule.ts';
import { formatMoney, formatShare } from '#renderer/ui/text/format.ts';
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
  return t('assets.depreciationOver', { method, months: rule.months, residual: left });
}
