import type { Generated } from 'kysely';
import type { DepreciationRule, MacrsRule } from '#shared/features/depreciation/rule.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    depreciation_rule: DepreciationRuleTable;
    impairment: ImpairmentTable;
  }
}

export interface RuleColumns {
  method: DepreciationRule['method'];
  months: number | null;
  residual_basis_points: number | null;
  residual_minor: number | null;
  residual_currency: string | null;
  declining_percent: number | null;
  stays_declining: 0 | 1 | null;
  class_years: MacrsRule['classYears'] | null;
  convention: MacrsRule['convention'] | null;
}

/** Append-only: a rule of a category or of an asset, from a day on. */
export interface DepreciationRuleTable extends RuleColumns {
  id: Generated<number>;
  category_id: number | null;
  asset_id: number | null;
  from_day: string;
  reason: string;
  set_at: string;
  set_by: number;
}

/** Append-only. */
export interface ImpairmentTable {
  id: Generated<number>;
  asset_id: number;
  on_day: string;
  amount_minor: number;
  currency: string;
  reason: string;
  recorded_at: string;
  recorded_by: number;
}
