import type { Migration } from '../migrate.ts';

export const stocktakeFilesMigration: Migration = {
  name: '0021-stocktake-files',
  sql: `
ALTER TABLE stocktake ADD COLUMN origin TEXT NOT NULL DEFAULT 'here' CHECK (origin IN ('here', 'file'));
ALTER TABLE stocktake_line ADD COLUMN label TEXT;

CREATE TABLE stocktake_order (
  id INTEGER PRIMARY KEY,
  stocktake_id INTEGER NOT NULL REFERENCES stocktake,
  direction TEXT NOT NULL CHECK (direction IN ('given', 'taken')),
  key TEXT NOT NULL,
  ticket TEXT NOT NULL CHECK (length(ticket) = 64),
  plan_sha256 TEXT NOT NULL CHECK (length(plan_sha256) = 64),
  given_at TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator,
  returned_at TEXT,
  result_sha256 TEXT CHECK ((result_sha256 IS NULL) = (returned_at IS NULL)),
  UNIQUE (key)
) STRICT;
CREATE UNIQUE INDEX stocktake_order_taken ON stocktake_order (stocktake_id) WHERE direction = 'taken';
CREATE TABLE stocktake_alias (
  stocktake_id INTEGER NOT NULL REFERENCES stocktake,
  code TEXT NOT NULL COLLATE NOCASE,
  line_id INTEGER NOT NULL REFERENCES stocktake_line,
  PRIMARY KEY (stocktake_id, code)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER stocktake_order_returns_once BEFORE UPDATE ON stocktake_order
WHEN OLD.returned_at IS NOT NULL OR NEW.key <> OLD.key OR NEW.ticket <> OLD.ticket OR NEW.plan_sha256 <> OLD.plan_sha256
  OR NEW.stocktake_id <> OLD.stocktake_id OR NEW.direction <> OLD.direction
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_ORDER_RETURNED'); END;
CREATE TRIGGER stocktake_order_is_not_deleted BEFORE DELETE ON stocktake_order
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_KEPT'); END;
CREATE TRIGGER stocktake_line_label_is_frozen BEFORE UPDATE OF label ON stocktake_line
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_EXPECTATION_IS_FROZEN'); END;

DROP TRIGGER stocktake_closes_decided;
CREATE TRIGGER stocktake_closes_decided BEFORE UPDATE OF state ON stocktake
WHEN NEW.state = 'closed' AND NEW.origin = 'here' AND EXISTS (SELECT 1 FROM stocktake_line WHERE stocktake_id = NEW.id
  AND result NOT IN ('found', 'not_drawn') AND (outcome IS NULL
    OR (NEW.second_person = 1 AND approved_by IS NULL AND excused_by IS NULL)))
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_HAS_OPEN_VARIANCES'); END;
CREATE TRIGGER stocktake_line_decided_at_home BEFORE UPDATE OF decision ON stocktake_line
WHEN NEW.decision IS NOT NULL AND (SELECT origin FROM stocktake WHERE id = NEW.stocktake_id) = 'file'
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_DECIDED_ELSEWHERE'); END;
`,
};
