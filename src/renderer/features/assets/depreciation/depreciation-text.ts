import { longestLife } from '#shared/features/assets/depreciation.ts';
import type { Depreciation } from '#shared/features/assets/depreciation.ts';
import { formatMoney, formatShare } from '#renderer/ui/text/format.ts';
import { issueOfMoney, moneyOfText } from '#renderer/ui/text/money.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { percent } from './depreciation-values.ts';
import type { DepreciationValues } from './depreciation-values.ts';

/** Hundredths of a percent of a text such as `12.5` or `12,5`; null for anything that is no share of a whole. */
function basisPointsOf(text: string): number | null {
  const [whole = '', fraction = ''] = text.trim().replace(',', '.').split('.');
  if (!/^\d{1,3}([.,]\d{1,2})?$/.test(text.trim())) return null;
  const points = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return points > 10_000 ? null : points;
}

const isWritten = ({ depreciationMethod: method }: DepreciationValues) => method !== null && method !== 'none';

export const depreciationChecks = {
  depreciationMonths: (text: string, values: DepreciationValues) =>
    !isWritten(values) || (/^\d{1,3}$/.test(text) && Number(text) > 0 && Number(text) <= longestLife)
      ? null
      : t('issue.months', { count: longestLife }),
  residual: (text: string, values: DepreciationValues) => {
    if (!isWritten(values) || text.trim() === '') return null;
    if (values.residualUnit !== percent) return issueOfMoney(text, values.residualUnit);
    return basisPointsOf(text) === null ? t('issue.percent') : null;
  },
};

/** What a form that has passed its checks says; no residual value is none left. */
export function depreciationOfValues(values: DepreciationValues): Depreciation | null {
  const { depreciationMethod: method, depreciationMonths, residual, residualUnit } = values;
  if (method === null) return null;
  if (method === 'none') return { method };
  const amount = residualUnit === percent ? null : moneyOfText(residual, residualUnit);
  return {
    method,
    months: Number(depreciationMonths),
    residual: amount ?? { basisPoints: basisPointsOf(residual) ?? 0 },
  };
}

export function depreciationInWords(depreciation: Depreciation | null): string | null {
  if (depreciation === null) return null;
  const method = word('depreciationMethod', depreciation.method);
  if (depreciation.method === 'none') return method;
  const { months, residual } = depreciation;
  const left = 'basisPoints' in residual ? formatShare(residual.basisPoints) : formatMoney(residual);
  return t('assets.depreciationOver', { method, months, residual: left });
}
