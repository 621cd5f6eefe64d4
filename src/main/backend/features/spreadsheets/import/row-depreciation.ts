import { depreciationMethods } from '#shared/features/assets/depreciation.ts';
import type { Depreciation } from '#shared/features/assets/depreciation.ts';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import { depreciationOf } from '#backend/features/assets/index.ts';
import type { DepreciationColumns } from '#backend/features/assets/index.ts';
import { known, text } from './view/register-view.ts';
import type { FieldProblem, Known, Values } from './view/register-view.ts';

export const depreciationKeys = ['depreciationMethod', 'depreciationMonths', 'residual'] as const;

/** What of its depreciation a record shows beside a row. */
export function knownDepreciation(columns: DepreciationColumns): Record<string, Known | undefined> {
  const rule = depreciationOf(columns);
  if (rule === null || rule.method === 'none') return { depreciationMethod: known(rule?.method ?? null) };
  const { method, months, residual } = rule;
  const left =
    'basisPoints' in residual ? `${residual.basisPoints / 100} %` : `${moneyToDecimal(residual)} ${residual.currency}`;
  return { depreciationMethod: known(method), depreciationMonths: known(months), residual: known(left) };
}

/**
 * The rule that a row says, its gaps filled from what there was: a life without a method is a straight line, and without
 * a residual value nothing is left.
 *
 * @returns null where neither says a rule
 */
export function depreciationIn(values: Values, before: Depreciation | null): Depreciation | null {
  const former = before === null || before.method === 'none' ? null : before;
  const { depreciationMonths: life = former?.months, residual = former?.residual } = values;
  const said = depreciationMethods.find((each) => each === text(values, 'depreciationMethod'));
  if (said === 'none') return { method: said };
  if (typeof life !== 'number') return before;
  return {
    method: said ?? former?.method ?? 'straight_line',
    months: life,
    residual: typeof residual === 'object' ? residual : { basisPoints: 0 },
  };
}

/** A method, or a residual value, is no rule without a life. */
export function depreciationProblems(values: Values, before: DepreciationColumns | null): FieldProblem[] {
  const method = text(values, 'depreciationMethod');
  const says = (method !== null && method !== 'none') || values['residual'] !== undefined;
  const life = values['depreciationMonths'] ?? before?.depreciation_months ?? null;
  if (!says || life !== null) return [];
  return [{ field: 'depreciationMonths', code: 'REQUIRED', facts: { field: 'depreciationMonths' } }];
}
