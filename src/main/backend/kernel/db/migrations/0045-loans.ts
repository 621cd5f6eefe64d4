import type { Migration } from '../migrate.ts';

/** Every reservation names an asset: that two never meet on one is then something that the database can refuse. */
export const loansMigration: Migration = {
  name: '0045-loans',
  sql: `
CREATE TABLE pool (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  loan_days INTEGER NOT NULL CHECK (loan_days BETWEEN 1 AND 365),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX pool_name ON pool (name COLLATE NOCASE) WHERE archived_at IS NULL;
CREATE TABLE pool_member (
  asset_id INTEGER PRIMARY KEY REFERENCES asset,
  pool_id INTEGER NOT NULL REFERENCES pool
) STRICT;
CREATE INDEX pool_member_of ON pool_member (pool_id);

CREATE TABLE reservation (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  wanted TEXT NOT NULL CHECK (wanted IN ('asset', 'pool', 'model')),
  pool_id INTEGER REFERENCES pool,
  model_id INTEGER REFERENCES model,
  person_id INTEGER REFERENCES person,
  department_id INTEGER REFERENCES department,
  from_on TEXT NOT NULL CHECK (from_on GLOB '????-??-??'),
  to_on TEXT NOT NULL CHECK (to_on GLOB '????-??-??'),
  purpose TEXT,
  state TEXT NOT NULL CHECK (state IN ('booked', 'fulfilled', 'cancelled')),
  custody_id INTEGER REFERENCES custody,
  created_at TEXT NOT NULL,
  created_by INTEGER NOT NULL REFERENCES operator,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (from_on <= to_on),
  CHECK ((wanted = 'pool') = (pool_id IS NOT NULL)),
  CHECK ((wanted = 'model') = (model_id IS NOT NULL)),
  CHECK ((person_id IS NULL) <> (department_id IS NULL)),
  CHECK ((state = 'fulfilled') = (custody_id IS NOT NULL))
) STRICT;
CREATE INDEX reservation_booked ON reservation (asset_id, from_on) WHERE state = 'booked';
CREATE INDEX reservation_asset ON reservation (asset_id, id);
CREATE INDEX reservation_person ON reservation (person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX reservation_department ON reservation (department_id, id) WHERE department_id IS NOT NULL;
CREATE INDEX reservation_pool ON reservation (pool_id) WHERE pool_id IS NOT NULL;
CREATE INDEX reservation_model ON reservation (model_id) WHERE model_id IS NOT NULL;
CREATE INDEX reservation_custody ON reservation (custody_id) WHERE custody_id IS NOT NULL;

/* What a hand-over or an extension did to reservations, in order, so that its reversal puts them back. */
CREATE TABLE reservation_step (
  custody_id INTEGER NOT NULL REFERENCES custody,
  position INTEGER NOT NULL,
  reservation_id INTEGER NOT NULL REFERENCES reservation,
  asset_before INTEGER NOT NULL REFERENCES asset,
  PRIMARY KEY (custody_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX reservation_step_of ON reservation_step (reservation_id);

CREATE TRIGGER reservation_meets_none BEFORE INSERT ON reservation
WHEN NEW.state = 'booked' AND EXISTS (SELECT 1 FROM reservation AS other WHERE other.asset_id = NEW.asset_id
  AND other.state = 'booked' AND other.from_on <= NEW.to_on AND other.to_on >= NEW.from_on)
BEGIN SELECT RAISE(ABORT, 'RESERVATION_CONFLICT'); END;
CREATE TRIGGER reservation_moves_to_free_time BEFORE UPDATE ON reservation
WHEN NEW.state = 'booked' AND EXISTS (SELECT 1 FROM reservation AS other WHERE other.asset_id = NEW.asset_id
  AND other.id <> NEW.id AND other.state = 'booked' AND other.from_on <= NEW.to_on AND other.to_on >= NEW.from_on)
BEGIN SELECT RAISE(ABORT, 'RESERVATION_CONFLICT'); END;
CREATE TRIGGER reservation_of_a_living_asset BEFORE INSERT ON reservation
WHEN EXISTS (SELECT 1 FROM asset WHERE id = NEW.asset_id
  AND status IN ('ordered', 'missing', 'lost', 'stolen', 'retiring', 'disposed'))
BEGIN SELECT RAISE(ABORT, 'RESERVATION_OF_NOTHING'); END;
CREATE TRIGGER reservation_stays_cancelled BEFORE UPDATE OF state ON reservation
WHEN OLD.state = 'cancelled' AND NEW.state <> 'cancelled'
BEGIN SELECT RAISE(ABORT, 'RESERVATION_HAS_ENDED'); END;
CREATE TRIGGER reservation_is_not_deleted BEFORE DELETE ON reservation
BEGIN SELECT RAISE(ABORT, 'RESERVATION_IS_KEPT'); END;
`,
};
