import type { Migration } from '../migrate.ts';

/** New recovery phrases that were asked for: where there are two administrators, another one confirms. */
export const recoveryPhrasesMigration: Migration = {
  name: '0123-recovery-phrases',
  sql: `
CREATE TABLE recovery_phrase_request (
  id INTEGER PRIMARY KEY,
  reason TEXT NOT NULL CHECK (reason <> ''),
  asked_by INTEGER NOT NULL REFERENCES operator,
  asked_at TEXT NOT NULL,
  expires_at TEXT NOT NULL CHECK (expires_at > asked_at),
  decision TEXT CHECK (decision IN ('confirmed', 'refused', 'withdrawn')),
  decided_by INTEGER REFERENCES operator,
  decided_at TEXT,
  /* When the one who asked was shown the phrase. */
  issued_at TEXT,
  CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
  /* Four eyes. */
  CHECK (decision IS NOT 'confirmed' OR decided_by <> asked_by),
  CHECK (issued_at IS NULL OR decision = 'confirmed')
) STRICT;
CREATE UNIQUE INDEX recovery_phrase_request_open ON recovery_phrase_request ((decision IS NULL)) WHERE decision IS NULL;
CREATE TRIGGER recovery_phrase_request_is_kept BEFORE DELETE ON recovery_phrase_request
BEGIN SELECT RAISE(ABORT, 'PHRASE_REQUEST_IS_KEPT'); END;
CREATE TRIGGER recovery_phrase_request_stays BEFORE UPDATE ON recovery_phrase_request
WHEN OLD.asked_by <> NEW.asked_by OR OLD.asked_at <> NEW.asked_at OR OLD.expires_at <> NEW.expires_at
  OR OLD.reason <> NEW.reason OR OLD.issued_at IS NOT NULL
  OR (OLD.decision IS NOT NULL AND (OLD.decision IS NOT NEW.decision OR OLD.decided_by IS NOT NEW.decided_by))
BEGIN SELECT RAISE(ABORT, 'PHRASE_REQUEST_IS_KEPT'); END;
`,
};
