import type { Migration } from '../migrate.ts';

/**
 * Templates of the organisation's own; labels of persons and places beside those of assets; labels that wait to be
 * scanned back; settings of a printer that hold for one medium.
 */
export const labelTemplatesMigration: Migration = {
  name: '0024-label-templates',
  sql: `
CREATE TABLE label_template (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  subject TEXT NOT NULL CHECK (subject IN ('asset', 'person', 'place', 'bin', 'kit', 'command')),
  category_id INTEGER REFERENCES category,
  design TEXT NOT NULL CHECK (json_valid(design) AND length(design) <= 400000),
  version INTEGER NOT NULL DEFAULT 1,
  operator_id INTEGER NOT NULL REFERENCES operator,
  changed_at TEXT NOT NULL,
  archived_at TEXT,
  CHECK (category_id IS NULL OR subject = 'asset')
) STRICT;
CREATE UNIQUE INDEX label_template_name ON label_template (name) WHERE archived_at IS NULL;
CREATE TRIGGER label_template_is_not_deleted BEFORE DELETE ON label_template
BEGIN SELECT RAISE(ABORT, 'LABEL_TEMPLATE_IS_KEPT'); END;

ALTER TABLE label_job ADD COLUMN subject TEXT NOT NULL DEFAULT 'asset' CHECK (subject IN ('asset', 'person', 'place'));
ALTER TABLE label_job ADD COLUMN reprint_of INTEGER REFERENCES label_job;

CREATE TABLE label_job_item_of_any (
  job_id INTEGER NOT NULL REFERENCES label_job,
  position INTEGER NOT NULL,
  asset_id INTEGER REFERENCES asset,
  person_id INTEGER REFERENCES person,
  place_id INTEGER REFERENCES place,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'confirmed', 'unknown', 'failed')),
  proof TEXT NOT NULL DEFAULT 'none' CHECK (proof IN ('none', 'wanted', 'read', 'void')),
  proof_at TEXT,
  PRIMARY KEY (job_id, position),
  CHECK ((asset_id IS NOT NULL) + (person_id IS NOT NULL) + (place_id IS NOT NULL) = 1),
  CHECK ((proof IN ('read', 'void')) = (proof_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO label_job_item_of_any (job_id, position, asset_id, name, code, content, state)
SELECT job_id, position, asset_id, json_extract(content, '$.tag'), json_extract(content, '$.tag'), content, state
FROM label_job_item;
DROP TABLE label_job_item;
ALTER TABLE label_job_item_of_any RENAME TO label_job_item;
CREATE INDEX label_job_item_unread ON label_job_item (code) WHERE proof = 'wanted';

ALTER TABLE printer ADD COLUMN medium_key TEXT;
CREATE TABLE printer_medium (
  printer_id INTEGER NOT NULL REFERENCES printer,
  medium_key TEXT NOT NULL,
  darkness INTEGER CHECK (darkness BETWEEN 0 AND 30),
  speed INTEGER CHECK (speed BETWEEN 1 AND 14),
  offset_x_dots INTEGER NOT NULL DEFAULT 0 CHECK (offset_x_dots BETWEEN -200 AND 200),
  offset_y_dots INTEGER NOT NULL DEFAULT 0 CHECK (offset_y_dots BETWEEN -200 AND 200),
  PRIMARY KEY (printer_id, medium_key)
) STRICT, WITHOUT ROWID;
`,
};
