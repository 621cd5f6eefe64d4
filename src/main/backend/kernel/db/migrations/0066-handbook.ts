import type { Migration } from '../migrate.ts';

/** What was changed in the handbook here: the chapters themselves come with the application and are version 0. */
export const handbookMigration: Migration = {
  name: '0066-handbook',
  sql: `
CREATE TABLE handbook_article (
  key TEXT PRIMARY KEY CHECK (key GLOB '[a-z]*' AND key NOT GLOB '*[^a-z0-9-]*'),
  /* Written here; the others are chapters that come with the application. */
  own INTEGER NOT NULL CHECK (own IN (0, 1)),
  review_on TEXT CHECK (review_on GLOB '????-??-??'),
  reviewed_at TEXT,
  reviewed_by INTEGER REFERENCES operator,
  archived_at TEXT,
  CHECK (own = 1 OR archived_at IS NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE handbook_version (
  id INTEGER PRIMARY KEY,
  article_key TEXT NOT NULL REFERENCES handbook_article,
  language TEXT NOT NULL CHECK (language IN ('en', 'de')),
  number INTEGER NOT NULL CHECK (number > 0),
  title TEXT NOT NULL CHECK (title <> ''),
  body TEXT NOT NULL,
  note TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  saved_by INTEGER NOT NULL REFERENCES operator,
  UNIQUE (article_key, language, number)
) STRICT;
CREATE TRIGGER handbook_version_stays BEFORE UPDATE ON handbook_version
BEGIN SELECT RAISE(ABORT, 'HANDBOOK_VERSION_IS_KEPT'); END;
CREATE TRIGGER handbook_version_is_kept BEFORE DELETE ON handbook_version
BEGIN SELECT RAISE(ABORT, 'HANDBOOK_VERSION_IS_KEPT'); END;
CREATE TRIGGER handbook_version_without_gap BEFORE INSERT ON handbook_version
WHEN NEW.number <> 1 + coalesce((SELECT max(number) FROM handbook_version
  WHERE article_key = NEW.article_key AND language = NEW.language), 0)
BEGIN SELECT RAISE(ABORT, 'HANDBOOK_VERSION_GAP'); END;
`,
};
