import type { Depreciation, DepreciationMethod } from '#shared/features/assets/depreciation.ts';

/** How an asset and a model keep their depreciation; the database holds the columns to each other. */
export interface DepreciationColumns {
  depreciation_method: DepreciationMethod | null;
  depreciation_months: number | null;
  residual_basis_points: number | null;
  residual_minor: number | null;
  residual_currency: string | null;
}

const nothing: DepreciationColumns = {
  depreciation_method: null,
  depreciation_months: null,
  residual_basis_points: null,
  residual_minor: null,
  residual_currency: null,
};

export function depreciationValues(depreciation: Depreciation | null): DepreciationColumns {
  if (depreciation === null) return nothing;
  if (depreciation.method === 'none') return { ...nothing, depreciation_method: 'none' };
  const { method, months, residual } = depreciation;
  return {
    ...nothing,
    depreciation_method: method,
    depreciation_months: months,
    ...('basisPoints' in residual
      ? { residual_basis_points: residual.basisPoints }
      : { residual_minor: residual.minor, residual_currency: residual.currency }),
  };
}

export function depreciationOf(row: DepreciationColumns): Depreciation | null {
  const { depreciation_method: method, depreciation_months: months, residual_basis_points: basisPoints } = row;
  if (method === null) return null;
  if (method === 'none' || months === null) return { method: 'none' };
  if (basisPoints !== null) return { method, months, residual: { basisPoints } };
  return { method, months, residual: { minor: row.residual_minor ?? 0, currency: row.residual_currency ?? '' } };
}

/** In the journal of a new asset, where every fact is one word. */
export function depreciationInWords(depreciation: Depreciation): string {
  if (depreciation.method === 'none') return 'none';
  const { method, months, residual } = depreciation;
  const left = 'basisPoints' in residual ? `${residual.basisPoints} bp` : `${residual.minor} ${residual.currency}`;
  return `${method}, ${months} months, residual ${left}`;
}
