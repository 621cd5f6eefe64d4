import type { Migration } from '../migrate.ts';

/** How each operator has arranged the overview, and indexes that its numbers are counted along without the rows. */
export const overviewMigration: Migration = {
  name: '0116-overview',
  sql: `
CREATE TABLE dashboard_operator (
  operator_id INTEGER PRIMARY KEY REFERENCES operator,
  /* JSON of tiles in their order; none is the usual one. */
  layout TEXT CHECK (json_valid(layout)),
  onboarding_dismissed INTEGER NOT NULL DEFAULT 0 CHECK (onboarding_dismissed IN (0, 1))
) STRICT;

DROP INDEX asset_place;
CREATE INDEX asset_place ON asset (place_id, status);
DROP INDEX asset_purchased;
CREATE INDEX asset_purchased ON asset (coalesce(purchased_on, ''), id, status);
CREATE INDEX asset_value ON asset (category_id, cost_currency, status, cost_minor) WHERE cost_minor IS NOT NULL;
CREATE INDEX work_order_cost ON work_order (done_on) WHERE cost_minor IS NOT NULL;
`,
};
