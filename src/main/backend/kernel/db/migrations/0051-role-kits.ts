import type { Migration } from '../migrate.ts';

export const roleKitsMigration: Migration = {
  name: '0051-role-kits',
  sql: `
/* What a person of a role gets: for the plan of what to buy, and for whoever hands it out. */
CREATE TABLE role_kit (
  id INTEGER PRIMARY KEY,
  role TEXT NOT NULL COLLATE NOCASE CHECK (role <> ''),
  notes TEXT NOT NULL,
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX role_kit_role ON role_kit (role) WHERE archived_at IS NULL;

CREATE TABLE role_kit_line (
  id INTEGER PRIMARY KEY,
  kit_id INTEGER NOT NULL REFERENCES role_kit,
  position INTEGER NOT NULL,
  category_id INTEGER NOT NULL REFERENCES category,
  model_id INTEGER REFERENCES model,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 100)
) STRICT;
CREATE INDEX role_kit_line_of ON role_kit_line (kit_id, position);
CREATE INDEX role_kit_line_category ON role_kit_line (category_id);

CREATE TABLE headcount (
  month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  department_id INTEGER NOT NULL REFERENCES department,
  kit_id INTEGER NOT NULL REFERENCES role_kit,
  joiners INTEGER NOT NULL CHECK (joiners BETWEEN 1 AND 10000),
  PRIMARY KEY (month, department_id, kit_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER role_kit_is_not_deleted BEFORE DELETE ON role_kit
BEGIN SELECT RAISE(ABORT, 'ROLE_KIT_IS_KEPT'); END;
CREATE TRIGGER headcount_of_kits_that_hold BEFORE INSERT ON headcount
WHEN (SELECT archived_at FROM role_kit WHERE id = NEW.kit_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ROLE_KIT_IS_ARCHIVED'); END;
`,
};
