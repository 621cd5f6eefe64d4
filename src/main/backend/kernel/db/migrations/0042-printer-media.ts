import type { Migration } from '../migrate.ts';

/**
 * Printers that are reached through the system or are simulated; settings by printer and medium in micrometres; jobs
 * that write tags, begin inside a sheet, print command cards, and say of each label what is wrong with it.
 */
export const printerMediaMigration: Migration = {
  name: '0042-printer-media',
  sql: `
ALTER TABLE printer ADD COLUMN transport TEXT NOT NULL DEFAULT 'tcp'
  CHECK (transport IN ('tcp', 'queue', 'pages', 'simulator'));
ALTER TABLE printer ADD COLUMN queue TEXT
  CHECK ((queue IS NOT NULL AND queue <> '') = (transport IN ('queue', 'pages')));
ALTER TABLE printer ADD COLUMN encodes INTEGER NOT NULL DEFAULT 0
  CHECK (encodes = 0 OR (encodes = 1 AND language = 'zpl' AND transport IN ('tcp', 'simulator')));

CREATE TABLE printer_medium_in_um (
  printer_id INTEGER NOT NULL REFERENCES printer,
  medium_key TEXT NOT NULL CHECK (medium_key <> ''),
  offset_x_um INTEGER NOT NULL DEFAULT 0 CHECK (offset_x_um BETWEEN -20000 AND 20000),
  offset_y_um INTEGER NOT NULL DEFAULT 0 CHECK (offset_y_um BETWEEN -20000 AND 20000),
  darkness INTEGER CHECK (darkness BETWEEN 0 AND 30),
  speed INTEGER CHECK (speed BETWEEN 1 AND 14),
  operator_id INTEGER NOT NULL REFERENCES operator,
  changed_at TEXT NOT NULL,
  PRIMARY KEY (printer_id, medium_key)
) STRICT, WITHOUT ROWID;
INSERT INTO printer_medium_in_um
SELECT former.printer_id, former.medium_key,
  max(-20000, min(20000, former.offset_x_dots * 25400 / dpi)),
  max(-20000, min(20000, former.offset_y_dots * 25400 / dpi)),
  former.darkness, former.speed, (SELECT min(id) FROM operator), '1970-01-01T00:00:00.000Z'
FROM printer_medium AS former JOIN printer ON printer.id = former.printer_id;
DROP TABLE printer_medium;
ALTER TABLE printer_medium_in_um RENAME TO printer_medium;

CREATE TABLE label_job_before AS SELECT * FROM label_job;
CREATE TABLE label_job_item_before AS SELECT * FROM label_job_item;
DROP TABLE label_job_item;
UPDATE label_job SET reprint_of = NULL;
DROP TABLE label_job;

CREATE TABLE label_job (
  id INTEGER PRIMARY KEY,
  printer_id INTEGER NOT NULL REFERENCES printer,
  template_id TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (subject IN ('asset', 'person', 'place', 'kit', 'command')),
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
INSERT INTO label_job (id, printer_id, template_id, subject, copies, state, problem, operator_id, created_at, ended_at)
SELECT id, printer_id, template_id, subject, copies, state, problem, operator_id, created_at, ended_at
FROM label_job_before;
UPDATE label_job SET reprint_of = (SELECT reprint_of FROM label_job_before WHERE label_job_before.id = label_job.id);
CREATE INDEX label_job_open ON label_job (state) WHERE state IN ('queued', 'printing', 'waiting');

CREATE TABLE label_job_item (
  job_id INTEGER NOT NULL REFERENCES label_job,
  position INTEGER NOT NULL,
  asset_id INTEGER REFERENCES asset,
  person_id INTEGER REFERENCES person,
  place_id INTEGER REFERENCES place,
  -- What is no row of these three: a kit or a command card, by its number.
  other_id INTEGER,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'confirmed', 'unknown', 'failed')),
  problem TEXT,
  epc TEXT CHECK (epc IS NULL OR asset_id IS NOT NULL),
  proof TEXT NOT NULL DEFAULT 'none' CHECK (proof IN ('none', 'wanted', 'read', 'void')),
  proof_at TEXT,
  PRIMARY KEY (job_id, position),
  CHECK ((asset_id IS NOT NULL) + (person_id IS NOT NULL) + (place_id IS NOT NULL) + (other_id IS NOT NULL) = 1),
  CHECK ((proof IN ('read', 'void')) = (proof_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO label_job_item (job_id, position, asset_id, person_id, place_id, name, code, content, state, proof, proof_at)
SELECT job_id, position, asset_id, person_id, place_id, name, code, content, state, proof, proof_at
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
