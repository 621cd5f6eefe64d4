import type { Migration } from '../migrate.ts';

export const registersMigration: Migration = {
  name: '0002-registers',
  sql: `
CREATE TABLE department (
  id INTEGER PRIMARY KEY,
  code TEXT COLLATE NOCASE UNIQUE,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE
) STRICT;

CREATE TABLE cost_centre (
  id INTEGER PRIMARY KEY,
  code TEXT COLLATE NOCASE UNIQUE,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE
) STRICT;

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES place,
  kind TEXT NOT NULL CHECK (kind IN ('site', 'building', 'floor', 'room', 'rack', 'bin')),
  name TEXT NOT NULL COLLATE NOCASE,
  code TEXT NOT NULL COLLATE NOCASE UNIQUE,
  notes TEXT,
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (parent_id IS NULL OR parent_id <> id)
) STRICT;
CREATE INDEX place_parent ON place (parent_id);

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  employee_number TEXT COLLATE NOCASE UNIQUE,
  badge_code TEXT COLLATE NOCASE UNIQUE,
  name TEXT NOT NULL COLLATE NOCASE,
  email TEXT COLLATE NOCASE,
  username TEXT COLLATE NOCASE,
  phone TEXT,
  title TEXT,
  department_id INTEGER REFERENCES department,
  place_id INTEGER REFERENCES place,
  manager_id INTEGER REFERENCES person,
  starts_on TEXT CHECK (starts_on IS NULL OR starts_on GLOB '????-??-??'),
  ends_on TEXT CHECK (ends_on IS NULL OR ends_on GLOB '????-??-??'),
  notes TEXT,
  external_id TEXT,
  extras TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extras)),
  archived_at TEXT,
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX person_name ON person (name, id);
CREATE INDEX person_email ON person (email);
CREATE INDEX person_username ON person (username);
CREATE INDEX person_department ON person (department_id);

CREATE TABLE supplier (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  contact TEXT,
  email TEXT,
  phone TEXT,
  notes TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
`,
};
