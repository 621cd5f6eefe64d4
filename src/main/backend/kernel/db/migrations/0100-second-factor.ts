import type { Migration } from '../migrate.ts';

/** What an operator has beside his password: the seed of his authenticator, and codes for the day it is lost. */
export const secondFactorMigration: Migration = {
  name: '0100-second-factor',
  sql: `
CREATE TABLE operator_second_factor (
  operator_id INTEGER PRIMARY KEY REFERENCES operator,
  /* Sealed for this operator: see the secret box. */
  seed BLOB NOT NULL,
  begun_at TEXT NOT NULL,
  /* Asked for since then; until a first code proved that the seed arrived nobody is asked. */
  confirmed_at TEXT,
  /* Codes are taken once, and never an older one after a newer one. */
  last_step INTEGER,
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  last_failure_at TEXT
) STRICT;
CREATE TRIGGER operator_second_factor_goes_on BEFORE UPDATE OF last_step ON operator_second_factor
WHEN OLD.seed IS NEW.seed AND OLD.last_step IS NOT NULL AND NEW.last_step <= OLD.last_step
BEGIN SELECT RAISE(ABORT, 'SECOND_FACTOR_REPLAYED'); END;

CREATE TABLE operator_recovery_code (
  operator_id INTEGER NOT NULL REFERENCES operator_second_factor ON DELETE CASCADE,
  /* SHA-256 of a code of 50 random bits. */
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  used_at TEXT,
  PRIMARY KEY (operator_id, hash)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER operator_recovery_code_is_used_once BEFORE UPDATE ON operator_recovery_code WHEN OLD.used_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'RECOVERY_CODE_USED'); END;
`,
};
