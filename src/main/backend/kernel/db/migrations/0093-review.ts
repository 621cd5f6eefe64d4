import type { Migration } from '../migrate.ts';

/** What was decided over assets that were candidates for retirement, and until when it holds. */
export const reviewMigration: Migration = {
  name: '0093-review',
  sql: `
CREATE TABLE retirement_review (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  decision TEXT NOT NULL CHECK (decision IN ('keep', 'redeploy', 'retire')),
  until TEXT CHECK (until IS NULL OR until GLOB '????-??-??'),
  reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  score REAL NOT NULL,
  reasons TEXT NOT NULL CHECK (json_valid(reasons)),
  decided_at TEXT NOT NULL,
  decided_by INTEGER NOT NULL REFERENCES operator,
  CHECK ((decision = 'keep') = (until IS NOT NULL))
) STRICT;
CREATE INDEX retirement_review_asset ON retirement_review (asset_id, id);
CREATE TRIGGER retirement_review_stays BEFORE UPDATE ON retirement_review
BEGIN SELECT RAISE(ABORT, 'REVIEW_IS_KEPT'); END;
CREATE TRIGGER retirement_review_is_not_deleted BEFORE DELETE ON retirement_review
BEGIN SELECT RAISE(ABORT, 'REVIEW_IS_KEPT'); END;
`,
};
