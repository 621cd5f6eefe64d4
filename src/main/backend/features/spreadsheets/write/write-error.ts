import type { Facts } from '../read/table.ts';

/** Why a workbook cannot be written. */
export type WriteErrorCode = 'TOO_MANY_COLUMNS' | 'WORKBOOK_TOO_LARGE' | 'INVALID_CELL' | 'SHEET_OPEN' | 'CLOSED';

/** A refused write: the code and its facts are the message. */
export class WriteError extends Error {
  readonly code: WriteErrorCode;
  readonly facts: Facts;

  constructor(code: WriteErrorCode, facts: Facts = {}) {
    super(code);
    this.name = 'WriteError';
    this.code = code;
    this.facts = facts;
  }
}
