import type { Migration } from '../migrate.ts';

/**
 * What leaves, with whom, and what came of it. A lot is handed over once, to somebody certified on that day; what was
 * handed over, certified and settled is never changed.
 */
export const disposalMigration: Migration = {
  name: '0092-disposal',
  sql: `
CREATE TABLE recycler_certificate (
  id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL REFERENCES supplier,
  scheme TEXT NOT NULL CHECK (scheme IN ('r2v3', 'e_stewards', 'iso_14001', 'iso_27001', 'other')),
  number TEXT NOT NULL CHECK (trim(number) <> ''),
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '????-??-??'),
  valid_until TEXT NOT NULL CHECK (valid_until GLOB '????-??-??'),
  added_at TEXT NOT NULL,
  added_by INTEGER NOT NULL REFERENCES operator,
  withdrawn_at TEXT,
  withdrawn_by INTEGER REFERENCES operator,
  withdrawn_because TEXT,
  CHECK (valid_from <= valid_until),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_because IS NULL))
) STRICT;
CREATE INDEX recycler_certificate_of ON recycler_certificate (supplier_id);
CREATE TRIGGER recycler_certificate_stays BEFORE UPDATE OF supplier_id, scheme, number, valid_from, valid_until
ON recycler_certificate BEGIN SELECT RAISE(ABORT, 'CERTIFICATION_IS_KEPT'); END;
CREATE TRIGGER recycler_certificate_is_not_deleted BEFORE DELETE ON recycler_certificate
BEGIN SELECT RAISE(ABORT, 'CERTIFICATION_IS_KEPT'); END;

CREATE TABLE disposal_lot (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('open', 'handed_over', 'settled')),
  outcome TEXT NOT NULL CHECK (outcome IN ('recycled', 'resold', 'donated', 'destroyed', 'returned')),
  supplier_id INTEGER NOT NULL REFERENCES supplier,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  note TEXT NOT NULL,
  weight_grams INTEGER CHECK (weight_grams > 0),
  seals TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(seals)),
  created_at TEXT NOT NULL,
  created_by INTEGER NOT NULL REFERENCES operator,
  carrier TEXT,
  receiver TEXT,
  signature TEXT CHECK (signature IS NULL OR json_valid(signature)),
  certificate_id INTEGER REFERENCES recycler_certificate,
  handed_over_at TEXT,
  handed_over_by INTEGER REFERENCES operator,
  settled_at TEXT,
  settled_by INTEGER REFERENCES operator,
  settlement_note TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'open') = (handed_over_at IS NULL)),
  CHECK ((handed_over_at IS NULL) = (handed_over_by IS NULL)),
  CHECK ((handed_over_at IS NULL) = (receiver IS NULL)),
  CHECK ((handed_over_at IS NULL) = (signature IS NULL)),
  CHECK ((state = 'settled') = (settled_at IS NOT NULL)),
  CHECK ((settled_at IS NULL) = (settled_by IS NULL))
) STRICT;
CREATE INDEX disposal_lot_supplier ON disposal_lot (supplier_id);

CREATE TABLE disposal_lot_asset (
  lot_id INTEGER NOT NULL REFERENCES disposal_lot,
  asset_id INTEGER NOT NULL REFERENCES asset,
  added_at TEXT NOT NULL,
  added_by INTEGER NOT NULL REFERENCES operator,
  weight_grams INTEGER CHECK (weight_grams > 0),
  proceeds_minor INTEGER NOT NULL DEFAULT 0 CHECK (proceeds_minor >= 0),
  cost_minor INTEGER NOT NULL DEFAULT 0 CHECK (cost_minor >= 0),
  PRIMARY KEY (lot_id, asset_id)
) STRICT, WITHOUT ROWID;
/* An asset leaves once; taken out of an open lot it is in none. */
CREATE UNIQUE INDEX disposal_lot_asset_once ON disposal_lot_asset (asset_id);

CREATE TABLE disposal_received (
  id INTEGER PRIMARY KEY,
  lot_id INTEGER NOT NULL REFERENCES disposal_lot,
  serial TEXT NOT NULL COLLATE NOCASE CHECK (trim(serial) <> ''),
  number TEXT NOT NULL,
  result TEXT NOT NULL,
  asset_id INTEGER REFERENCES asset,
  received_at TEXT NOT NULL,
  received_by INTEGER NOT NULL REFERENCES operator,
  UNIQUE (lot_id, serial)
) STRICT;

CREATE TABLE retirement_certificate (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('sanitisation', 'disposal', 'lot')),
  asset_id INTEGER REFERENCES asset,
  lot_id INTEGER REFERENCES disposal_lot,
  content TEXT NOT NULL CHECK (json_valid(content)),
  sha256 TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  issued_by INTEGER NOT NULL REFERENCES operator,
  CHECK ((kind = 'lot') = (asset_id IS NULL)),
  CHECK (kind <> 'lot' OR lot_id IS NOT NULL)
) STRICT;
CREATE INDEX retirement_certificate_asset ON retirement_certificate (asset_id) WHERE asset_id IS NOT NULL;
CREATE INDEX retirement_certificate_lot ON retirement_certificate (lot_id) WHERE lot_id IS NOT NULL;
CREATE TRIGGER retirement_certificate_stays BEFORE UPDATE ON retirement_certificate
BEGIN SELECT RAISE(ABORT, 'CERTIFICATE_IS_KEPT'); END;
CREATE TRIGGER retirement_certificate_is_not_deleted BEFORE DELETE ON retirement_certificate
BEGIN SELECT RAISE(ABORT, 'CERTIFICATE_IS_KEPT'); END;

CREATE TRIGGER disposal_lot_begins_open BEFORE INSERT ON disposal_lot WHEN NEW.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'LOT_STATE_SKIPPED'); END;
CREATE TRIGGER disposal_lot_goes_in_order BEFORE UPDATE OF state ON disposal_lot
WHEN NEW.state <> OLD.state AND NOT ((OLD.state = 'open' AND NEW.state = 'handed_over')
  OR (OLD.state = 'handed_over' AND NEW.state = 'settled'))
BEGIN SELECT RAISE(ABORT, 'LOT_STATE_SKIPPED'); END;
CREATE TRIGGER disposal_lot_handed_over_stays BEFORE UPDATE OF number, outcome, supplier_id, currency, note, weight_grams,
  seals, created_at, created_by, carrier, receiver, signature, certificate_id, handed_over_at, handed_over_by
ON disposal_lot WHEN OLD.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'LOT_IS_HANDED_OVER'); END;
CREATE TRIGGER disposal_lot_settled_is_kept BEFORE UPDATE ON disposal_lot WHEN OLD.state = 'settled'
BEGIN SELECT RAISE(ABORT, 'LOT_IS_SETTLED'); END;
CREATE TRIGGER disposal_lot_is_not_deleted BEFORE DELETE ON disposal_lot
BEGIN SELECT RAISE(ABORT, 'LOT_IS_KEPT'); END;
CREATE TRIGGER disposal_lot_needs_certification BEFORE UPDATE OF state ON disposal_lot
WHEN NEW.state = 'handed_over' AND OLD.state = 'open' AND NEW.outcome IN ('recycled', 'destroyed') AND NOT EXISTS (
  SELECT 1 FROM recycler_certificate AS held WHERE held.id = NEW.certificate_id AND held.supplier_id = NEW.supplier_id
    AND held.withdrawn_at IS NULL AND held.scheme IN ('r2v3', 'e_stewards', 'iso_14001')
    AND substr(NEW.handed_over_at, 1, 10) BETWEEN held.valid_from AND held.valid_until)
BEGIN SELECT RAISE(ABORT, 'RECYCLER_NOT_CERTIFIED'); END;
CREATE TRIGGER disposal_lot_asset_joins_open BEFORE INSERT ON disposal_lot_asset
WHEN (SELECT state FROM disposal_lot WHERE id = NEW.lot_id) <> 'open'
  OR (SELECT status FROM asset WHERE id = NEW.asset_id) <> 'retiring'
BEGIN SELECT RAISE(ABORT, 'LOT_ASSET_UNFIT'); END;
CREATE TRIGGER disposal_lot_asset_leaves_open BEFORE DELETE ON disposal_lot_asset
WHEN (SELECT state FROM disposal_lot WHERE id = OLD.lot_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'LOT_IS_HANDED_OVER'); END;
CREATE TRIGGER disposal_lot_asset_stays BEFORE UPDATE OF lot_id, asset_id, added_at, added_by ON disposal_lot_asset
BEGIN SELECT RAISE(ABORT, 'LOT_IS_KEPT'); END;
CREATE TRIGGER disposal_lot_asset_settled BEFORE UPDATE ON disposal_lot_asset
WHEN (SELECT state FROM disposal_lot WHERE id = OLD.lot_id) = 'settled'
BEGIN SELECT RAISE(ABORT, 'LOT_IS_SETTLED'); END;
CREATE TRIGGER disposal_received_after_hand_over BEFORE INSERT ON disposal_received
WHEN (SELECT state FROM disposal_lot WHERE id = NEW.lot_id) <> 'handed_over'
BEGIN SELECT RAISE(ABORT, 'LOT_STATE_SKIPPED'); END;
CREATE TRIGGER disposal_received_stays BEFORE UPDATE ON disposal_received
BEGIN SELECT RAISE(ABORT, 'LOT_IS_KEPT'); END;
CREATE TRIGGER disposal_received_is_not_deleted BEFORE DELETE ON disposal_received
BEGIN SELECT RAISE(ABORT, 'LOT_IS_KEPT'); END;
`,
};
