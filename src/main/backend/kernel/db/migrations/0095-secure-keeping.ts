import type { Migration } from '../migrate.ts';

/** Assets that stand nowhere at present: no rule says where. */
const away = "'ordered', 'disposed', 'lost', 'stolen', 'missing'";

/** Whether a place is, or lies within, a secure place that suits the rule. */
const suits = (place: string) => `EXISTS (
  WITH RECURSIVE above (id) AS (
    SELECT ${place} UNION SELECT place.parent_id FROM place JOIN above ON place.id = above.id WHERE place.parent_id IS NOT NULL)
  SELECT 1 FROM above WHERE above.id IN (SELECT place_id FROM secure_place WHERE active = 1)
    AND (rule.place_id IS NULL OR EXISTS (
      WITH RECURSIVE up (id) AS (
        SELECT ${place} UNION SELECT place.parent_id FROM place JOIN up ON place.id = up.id WHERE place.parent_id IS NOT NULL)
      SELECT 1 FROM up WHERE up.id = rule.place_id)))`;

/** Whether a rule is about an asset: itself, what it is, what it holds, or how much its data matter. */
const isAbout = (asset: string, category: string) => `(
  (rule.about = 'asset' AND rule.asset_id = ${asset})
  OR (rule.about = 'category' AND rule.category_id IN (
    WITH RECURSIVE kind (id) AS (
      SELECT ${category} UNION SELECT category.parent_id FROM category JOIN kind ON category.id = kind.id WHERE category.parent_id IS NOT NULL)
    SELECT id FROM kind))
  OR (rule.about = 'holds_data' AND (EXISTS (SELECT 1 FROM category WHERE id = ${category} AND holds_data = 1)
    OR EXISTS (SELECT 1 FROM asset_once_holding_data WHERE asset_id = ${asset})))
  OR (rule.about = 'data_class' AND rule.data_class = (SELECT data_class FROM asset_data_class WHERE asset_id = ${asset})))`;

const isWithSomebody = (asset: string) =>
  `EXISTS (SELECT 1 FROM custody WHERE asset_id = ${asset} AND ended_at IS NULL AND custodian_kind IN ('person', 'team'))`;

/** Places that are locked and sealed, who may enter them, and what has to be kept in one. */
export const secureKeepingMigration: Migration = {
  name: '0095-secure-keeping',
  sql: `
CREATE TABLE secure_place (
  place_id INTEGER PRIMARY KEY REFERENCES place,
  lock TEXT NOT NULL,
  note TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  since TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE secure_seal (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES secure_place,
  number TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (trim(number) <> ''),
  set_at TEXT NOT NULL,
  set_by INTEGER NOT NULL REFERENCES operator,
  removed_at TEXT,
  removed_by INTEGER REFERENCES operator,
  removed TEXT CHECK (removed IN ('opened', 'replaced', 'broken')),
  note TEXT NOT NULL DEFAULT '',
  CHECK ((removed_at IS NULL) = (removed IS NULL)),
  CHECK ((removed_at IS NULL) = (removed_by IS NULL)),
  CHECK (removed IS NOT 'broken' OR trim(note) <> '')
) STRICT;
CREATE UNIQUE INDEX secure_seal_one ON secure_seal (place_id) WHERE removed_at IS NULL;
CREATE INDEX secure_seal_place ON secure_seal (place_id, id);
CREATE TRIGGER secure_seal_removed_is_kept BEFORE UPDATE ON secure_seal WHEN OLD.removed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'SEAL_IS_KEPT'); END;
CREATE TRIGGER secure_seal_stays BEFORE UPDATE OF place_id, number, set_at, set_by ON secure_seal
BEGIN SELECT RAISE(ABORT, 'SEAL_IS_KEPT'); END;
CREATE TRIGGER secure_seal_is_not_deleted BEFORE DELETE ON secure_seal
BEGIN SELECT RAISE(ABORT, 'SEAL_IS_KEPT'); END;

CREATE TABLE secure_entrant (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES secure_place,
  person_id INTEGER REFERENCES person,
  department_id INTEGER REFERENCES department,
  title TEXT COLLATE NOCASE CHECK (trim(title) <> ''),
  let_in_at TEXT NOT NULL,
  let_in_by INTEGER NOT NULL REFERENCES operator,
  shut_out_at TEXT,
  shut_out_by INTEGER REFERENCES operator,
  CHECK ((person_id IS NOT NULL) + (department_id IS NOT NULL) + (title IS NOT NULL) = 1),
  CHECK ((shut_out_at IS NULL) = (shut_out_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX secure_entrant_once ON secure_entrant
  (place_id, coalesce(person_id, 0), coalesce(department_id, 0), coalesce(title, '')) WHERE shut_out_at IS NULL;
CREATE INDEX secure_entrant_person ON secure_entrant (person_id) WHERE person_id IS NOT NULL;
CREATE TRIGGER secure_entrant_shut_out_is_kept BEFORE UPDATE ON secure_entrant WHEN OLD.shut_out_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ENTRANT_IS_KEPT'); END;
CREATE TRIGGER secure_entrant_is_not_deleted BEFORE DELETE ON secure_entrant
BEGIN SELECT RAISE(ABORT, 'ENTRANT_IS_KEPT'); END;

CREATE TABLE asset_data_class (
  asset_id INTEGER PRIMARY KEY REFERENCES asset,
  data_class TEXT NOT NULL CHECK (data_class IN ('public', 'internal', 'confidential', 'personal'))
) STRICT;

CREATE TABLE keeping_rule (
  id INTEGER PRIMARY KEY,
  about TEXT NOT NULL CHECK (about IN ('asset', 'category', 'holds_data', 'data_class')),
  asset_id INTEGER REFERENCES asset,
  category_id INTEGER REFERENCES category,
  data_class TEXT CHECK (data_class IN ('public', 'internal', 'confidential', 'personal')),
  place_id INTEGER REFERENCES place,
  applies TEXT NOT NULL CHECK (applies IN ('always', 'in_stock')),
  strict INTEGER NOT NULL CHECK (strict IN (0, 1)),
  note TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by INTEGER NOT NULL REFERENCES operator,
  ended_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((about = 'asset') = (asset_id IS NOT NULL)),
  CHECK ((about = 'category') = (category_id IS NOT NULL)),
  CHECK ((about = 'data_class') = (data_class IS NOT NULL))
) STRICT;
CREATE INDEX keeping_rule_asset ON keeping_rule (asset_id) WHERE asset_id IS NOT NULL;
CREATE INDEX keeping_rule_category ON keeping_rule (category_id) WHERE category_id IS NOT NULL;
CREATE INDEX keeping_rule_place ON keeping_rule (place_id) WHERE place_id IS NOT NULL;
CREATE TRIGGER keeping_rule_is_not_deleted BEFORE DELETE ON keeping_rule
BEGIN SELECT RAISE(ABORT, 'RULE_IS_KEPT'); END;

/* Each rule with each asset that does not keep to it. */
CREATE VIEW asset_kept_wrongly (rule_id, asset_id) AS
SELECT rule.id, asset.id FROM keeping_rule AS rule
JOIN asset ON ${isAbout('asset.id', 'asset.category_id')}
WHERE rule.ended_at IS NULL AND asset.status NOT IN (${away})
  AND CASE WHEN ${isWithSomebody('asset.id')} THEN rule.applies = 'always' ELSE NOT ${suits('asset.place_id')} END;

/* Where an asset was seen is written down wherever that is; that nobody is given it is a matter of will alone. */
CREATE TRIGGER custody_leaves_no_secure_place BEFORE INSERT ON custody
WHEN NEW.ended_at IS NULL AND NEW.custodian_kind IN ('person', 'team')
  AND EXISTS (SELECT 1 FROM asset JOIN keeping_rule AS rule ON rule.ended_at IS NULL AND rule.strict = 1 AND rule.applies = 'always'
    AND ${isAbout('asset.id', 'asset.category_id')} WHERE asset.id = NEW.asset_id)
BEGIN SELECT RAISE(ABORT, 'ASSET_KEPT_SECURE'); END;
`,
};
