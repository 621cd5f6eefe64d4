import type { Migration } from '../migrate.ts';

/** What people need help with, and what was done about it. The history of a ticket is only added to. */
export const supportMigration: Migration = {
  name: '0081-support',
  sql: `
CREATE TABLE support_category (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  guide TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(guide)),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX support_category_name ON support_category (name COLLATE NOCASE) WHERE archived_at IS NULL;

CREATE TABLE ticket (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  title TEXT NOT NULL CHECK (trim(title) <> ''),
  description TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('desk', 'phone', 'mail', 'chat', 'monitoring')),
  category_id INTEGER REFERENCES support_category,
  impact TEXT NOT NULL CHECK (impact IN ('high', 'medium', 'low')),
  urgency TEXT NOT NULL CHECK (urgency IN ('high', 'medium', 'low')),
  priority TEXT NOT NULL CHECK (priority IN ('critical', 'high', 'medium', 'low')),
  asset_id INTEGER REFERENCES asset,
  person_id INTEGER REFERENCES person,
  place_id INTEGER REFERENCES place,
  assignee_id INTEGER REFERENCES operator,
  state TEXT NOT NULL CHECK (state IN ('new', 'in_progress', 'waiting', 'resolved', 'closed')),
  opened_at TEXT NOT NULL,
  opened_by INTEGER NOT NULL REFERENCES operator,
  respond_by TEXT,
  resolve_by TEXT,
  responded_at TEXT,
  waiting_since TEXT,
  waited_minutes INTEGER NOT NULL DEFAULT 0 CHECK (waited_minutes >= 0),
  resolved_at TEXT,
  resolution TEXT,
  hardware_failure INTEGER NOT NULL DEFAULT 0 CHECK (hardware_failure IN (0, 1)),
  merged_into INTEGER REFERENCES ticket,
  work_order_id INTEGER REFERENCES work_order,
  incident_id INTEGER REFERENCES incident,
  reopened INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (asset_id IS NOT NULL OR person_id IS NOT NULL OR place_id IS NOT NULL),
  CHECK ((state = 'waiting') = (waiting_since IS NOT NULL)),
  CHECK ((state IN ('resolved', 'closed')) = (resolved_at IS NOT NULL)),
  CHECK ((resolved_at IS NULL) OR trim(coalesce(resolution, '')) <> ''),
  CHECK (merged_into IS NULL OR (state = 'closed' AND merged_into <> id))
) STRICT;
CREATE INDEX ticket_open ON ticket (resolve_by, id) WHERE state IN ('new', 'in_progress', 'waiting');
CREATE INDEX ticket_asset ON ticket (asset_id, id) WHERE asset_id IS NOT NULL;
CREATE INDEX ticket_person ON ticket (person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX ticket_place ON ticket (place_id, id) WHERE place_id IS NOT NULL;
CREATE INDEX ticket_merged ON ticket (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX ticket_failures ON ticket (opened_at, asset_id) WHERE hardware_failure = 1;

CREATE TABLE ticket_entry (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES ticket,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('opened', 'comment', 'internal', 'assigned', 'state', 'resolved', 'reopened',
    'merged', 'linked', 'answered', 'attached')),
  operator_id INTEGER NOT NULL REFERENCES operator,
  text TEXT,
  minutes INTEGER CHECK (minutes > 0),
  journal_seq INTEGER NOT NULL REFERENCES journal,
  CHECK (kind NOT IN ('comment', 'internal', 'reopened') OR trim(coalesce(text, '')) <> '')
) STRICT;
CREATE INDEX ticket_entry_of ON ticket_entry (ticket_id, id);

CREATE TABLE ticket_answer (
  ticket_id INTEGER NOT NULL REFERENCES ticket,
  position INTEGER NOT NULL,
  step TEXT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  advice TEXT,
  PRIMARY KEY (ticket_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_attachment (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES ticket,
  kind TEXT NOT NULL CHECK (kind IN ('photo', 'document')),
  file_name TEXT NOT NULL,
  type TEXT NOT NULL,
  extension TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  thumbnail_sha256 TEXT,
  operator_id INTEGER NOT NULL REFERENCES operator,
  added_at TEXT NOT NULL,
  archived_at TEXT
) STRICT;
CREATE INDEX ticket_attachment_of ON ticket_attachment (ticket_id, id);

CREATE VIRTUAL TABLE ticket_search USING fts5 (title, description, resolution, tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER ticket_begins_new BEFORE INSERT ON ticket WHEN NEW.state <> 'new'
BEGIN SELECT RAISE(ABORT, 'TICKET_STATE_SKIPPED'); END;
CREATE TRIGGER ticket_was_opened_so BEFORE UPDATE OF number, opened_at, opened_by ON ticket
BEGIN SELECT RAISE(ABORT, 'TICKET_IS_KEPT'); END;
CREATE TRIGGER ticket_merged_is_kept BEFORE UPDATE ON ticket WHEN OLD.merged_into IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'TICKET_IS_KEPT'); END;
CREATE TRIGGER ticket_merges_into_one_that_stands BEFORE UPDATE OF merged_into ON ticket
WHEN NEW.merged_into IS NOT NULL AND (SELECT merged_into FROM ticket WHERE id = NEW.merged_into) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'TICKET_MERGED_ALREADY'); END;
CREATE TRIGGER ticket_is_not_deleted BEFORE DELETE ON ticket
BEGIN SELECT RAISE(ABORT, 'TICKET_IS_KEPT'); END;
CREATE TRIGGER ticket_entry_is_not_changed BEFORE UPDATE ON ticket_entry
BEGIN SELECT RAISE(ABORT, 'TICKET_IS_KEPT'); END;
CREATE TRIGGER ticket_entry_is_not_deleted BEFORE DELETE ON ticket_entry
BEGIN SELECT RAISE(ABORT, 'TICKET_IS_KEPT'); END;
`,
};
