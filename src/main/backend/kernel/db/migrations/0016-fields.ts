import type { Migration } from '../migrate.ts';
import catalogue from '../../../../../../resources/catalogue/fields.json' with { type: 'json' };

/** One entry of the catalogue: whose fields they are, in which group, and the fields. */
interface CatalogueGroup {
  on: string;
  group: string;
  fields: readonly {
    key: string;
    name: string;
    type: string;
    unit?: string;
    choices?: readonly string[];
    role?: string;
  }[];
}

const quoted = (text: string | undefined) => (text === undefined ? 'NULL' : `'${text.replaceAll("'", "''")}'`);

/** An inventory that is in use gets the fields here; a new one has no categories yet and gets them with these. */
function catalogueFields(groups: readonly CatalogueGroup[]): string {
  const positions = new Map<string, number>();
  return groups
    .flatMap(({ on, group, fields }) =>
      fields.map(({ key, name, type, unit, choices, role }) => {
        const position = (positions.get(on) ?? 0) + 1;
        positions.set(on, position);
        return `INSERT INTO field (key, category_id, name, type, group_name, position, unit, choices, role)
SELECT ${quoted(`${on}.${key}`)}, id, ${quoted(name)}, ${quoted(type)}, ${quoted(group)}, ${position}, ${quoted(unit)}, ${quoted(JSON.stringify(choices ?? []))}, ${quoted(role)} FROM category WHERE key = ${quoted(on)};`;
      }),
    )
    .join('\n');
}

export const fieldsMigration: Migration = {
  name: '0016-fields',
  sql: `
ALTER TABLE category ADD COLUMN archived_at TEXT;
ALTER TABLE category ADD COLUMN merged_into_id INTEGER REFERENCES category;

CREATE TABLE field (
  id INTEGER PRIMARY KEY,
  key TEXT UNIQUE,
  family TEXT CHECK (family IN ('hardware', 'software', 'digital', 'cloud', 'network', 'licence', 'telecom')),
  category_id INTEGER REFERENCES category,
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  type TEXT NOT NULL CHECK (type IN ('text', 'number', 'money', 'date', 'yes_no', 'choice', 'url', 'mac', 'ip', 'serial',
    'imei', 'person', 'location', 'secret')),
  group_name TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  unit TEXT,
  required INTEGER NOT NULL DEFAULT 0 CHECK (required IN (0, 1)),
  is_unique INTEGER NOT NULL DEFAULT 0 CHECK (is_unique IN (0, 1)),
  initial TEXT,
  help TEXT,
  pattern TEXT,
  choices TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(choices)),
  role TEXT CHECK (role IN ('expiry', 'notice_days', 'auto_renew')),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((family IS NULL) <> (category_id IS NULL)),
  CHECK (role IS NULL OR (role = 'expiry' AND type = 'date') OR (role = 'notice_days' AND type = 'number')
    OR (role = 'auto_renew' AND type = 'yes_no')),
  CHECK (type <> 'secret' OR (is_unique = 0 AND initial IS NULL))
) STRICT;
CREATE UNIQUE INDEX field_name ON field (coalesce(family, ''), coalesce(category_id, 0), name) WHERE archived_at IS NULL;
CREATE INDEX field_role ON field (role) WHERE role IS NOT NULL;
CREATE TRIGGER field_is_not_deleted BEFORE DELETE ON field
BEGIN SELECT RAISE(ABORT, 'FIELD_IS_KEPT'); END;
CREATE TRIGGER field_secret_stays_so BEFORE UPDATE OF type ON field
WHEN (OLD.type = 'secret') <> (NEW.type = 'secret')
BEGIN SELECT RAISE(ABORT, 'FIELD_SECRET_FIXED'); END;

CREATE TABLE field_value (
  asset_id INTEGER NOT NULL REFERENCES asset,
  field_id INTEGER NOT NULL REFERENCES field,
  entered TEXT,
  text_value TEXT COLLATE NOCASE,
  number_value REAL,
  integer_value INTEGER,
  currency TEXT CHECK (currency IS NULL OR currency GLOB '[A-Z][A-Z][A-Z]'),
  unique_value TEXT COLLATE NOCASE,
  secret BLOB,
  PRIMARY KEY (asset_id, field_id),
  CHECK ((entered IS NULL) <> (secret IS NULL)),
  CHECK (secret IS NULL OR (text_value IS NULL AND number_value IS NULL AND integer_value IS NULL AND unique_value IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX field_value_field ON field_value (field_id, asset_id);
CREATE INDEX field_value_text ON field_value (field_id, text_value, asset_id) WHERE text_value IS NOT NULL;
CREATE INDEX field_value_number ON field_value (field_id, number_value, asset_id) WHERE number_value IS NOT NULL;
CREATE INDEX field_value_integer ON field_value (field_id, integer_value, asset_id) WHERE integer_value IS NOT NULL;
CREATE UNIQUE INDEX field_value_unique ON field_value (field_id, unique_value) WHERE unique_value IS NOT NULL;

CREATE VIEW expiry (asset_id, field_id, kind, day, notice_days, auto_renew) AS
SELECT id, NULL, 'warranty', warranty_until, NULL, 0 FROM asset
WHERE coalesce(warranty_until, '') > '' AND status <> 'disposed'
UNION ALL
SELECT asset.id, field.id, category.family, field_value.text_value,
  (SELECT notice.number_value FROM field_value AS notice JOIN field AS noticed ON noticed.id = notice.field_id
    WHERE notice.asset_id = asset.id AND noticed.role = 'notice_days' AND noticed.archived_at IS NULL LIMIT 1),
  coalesce((SELECT renewal.integer_value FROM field_value AS renewal JOIN field AS renewed ON renewed.id = renewal.field_id
    WHERE renewal.asset_id = asset.id AND renewed.role = 'auto_renew' AND renewed.archived_at IS NULL LIMIT 1), 0)
FROM field JOIN field_value ON field_value.field_id = field.id AND field_value.text_value IS NOT NULL
JOIN asset ON asset.id = field_value.asset_id JOIN category ON category.id = asset.category_id
WHERE field.role = 'expiry' AND field.archived_at IS NULL AND asset.status <> 'disposed';

${catalogueFields(catalogue as readonly CatalogueGroup[])}
`,
};
