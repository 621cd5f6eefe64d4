import type { Migration } from '../migrate.ts';

export const attachmentsMigration: Migration = {
  name: '0008-attachments',
  sql: `
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset,
  kind TEXT NOT NULL CHECK (kind IN ('photo', 'document')),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  type TEXT NOT NULL,
  extension TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  thumbnail_sha256 TEXT CHECK (length(thumbnail_sha256) = 64),
  operator_id INTEGER NOT NULL REFERENCES operator,
  added_at TEXT NOT NULL,
  archived_at TEXT
) STRICT;
CREATE UNIQUE INDEX attachment_once ON attachment (asset_id, sha256) WHERE archived_at IS NULL;
CREATE TRIGGER attachment_is_not_deleted BEFORE DELETE ON attachment
BEGIN SELECT RAISE(ABORT, 'ATTACHMENT_IS_KEPT'); END;
CREATE TRIGGER attachment_is_only_archived BEFORE UPDATE ON attachment
WHEN OLD.archived_at IS NOT NULL OR NEW.asset_id <> OLD.asset_id OR NEW.sha256 <> OLD.sha256 OR NEW.file_name <> OLD.file_name
BEGIN SELECT RAISE(ABORT, 'ATTACHMENT_IS_KEPT'); END;
`,
};
