import type { Money } from '#shared/primitives/money.ts';
import type { Facts } from '../read/table.ts';

/** What a field can hold; money always with its currency, days as `YYYY-MM-DD`. */
export type ImportValue = string | number | boolean | Money;

export type ValueErrorCode =
  | 'CELL_ERROR'
  | 'SCIENTIFIC_NOTATION'
  | 'INVALID_CHARACTER'
  | 'TOO_LONG'
  | 'NOT_A_NUMBER'
  | 'AMBIGUOUS_NUMBER'
  | 'NUMBER_OUT_OF_RANGE'
  | 'TOO_MANY_DECIMALS'
  | 'NO_CURRENCY'
  | 'UNKNOWN_CURRENCY'
  | 'NOT_A_DATE'
  | 'AMBIGUOUS_DATE'
  | 'DATE_NOT_IN_ORDER'
  | 'DATE_OUT_OF_RANGE'
  | 'SERIAL_DATE'
  | 'NOT_A_BOOLEAN'
  | 'INVALID_EMAIL'
  | 'INVALID_MAC'
  | 'INVALID_IMEI';

export type OddityCode =
  | 'MOJIBAKE'
  | 'SERIAL_DATE'
  | 'TIME_DROPPED'
  | 'TWO_DIGIT_YEAR'
  | 'CURRENCY_ASSUMED'
  | 'ROUNDED'
  | 'PLACEHOLDER'
  | 'UNKNOWN_CHOICE'
  | 'LOST_LEADING_ZEROS'
  | 'NUMBER_AS_TEXT'
  | 'NORMALISED';

/** Something to look at that does not stop the row. `proposal` is what the cell probably should be. */
export interface Oddity {
  readonly code: OddityCode;
  readonly facts: Facts;
  readonly proposal?: string;
}

/**
 * A value (null for an empty cell) or the reason why there is none. Where a spreadsheet damaged the cell in a known
 * way, `proposal` is the repair the operator may accept.
 */
export type Parsed =
  | { readonly ok: true; readonly value: ImportValue | null; readonly oddity?: Oddity }
  | { readonly ok: false; readonly code: ValueErrorCode; readonly facts: Facts; readonly proposal?: string };

export type DateOrder = 'dmy' | 'mdy' | 'iso' | 'ambiguous';

export interface ParseOptions {
  /** What a date such as 03/04/2025 means in this column; unknown, such a date is an error. */
  readonly dateOrder?: 'dmy' | 'mdy';
  /** The decimal mark of this column; unknown, `1,234` is an error. */
  readonly decimalMark?: '.' | ',';
  /** ISO 4217 code of amounts that do not name their currency. */
  readonly defaultCurrency?: string;
  /** The workbook counts days from 1904. */
  readonly date1904?: boolean;
}

export function refused(code: ValueErrorCode, facts: Facts, proposal?: string | null): Parsed {
  return proposal === null || proposal === undefined
    ? { ok: false, code, facts }
    : { ok: false, code, facts, proposal };
}

export function accepted(value: ImportValue | null, oddity?: Oddity | null): Parsed {
  return oddity === null || oddity === undefined ? { ok: true, value } : { ok: true, value, oddity };
}

export function oddityOf(code: OddityCode, facts: Facts, proposal?: string | null): Oddity {
  return proposal === null || proposal === undefined ? { code, facts } : { code, facts, proposal };
}
