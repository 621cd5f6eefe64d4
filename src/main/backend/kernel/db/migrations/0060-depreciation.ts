import type { Migration } from '../migrate.ts';

/** The last column says how all of them belong together; SQLite checks it at every change of any of them. */
const columns = (table: 'asset' | 'model') => `
ALTER TABLE ${table} ADD COLUMN depreciation_method TEXT CHECK (depreciation_method IN ('straight_line', 'declining', 'none'));
ALTER TABLE ${table} ADD COLUMN depreciation_months INTEGER CHECK (depreciation_months BETWEEN 1 AND 600);
ALTER TABLE ${table} ADD COLUMN residual_basis_points INTEGER CHECK (residual_basis_points BETWEEN 0 AND 10000);
ALTER TABLE ${table} ADD COLUMN residual_minor INTEGER CHECK (residual_minor >= 0);
ALTER TABLE ${table} ADD COLUMN residual_currency TEXT CHECK (
  (residual_currency IS NULL OR residual_currency GLOB '[A-Z][A-Z][A-Z]') AND
  CASE WHEN depreciation_method IN ('straight_line', 'declining')
    THEN depreciation_months IS NOT NULL
      AND (residual_basis_points IS NULL) <> (residual_minor IS NULL)
      AND (residual_minor IS NULL) = (residual_currency IS NULL)
    ELSE depreciation_months IS NULL AND residual_basis_points IS NULL
      AND residual_minor IS NULL AND residual_currency IS NULL
  END);
`;

/** How the value of an asset goes down; a model says it for its assets (I2). */
export const depreciationMigration: Migration = {
  name: '0060-depreciation',
  sql: columns('model') + columns('asset'),
};
