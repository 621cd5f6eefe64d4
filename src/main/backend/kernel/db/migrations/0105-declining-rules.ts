import type { Migration } from '../migrate.ts';

/** Declining balances by another share than twice the even one, with or without the way into the straight line; and a fixed rate. */
export const decliningRulesMigration: Migration = {
  name: '0105-declining-rules',
  sql: `
CREATE TABLE depreciation_rule_before AS SELECT * FROM depreciation_rule;
DROP TABLE depreciation_rule;
CREATE TABLE depreciation_rule (
  id INTEGER PRIMARY KEY,
  category_id INTEGER REFERENCES category,
  asset_id INTEGER REFERENCES asset,
  from_day TEXT NOT NULL CHECK (from_day GLOB '????-??-??'),
  method TEXT NOT NULL CHECK (method IN ('straight_line', 'declining', 'fixed_rate', 'sum_of_digits', 'macrs', 'none')),
  months INTEGER CHECK (months BETWEEN 1 AND 600),
  residual_basis_points INTEGER CHECK (residual_basis_points BETWEEN 0 AND 10000),
  residual_minor INTEGER CHECK (residual_minor >= 0),
  residual_currency TEXT CHECK (residual_currency GLOB '[A-Z][A-Z][A-Z]'),
  declining_percent INTEGER CHECK (declining_percent BETWEEN 100 AND 400),
  stays_declining INTEGER CHECK (stays_declining IN (0, 1)),
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
  CHECK ((method = 'declining') = (declining_percent IS NOT NULL)),
  CHECK ((method = 'declining') = (stays_declining IS NOT NULL)),
  CHECK ((method IN ('straight_line', 'declining', 'fixed_rate', 'sum_of_digits')) = (months IS NOT NULL)),
  CHECK (method <> 'fixed_rate' OR (months % 12 = 0 AND coalesce(residual_basis_points, residual_minor) > 0)),
  CHECK (CASE WHEN months IS NULL THEN residual_basis_points IS NULL AND residual_minor IS NULL
    ELSE (residual_basis_points IS NULL) <> (residual_minor IS NULL) END)
) STRICT;
INSERT INTO depreciation_rule (id, category_id, asset_id, from_day, method, months, residual_basis_points, residual_minor,
  residual_currency, declining_percent, stays_declining, class_years, convention, reason, set_at, set_by)
SELECT id, category_id, asset_id, from_day, method, months, residual_basis_points, residual_minor, residual_currency,
  iif(method = 'declining', 200, NULL), iif(method = 'declining', 0, NULL), class_years, convention, reason, set_at, set_by
FROM depreciation_rule_before;
DROP TABLE depreciation_rule_before;
CREATE INDEX depreciation_rule_category ON depreciation_rule (category_id, from_day) WHERE category_id IS NOT NULL;
CREATE INDEX depreciation_rule_asset ON depreciation_rule (asset_id, from_day) WHERE asset_id IS NOT NULL;
CREATE TRIGGER depreciation_rule_stays BEFORE UPDATE ON depreciation_rule
BEGIN SELECT RAISE(ABORT, 'DEPRECIATION_IS_KEPT'); END;
CREATE TRIGGER depreciation_rule_is_kept BEFORE DELETE ON depreciation_rule
BEGIN SELECT RAISE(ABORT, 'DEPRECIATION_IS_KEPT'); END;
`,
};
