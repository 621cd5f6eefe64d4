import type { Migration } from '../migrate.ts';

export const ordersMigration: Migration = {
  name: '0033-orders',
  sql: `
CREATE TABLE purchase_order_step (
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  PRIMARY KEY (from_state, to_state)
) STRICT, WITHOUT ROWID;
INSERT INTO purchase_order_step (from_state, to_state) VALUES
  ('draft', 'sent'), ('draft', 'cancelled'),
  ('sent', 'confirmed'), ('sent', 'partly_received'), ('sent', 'received'), ('sent', 'cancelled'),
  ('confirmed', 'sent'), ('confirmed', 'partly_received'), ('confirmed', 'received'), ('confirmed', 'cancelled'),
  ('partly_received', 'received'), ('partly_received', 'closed'),
  ('received', 'closed');

CREATE TABLE purchase_order (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'confirmed', 'partly_received', 'received', 'closed', 'cancelled')),
  requisition_id INTEGER NOT NULL REFERENCES requisition,
  approval_id INTEGER NOT NULL REFERENCES approval,
  supplier_id INTEGER NOT NULL REFERENCES supplier,
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  rate_micros INTEGER NOT NULL CHECK (rate_micros > 0),
  warranty_months INTEGER NOT NULL CHECK (warranty_months >= 0),
  delivery_place_id INTEGER REFERENCES place,
  delivery_address TEXT NOT NULL,
  terms TEXT NOT NULL,
  expected_on TEXT CHECK (expected_on IS NULL OR expected_on GLOB '????-??-??'),
  freight_minor INTEGER NOT NULL CHECK (freight_minor >= 0),
  revision INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
  sent_revision INTEGER CHECK (sent_revision <= revision),
  sent_at TEXT,
  confirmed_at TEXT,
  confirmation TEXT,
  closed_at TEXT,
  close_reason TEXT,
  created_by INTEGER NOT NULL REFERENCES operator,
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (year, number),
  CHECK (state IN ('draft', 'cancelled') OR sent_revision IS NOT NULL),
  CHECK ((state IN ('closed', 'cancelled')) = (closed_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX purchase_order_one_live ON purchase_order (requisition_id) WHERE state <> 'cancelled';
CREATE INDEX purchase_order_state ON purchase_order (state, id);
CREATE INDEX purchase_order_supplier ON purchase_order (supplier_id);

CREATE TABLE purchase_order_line (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES purchase_order,
  position INTEGER NOT NULL,
  category_id INTEGER NOT NULL REFERENCES category,
  model_id INTEGER REFERENCES model,
  description TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
  unit_price_minor INTEGER NOT NULL CHECK (unit_price_minor >= 0),
  tax_basis_points INTEGER NOT NULL CHECK (tax_basis_points BETWEEN 0 AND 10000),
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;
CREATE INDEX purchase_order_line_of ON purchase_order_line (order_id, position);

CREATE TABLE purchase_order_revision (
  order_id INTEGER NOT NULL REFERENCES purchase_order,
  revision INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  reason TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator,
  at TEXT NOT NULL,
  PRIMARY KEY (order_id, revision)
) STRICT, WITHOUT ROWID;

/* Two duties joined in one person by the rule for small teams, each with what stands in for the other eyes. */
CREATE TABLE duty_exception (
  id INTEGER PRIMARY KEY,
  order_id INTEGER REFERENCES purchase_order,
  requisition_id INTEGER NOT NULL REFERENCES requisition,
  operator_id INTEGER NOT NULL REFERENCES operator,
  duty TEXT NOT NULL CHECK (duty IN ('order', 'receive', 'match')),
  joined_with TEXT NOT NULL CHECK (joined_with IN ('approve', 'order', 'receive', 'match')),
  control TEXT NOT NULL CHECK (control <> ''),
  at TEXT NOT NULL,
  CHECK (duty <> joined_with)
) STRICT;

CREATE TABLE receipt (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES purchase_order,
  place_id INTEGER REFERENCES place,
  delivery_note TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'discarded')),
  checklist TEXT NOT NULL CHECK (json_valid(checklist)),
  rma TEXT,
  received_by INTEGER NOT NULL REFERENCES operator,
  received_at TEXT NOT NULL,
  finished_at TEXT,
  CHECK ((state = 'open') = (finished_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX receipt_one_open ON receipt (order_id) WHERE state = 'open';

CREATE TABLE receipt_unit (
  id INTEGER PRIMARY KEY,
  receipt_id INTEGER NOT NULL REFERENCES receipt,
  line_id INTEGER NOT NULL REFERENCES purchase_order_line,
  serial TEXT COLLATE NOCASE,
  verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'defect', 'fail')),
  note TEXT NOT NULL,
  asset_id INTEGER UNIQUE REFERENCES asset,
  at TEXT NOT NULL,
  CHECK (verdict = 'pass' OR note <> ''),
  CHECK (verdict <> 'fail' OR asset_id IS NULL)
) STRICT;
CREATE UNIQUE INDEX receipt_unit_serial ON receipt_unit (receipt_id, serial) WHERE serial IS NOT NULL;
CREATE INDEX receipt_unit_line ON receipt_unit (line_id, verdict);

CREATE TABLE invoice (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES purchase_order,
  supplier_id INTEGER NOT NULL REFERENCES supplier,
  number TEXT NOT NULL COLLATE NOCASE CHECK (number <> ''),
  invoiced_on TEXT NOT NULL CHECK (invoiced_on GLOB '????-??-??'),
  due_on TEXT CHECK (due_on IS NULL OR due_on GLOB '????-??-??'),
  freight_minor INTEGER NOT NULL CHECK (freight_minor >= 0),
  state TEXT NOT NULL CHECK (state IN ('mismatch', 'matched', 'accepted', 'rejected')),
  resolution TEXT,
  recorded_by INTEGER NOT NULL REFERENCES operator,
  recorded_at TEXT NOT NULL,
  settled_by INTEGER REFERENCES operator,
  settled_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (state NOT IN ('accepted', 'rejected') OR (resolution IS NOT NULL AND resolution <> ''))
) STRICT;
CREATE UNIQUE INDEX invoice_once ON invoice (supplier_id, number) WHERE state <> 'rejected';
CREATE INDEX invoice_state ON invoice (state, id);

CREATE TABLE invoice_line (
  id INTEGER PRIMARY KEY,
  invoice_id INTEGER NOT NULL REFERENCES invoice,
  order_line_id INTEGER NOT NULL REFERENCES purchase_order_line,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
  unit_price_minor INTEGER NOT NULL CHECK (unit_price_minor >= 0),
  credited INTEGER NOT NULL DEFAULT 0 CHECK (credited BETWEEN 0 AND quantity),
  UNIQUE (invoice_id, order_line_id)
) STRICT;

CREATE TRIGGER purchase_order_state_step BEFORE UPDATE OF state ON purchase_order
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM purchase_order_step WHERE from_state = OLD.state AND to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'ORDER_STATE_STEP'); END;
CREATE TRIGGER purchase_order_is_not_deleted BEFORE DELETE ON purchase_order
BEGIN SELECT RAISE(ABORT, 'ORDER_IS_KEPT'); END;
CREATE TRIGGER purchase_order_number_is_for_life BEFORE UPDATE OF year, number ON purchase_order
WHEN NEW.year <> OLD.year OR NEW.number <> OLD.number
BEGIN SELECT RAISE(ABORT, 'ORDER_NUMBER_IS_FOR_LIFE'); END;
CREATE TRIGGER purchase_order_ended_is_fixed BEFORE UPDATE ON purchase_order WHEN OLD.state IN ('closed', 'cancelled')
BEGIN SELECT RAISE(ABORT, 'ORDER_HAS_ENDED'); END;
CREATE TRIGGER purchase_order_of_approved BEFORE INSERT ON purchase_order
WHEN (SELECT state FROM approval WHERE id = NEW.approval_id) <> 'approved'
BEGIN SELECT RAISE(ABORT, 'ORDER_NOT_APPROVED'); END;
CREATE TRIGGER purchase_order_line_is_kept BEFORE DELETE ON purchase_order_line
BEGIN SELECT RAISE(ABORT, 'ORDER_LINE_IS_KEPT'); END;
CREATE TRIGGER purchase_order_revision_is_kept BEFORE DELETE ON purchase_order_revision
BEGIN SELECT RAISE(ABORT, 'ORDER_REVISION_IS_KEPT'); END;
CREATE TRIGGER duty_exception_is_kept BEFORE UPDATE ON duty_exception
BEGIN SELECT RAISE(ABORT, 'DUTY_EXCEPTION_IS_KEPT'); END;
CREATE TRIGGER duty_exception_stays BEFORE DELETE ON duty_exception
BEGIN SELECT RAISE(ABORT, 'DUTY_EXCEPTION_IS_KEPT'); END;
CREATE TRIGGER receipt_by_another BEFORE INSERT ON receipt
WHEN (SELECT created_by FROM purchase_order WHERE id = NEW.order_id) = NEW.received_by
  AND NOT EXISTS (SELECT 1 FROM duty_exception WHERE order_id = NEW.order_id AND operator_id = NEW.received_by AND duty = 'receive')
BEGIN SELECT RAISE(ABORT, 'RECEIVED_BY_WHO_ORDERED'); END;
CREATE TRIGGER receipt_unit_stays BEFORE DELETE ON receipt_unit
WHEN (SELECT state FROM receipt WHERE id = OLD.receipt_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'RECEIPT_IS_FINISHED'); END;
CREATE TRIGGER receipt_unit_is_fixed BEFORE UPDATE ON receipt_unit
WHEN (SELECT state FROM receipt WHERE id = OLD.receipt_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'RECEIPT_IS_FINISHED'); END;
CREATE TRIGGER receipt_unit_while_open BEFORE INSERT ON receipt_unit
WHEN (SELECT state FROM receipt WHERE id = NEW.receipt_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'RECEIPT_IS_FINISHED'); END;
CREATE TRIGGER receipt_is_fixed BEFORE UPDATE ON receipt WHEN OLD.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'RECEIPT_IS_FINISHED'); END;
CREATE TRIGGER invoice_by_another BEFORE INSERT ON invoice
WHEN EXISTS (SELECT 1 FROM receipt WHERE order_id = NEW.order_id AND received_by = NEW.recorded_by AND state = 'finished')
  AND NOT EXISTS (SELECT 1 FROM duty_exception WHERE order_id = NEW.order_id AND operator_id = NEW.recorded_by AND duty = 'match')
BEGIN SELECT RAISE(ABORT, 'MATCHED_BY_WHO_RECEIVED'); END;
CREATE TRIGGER invoice_is_not_deleted BEFORE DELETE ON invoice
BEGIN SELECT RAISE(ABORT, 'INVOICE_IS_KEPT'); END;
`,
};
