import type { Depreciation, DepreciationMethod } from '#shared/features/assets/depreciation.ts';
import { moneyToDecimal } from '#shared/primitives/money.ts';

/** What the fields of a form hold of a depreciation. */
export interface DepreciationValues {
  depreciationMethod: DepreciationMethod | null;
  depreciationMonths: string;
  residual: string;
  /** A percent sign or the code of a currency. */
  residualUnit: string;
}

export const percent = '%';

export const depreciationKeys = ['depreciationMethod', 'depreciationMonths', 'residual', 'residualUnit'] as const;

export function depreciationValuesOf(depreciation: Depreciation | null): DepreciationValues {
  const nothing = { depreciationMonths: '', residual: '', residualUnit: percent };
  if (depreciation === null) return { depreciationMethod: null, ...nothing };
  if (depreciation.method === 'none') return { depreciationMethod: 'none', ...nothing };
  const { method, months, residual } = depreciation;
  return {
    depreciationMethod: method,
    depreciationMonths: String(months),
    ...('basisPoints' in residual
      ? { residual: String(residual.basisPoints / 100), residualUnit: percent }
      : { residual: moneyToDecimal(residual), residualUnit: residual.currency }),
  };
}
