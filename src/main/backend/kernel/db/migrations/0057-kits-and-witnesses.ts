import type { Migration } from '../migrate.ts';

const columns = `id, at, kind, code, person_id, asset_id, because, facts, remark, operator_id, settled_at, settled_by, note`;

/** A kit that came back by itself waits for somebody who looks into it; what is counted by quantity has its witnesses. */
export const kitsAndWitnessesMigration: Migration = {
  name: '0057-kits-and-witnesses',
  sql: `
CREATE TABLE kiosk_exception_new (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('unknown_code', 'not_loanable', 'held_by_other', 'alarm', 'damaged', 'blocked_person', 'refused', 'to_check')),
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
INSERT INTO kiosk_exception_new (${columns}) SELECT ${columns} FROM kiosk_exception;
DROP TRIGGER kiosk_exception_is_not_deleted;
DROP TABLE kiosk_exception;
ALTER TABLE kiosk_exception_new RENAME TO kiosk_exception;
CREATE INDEX kiosk_exception_open ON kiosk_exception (id) WHERE settled_at IS NULL;
CREATE TRIGGER kiosk_exception_is_not_deleted BEFORE DELETE ON kiosk_exception
BEGIN SELECT RAISE(ABORT, 'KIOSK_EXCEPTION_IS_KEPT'); END;
CREATE TRIGGER kiosk_exception_happened_so BEFORE UPDATE OF at, kind, code, person_id, asset_id, because, facts, remark, operator_id
ON kiosk_exception BEGIN SELECT RAISE(ABORT, 'KIOSK_EXCEPTION_IS_KEPT'); END;
CREATE TRIGGER kiosk_exception_settled_once BEFORE UPDATE OF settled_at, settled_by, note ON kiosk_exception
WHEN OLD.settled_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'KIOSK_EXCEPTION_IS_SETTLED'); END;

/* Every witness of a count by quantity, here or elsewhere, with what he counted. */
CREATE TABLE supply_count_witness (
  line_id INTEGER NOT NULL REFERENCES supply_count_line,
  key TEXT NOT NULL CHECK (key <> ''),
  who TEXT NOT NULL CHECK (who <> ''),
  operator_id INTEGER REFERENCES operator,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  booked INTEGER NOT NULL CHECK (booked >= 0),
  at TEXT NOT NULL,
  PRIMARY KEY (line_id, key)
) STRICT, WITHOUT ROWID;
INSERT INTO supply_count_witness (line_id, key, who, operator_id, quantity, booked, at)
SELECT line.id, 'operator:' || operator.id, operator.display_name, line.counted_by, line.counted, line.booked, line.counted_at
FROM supply_count_line AS line JOIN operator ON operator.id = line.counted_by;
CREATE TRIGGER supply_count_witness_is_not_deleted BEFORE DELETE ON supply_count_witness
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_KEPT'); END;
CREATE TRIGGER supply_count_witness_counted_in_time BEFORE INSERT ON supply_count_witness
WHEN (SELECT state FROM stocktake JOIN supply_count_line AS line ON line.stocktake_id = stocktake.id WHERE line.id = NEW.line_id) <> 'counting'
BEGIN SELECT RAISE(ABORT, 'STOCKTAKE_IS_NOT_COUNTING'); END;

/* Another workstation's list: its articles are not in this register, so it says itself what its codes mean. */
CREATE TABLE supply_listed (
  stocktake_id INTEGER NOT NULL REFERENCES stocktake,
  code TEXT NOT NULL CHECK (code <> ''),
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  PRIMARY KEY (stocktake_id, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE supply_listed_count (
  stocktake_id INTEGER NOT NULL,
  session_id INTEGER NOT NULL REFERENCES stocktake_session,
  code TEXT NOT NULL,
  place_id INTEGER NOT NULL REFERENCES place,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  at TEXT NOT NULL,
  PRIMARY KEY (session_id, code, place_id),
  FOREIGN KEY (stocktake_id, code) REFERENCES supply_listed
) STRICT, WITHOUT ROWID;
CREATE INDEX supply_listed_count_of ON supply_listed_count (stocktake_id, code);
`,
};
