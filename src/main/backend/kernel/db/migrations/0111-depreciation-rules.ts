import type { Migration } from '../migrate.ts';

/**
 * How values go down beside what an asset was registered with: by a policy of its category, by a rule of its own from a
 * day on, and by losses. All of it is only added to, so that a value of years ago can be told again.
 */
export const depreciationRulesMigration: Migration = {
  name: '0111-depreciation-rules',
  sql: `
CREATE TABLE depreciation_rule (
  id INTEGER PRIMARY KEY,
  category_id INTEGER REFERENCES category,
  asset_id INTEGER REFERENCES asset,
  from_day TEXT NOT NULL CHECK (from_day GLOB '????-??-??'),
  method TEXT NOT NULL CHECK (method IN ('straight_line', 'declining', 'sum_of_digits', 'macrs', 'none')),
  months INTEGER CHECK (months BETWEEN 1 AND 600),
  residual_basis_points INTEGER CHECK (residual_basis_points BETWEEN 0 AND 10000),
  residual_minor INTEGER CHECK (residual_minor >= 0),
  residual_currency TEXT CHECK (residual_currency GLOB '[A-Z][A-Z][A-Z]'),
  class_years INTEGER CHECK (class_years IN (3, 5, 7, 10, 15, 20)),
  convention TEXT CHECK (convention IN ('half_year', 'mid_quarter')),
  reason TEXT NOT NULL,
  set_at TEXT NOT NULL,
  set_by INTEGER NOT NULL REFERENCES operator,
  CHECK ((category_id IS NULL) <> (asset_id IS NULL)),
  CHECK (asset_id IS NULL OR trim(reason) <> ''),
  CHECK ((residual_minor IS NULL) = (residual_currency IS NULL)),
  CHECK ((method = 'macrs') = (class_years IS NOT NULL)),
  CHECK ((method = 'macrs') = (convention IS NOT NULL)),
  CHECK (convention IS NOT 'mid_quarter' OR class_years IN (3, 5, 7)),
  CHECK ((method IN ('straight_line', 'declining', 'sum_of_digits')) = (months IS NOT NULL)),
  CHECK (CASE WHEN months IS NULL THEN residual_basis_points IS NULL AND residual_minor IS NULL
    ELSE (residual_basis_points IS NULL) <> (residual_minor IS NULL) END)
) STRICT;
CREATE INDEX depreciation_rule_category ON depreciation_rule (category_id, from_day) WHERE category_id IS NOT NULL;
CREATE INDEX depreciation_rule_asset ON depreciation_rule (asset_id, from_day) WHERE asset_id IS NOT NULL;
CREATE TRIGGER depreciation_rule_stays BEFORE UPDATE ON depreciation_rule
BEGIN SELECT RAISE(ABORT, 'DEPRECIATION_IS_KEPT'); END;
CREATE TRIGGER depreciation_rule_is_kept BEFORE DELETE ON depreciation_rule
BEGIN SELECT RAISE(ABORT, 'DEPRECIATION_IS_KEPT'); END;

CREATE TABLE impairment (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  on_day TEXT NOT NULL CHECK (on_day GLOB '????-??-??'),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  recorded_at TEXT NOT NULL,
  recorded_by INTEGER NOT NULL REFERENCES operator
) STRICT;
CREATE INDEX impairment_asset ON impairment (asset_id, on_day);
CREATE TRIGGER impairment_stays BEFORE UPDATE ON impairment
BEGIN SELECT RAISE(ABORT, 'DEPRECIATION_IS_KEPT'); END;
CREATE TRIGGER impairment_is_kept BEFORE DELETE ON impairment
BEGIN SELECT RAISE(ABORT, 'DEPRECIATION_IS_KEPT'); END;
`,
};
