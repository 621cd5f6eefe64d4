import type { Migration } from '../migrate.ts';

/** What a borrower could not do by himself: it waits for the operator, who says what came of it. */
export const kioskMigration: Migration = {
  name: '0049-kiosk',
  sql: `
CREATE TABLE kiosk_exception (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('unknown_code', 'not_loanable', 'held_by_other', 'alarm', 'damaged', 'blocked_person', 'refused')),
  code TEXT NOT NULL,
  person_id INTEGER REFERENCES person,
  asset_id INTEGER REFERENCES asset,
  because TEXT NOT NULL,
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  remark TEXT,
  operator_id INTEGER NOT NULL REFERENCES operator,
  settled_at TEXT,
  settled_by INTEGER REFERENCES operator,
  note TEXT,
  CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
  CHECK (settled_at IS NULL OR trim(coalesce(note, '')) <> '')
) STRICT;
CREATE INDEX kiosk_exception_open ON kiosk_exception (id) WHERE settled_at IS NULL;
CREATE TRIGGER kiosk_exception_is_not_deleted BEFORE DELETE ON kiosk_exception
BEGIN SELECT RAISE(ABORT, 'KIOSK_EXCEPTION_IS_KEPT'); END;
CREATE TRIGGER kiosk_exception_happened_so BEFORE UPDATE OF at, kind, code, person_id, asset_id, because, facts, remark, operator_id
ON kiosk_exception BEGIN SELECT RAISE(ABORT, 'KIOSK_EXCEPTION_IS_KEPT'); END;
CREATE TRIGGER kiosk_exception_settled_once BEFORE UPDATE OF settled_at, settled_by, note ON kiosk_exception
WHEN OLD.settled_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'KIOSK_EXCEPTION_IS_SETTLED'); END;
`,
};
