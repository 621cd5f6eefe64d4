import type { Migration } from '../migrate.ts';

/** Labels of articles that are counted instead of tagged, as kits and command cards have them. */
export const labelsOfArticlesMigration: Migration = {
  name: '0054-labels-of-articles',
  sql: `
CREATE TABLE label_template_of_any (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  subject TEXT NOT NULL CHECK (subject IN ('asset', 'person', 'place', 'bin', 'kit', 'article', 'command')),
  category_id INTEGER REFERENCES category,
  design TEXT NOT NULL CHECK (json_valid(design) AND length(design) <= 400000),
  version INTEGER NOT NULL DEFAULT 1,
  operator_id INTEGER NOT NULL REFERENCES operator,
  changed_at TEXT NOT NULL,
  archived_at TEXT,
  CHECK (category_id IS NULL OR subject = 'asset')
) STRICT;
INSERT INTO label_template_of_any
SELECT id, name, subject, category_id, design, version, operator_id, changed_at, archived_at FROM label_template;
DROP TABLE label_template;
ALTER TABLE label_template_of_any RENAME TO label_template;
CREATE UNIQUE INDEX label_template_name ON label_template (name) WHERE archived_at IS NULL;
CREATE TRIGGER label_template_is_not_deleted BEFORE DELETE ON label_template
BEGIN SELECT RAISE(ABORT, 'LABEL_TEMPLATE_IS_KEPT'); END;

CREATE TABLE label_job_before AS SELECT * FROM label_job;
CREATE TABLE label_job_item_before AS SELECT * FROM label_job_item;
DROP TABLE label_job_item;
UPDATE label_job SET reprint_of = NULL;
DROP TABLE label_job;

CREATE TABLE label_job (
  id INTEGER PRIMARY KEY,
  printer_id INTEGER NOT NULL REFERENCES printer,
  template_id TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (subject IN ('asset', 'person', 'place', 'kit', 'article', 'command')),
  copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 500),
  encodes INTEGER NOT NULL DEFAULT 0 CHECK (encodes = 0 OR (encodes = 1 AND subject = 'asset')),
  start_cell INTEGER NOT NULL DEFAULT 0 CHECK (start_cell BETWEEN 0 AND 999),
  state TEXT NOT NULL CHECK (state IN ('queued', 'printing', 'waiting', 'done', 'cancelled')),
  problem TEXT,
  operator_id INTEGER NOT NULL REFERENCES operator,
  created_at TEXT NOT NULL,
  ended_at TEXT,
  reprint_of INTEGER REFERENCES label_job
) STRICT;
INSERT INTO label_job (id, printer_id, template_id, subject, copies, encodes, start_cell, state, problem, operator_id,
  created_at, ended_at)
SELECT id, printer_id, template_id, subject, copies, encodes, start_cell, state, problem, operator_id,
  created_at, ended_at
FROM label_job_before;
UPDATE label_job SET reprint_of = (SELECT reprint_of FROM label_job_before WHERE label_job_before.id = label_job.id);
CREATE INDEX label_job_open ON label_job (state) WHERE state IN ('queued', 'printing', 'waiting');

CREATE TABLE label_job_item (
  job_id INTEGER NOT NULL REFERENCES label_job,
  position INTEGER NOT NULL,
  asset_id INTEGER REFERENCES asset,
  person_id INTEGER REFERENCES person,
  place_id INTEGER REFERENCES place,
  kit_id INTEGER REFERENCES kit,
  article_id INTEGER REFERENCES supply_article,
  -- A command card, by its number: it is no row of any table.
  card INTEGER,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'confirmed', 'unknown', 'failed')),
  problem TEXT,
  epc TEXT CHECK (epc IS NULL OR asset_id IS NOT NULL),
  proof TEXT NOT NULL DEFAULT 'none' CHECK (proof IN ('none', 'wanted', 'read', 'void')),
  proof_at TEXT,
  PRIMARY KEY (job_id, position),
  CHECK ((asset_id IS NOT NULL) + (person_id IS NOT NULL) + (place_id IS NOT NULL) + (kit_id IS NOT NULL)
    + (article_id IS NOT NULL) + (card IS NOT NULL) = 1),
  CHECK ((proof IN ('read', 'void')) = (proof_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO label_job_item (job_id, position, asset_id, person_id, place_id, card, name, code, content, state, problem,
  epc, proof, proof_at)
SELECT job_id, position, asset_id, person_id, place_id, other_id, name, code, content, state, problem,
  epc, proof, proof_at
FROM label_job_item_before;
DROP TABLE label_job_item_before;
DROP TABLE label_job_before;
CREATE INDEX label_job_item_unread ON label_job_item (code) WHERE proof = 'wanted';
CREATE INDEX label_job_item_asset ON label_job_item (asset_id);

-- A label whose tag is written counts as confirmed only when the tag was read back: a problem says that it was not.
CREATE TRIGGER label_with_tag_is_never_just_sent BEFORE UPDATE OF state ON label_job_item
WHEN NEW.epc IS NOT NULL AND NEW.state = 'sent'
BEGIN SELECT RAISE(ABORT, 'TAG_MUST_BE_READ_BACK'); END;
`,
};
