import type { Migration } from '../migrate.ts';

/**
 * What is counted instead of tagged. A movement is the only thing that changes a stock, and the database itself does
 * it, so that the stock of a bin is the sum of its movements by construction; its CHECK keeps it from going below zero.
 */
export const suppliesMigration: Migration = {
  name: '0047-supplies',
  sql: `
CREATE TABLE supply_article (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('accessory', 'consumable')),
  name TEXT NOT NULL CHECK (name <> ''),
  unit TEXT NOT NULL CHECK (unit <> ''),
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  reorder_level INTEGER CHECK (reorder_level >= 0),
  reorder_quantity INTEGER NOT NULL CHECK (reorder_quantity > 0),
  supplier_id INTEGER REFERENCES supplier,
  supplier_article TEXT,
  notes TEXT,
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX supply_article_name ON supply_article (name COLLATE NOCASE, id);

CREATE TABLE supply_stock (
  article_id INTEGER NOT NULL REFERENCES supply_article,
  place_id INTEGER NOT NULL REFERENCES place,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  PRIMARY KEY (article_id, place_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX supply_stock_place ON supply_stock (place_id) WHERE quantity > 0;

CREATE TABLE supply_movement (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES supply_article,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('received', 'issued', 'returned', 'moved', 'adjusted', 'counted', 'reversed')),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
  from_place_id INTEGER REFERENCES place,
  to_place_id INTEGER REFERENCES place,
  recipient_kind TEXT CHECK (recipient_kind IN ('person', 'team', 'asset', 'work')),
  person_id INTEGER REFERENCES person,
  department_id INTEGER REFERENCES department,
  asset_id INTEGER REFERENCES asset,
  work TEXT CHECK (work <> ''),
  reason TEXT,
  operator_id INTEGER NOT NULL REFERENCES operator,
  reverses_id INTEGER UNIQUE REFERENCES supply_movement,
  journal_seq INTEGER NOT NULL REFERENCES journal,
  CHECK (from_place_id IS NOT NULL OR to_place_id IS NOT NULL),
  CHECK (from_place_id IS NOT to_place_id),
  CHECK ((kind = 'reversed') = (reverses_id IS NOT NULL)),
  CHECK (kind <> 'received' OR (from_place_id IS NULL AND recipient_kind IS NULL)),
  CHECK (kind <> 'issued' OR (to_place_id IS NULL AND recipient_kind IS NOT NULL)),
  CHECK (kind <> 'returned' OR from_place_id IS NULL),
  CHECK (kind <> 'moved' OR (from_place_id IS NOT NULL AND to_place_id IS NOT NULL AND recipient_kind IS NULL)),
  CHECK (kind NOT IN ('adjusted', 'counted') OR (reason IS NOT NULL AND reason <> '' AND recipient_kind IS NULL)),
  CHECK ((recipient_kind IS 'person') = (person_id IS NOT NULL)),
  CHECK ((recipient_kind IS 'team') = (department_id IS NOT NULL)),
  CHECK ((recipient_kind IS 'asset') = (asset_id IS NOT NULL)),
  CHECK ((recipient_kind IS 'work') = (work IS NOT NULL))
) STRICT;
CREATE INDEX supply_movement_article ON supply_movement (article_id, id);
CREATE INDEX supply_movement_person ON supply_movement (person_id, article_id) WHERE person_id IS NOT NULL;
CREATE INDEX supply_movement_department ON supply_movement (department_id, article_id) WHERE department_id IS NOT NULL;
CREATE INDEX supply_movement_asset ON supply_movement (asset_id, article_id) WHERE asset_id IS NOT NULL;

CREATE TRIGGER supply_movement_takes_what_is_there BEFORE INSERT ON supply_movement
WHEN NEW.from_place_id IS NOT NULL AND coalesce((SELECT quantity FROM supply_stock
  WHERE article_id = NEW.article_id AND place_id = NEW.from_place_id), 0) < NEW.quantity
BEGIN SELECT RAISE(ABORT, 'SUPPLY_BELOW_ZERO'); END;
CREATE TRIGGER supply_movement_reverses_exactly BEFORE INSERT ON supply_movement
WHEN NEW.kind = 'reversed' AND NOT EXISTS (SELECT 1 FROM supply_movement AS before WHERE before.id = NEW.reverses_id
  AND before.kind <> 'reversed' AND before.article_id = NEW.article_id AND before.quantity = NEW.quantity
  AND before.from_place_id IS NEW.to_place_id AND before.to_place_id IS NEW.from_place_id)
BEGIN SELECT RAISE(ABORT, 'SUPPLY_REVERSAL_DIFFERS'); END;
CREATE TRIGGER supply_movement_changes_stock AFTER INSERT ON supply_movement
BEGIN
  INSERT INTO supply_stock (article_id, place_id, quantity)
    SELECT NEW.article_id, NEW.to_place_id, NEW.quantity WHERE NEW.to_place_id IS NOT NULL
    ON CONFLICT (article_id, place_id) DO UPDATE SET quantity = quantity + excluded.quantity;
  UPDATE supply_stock SET quantity = quantity - NEW.quantity
    WHERE article_id = NEW.article_id AND place_id = NEW.from_place_id;
END;
CREATE TRIGGER supply_movement_is_not_changed BEFORE UPDATE ON supply_movement
BEGIN SELECT RAISE(ABORT, 'SUPPLY_MOVEMENT_IS_KEPT'); END;
CREATE TRIGGER supply_movement_is_not_deleted BEFORE DELETE ON supply_movement
BEGIN SELECT RAISE(ABORT, 'SUPPLY_MOVEMENT_IS_KEPT'); END;
CREATE TRIGGER supply_stock_is_not_deleted BEFORE DELETE ON supply_stock
BEGIN SELECT RAISE(ABORT, 'SUPPLY_STOCK_IS_KEPT'); END;
CREATE TRIGGER supply_article_is_not_deleted BEFORE DELETE ON supply_article
BEGIN SELECT RAISE(ABORT, 'SUPPLY_ARTICLE_IS_KEPT'); END;
CREATE TRIGGER supply_article_in_stock_stays BEFORE UPDATE OF archived_at ON supply_article
WHEN NEW.archived_at IS NOT NULL
  AND EXISTS (SELECT 1 FROM supply_stock WHERE article_id = NEW.id AND quantity > 0)
BEGIN SELECT RAISE(ABORT, 'SUPPLY_ARTICLE_IN_STOCK'); END;
CREATE TRIGGER supply_place_with_stock_stays BEFORE UPDATE OF archived_at ON place
WHEN NEW.archived_at IS NOT NULL AND EXISTS (SELECT 1 FROM supply_stock WHERE place_id = NEW.id AND quantity > 0)
BEGIN SELECT RAISE(ABORT, 'SUPPLY_PLACE_IN_STOCK'); END;
`,
};
