import { createHash, type Hash } from 'node:crypto';
import { moneyToDecimal, type Money } from '#shared/primitives/money.ts';

export type ColumnType = 'text' | 'integer' | 'decimal' | 'money' | 'date' | 'dateTime' | 'boolean';

export interface Column {
  readonly heading: string;
  readonly type: ColumnType;
  /** In characters of the standard font; by default as its heading and first rows need it. */
  readonly width?: number;
  /** Whether long texts go on in the next line of their cell; by default those do that have lines of their own. */
  readonly wrap?: boolean;
  /** In bold, for what names a row. */
  readonly strong?: boolean;
}

/** Text that leads to a place in the same workbook. */
export interface LinkedText {
  readonly text: string;
  /** Name of the sheet as given to `addSheet`. */
  readonly sheet: string;
  /** Default `A1`. */
  readonly cell?: string;
}

/**
 * What a cell may hold, by the type of its column: text (string or {@link LinkedText}), integer and decimal (number),
 * money ({@link Money}), date (`YYYY-MM-DD`), dateTime (ISO-8601 UTC), boolean. A string in a numeric or boolean column
 * is written as text; null is an empty cell.
 */
export type CellValue = string | number | boolean | Money | LinkedText | null;

export function isMoney(value: CellValue): value is Money {
  return value !== null && typeof value === 'object' && 'minor' in value;
}

export function isLinkedText(value: CellValue): value is LinkedText {
  return value !== null && typeof value === 'object' && 'text' in value;
}

/** The plain text of a value: what CSV shows and what digests cover. */
export function canonicalText(value: CellValue): string | null {
  if (value === null || typeof value === 'string') return value;
  if (isMoney(value)) return `${moneyToDecimal(value)} ${value.currency}`;
  return isLinkedText(value) ? value.text : String(value);
}

/**
 * One line of the text over which a sheet's digest runs: the JSON array of the canonical texts (null for an empty
 * cell) and a line feed. JSON keeps cells apart whatever they contain, so two different rows never give one line.
 */
export function canonicalRow(values: readonly CellValue[]): string {
  return `${JSON.stringify(values.map(canonicalText))}\n`;
}

/** Running SHA-256 over canonical rows, headings first. */
export class RowDigest {
  readonly #hash: Hash = createHash('sha256');
  #pending = '';

  add(values: readonly CellValue[]): void {
    this.#pending += canonicalRow(values);
    if (this.#pending.length < 65_536) return;
    this.#hash.update(this.#pending, 'utf8');
    this.#pending = '';
  }

  /** Lower-case hexadecimal; ends the digest. */
  finish(): string {
    return this.#hash.update(this.#pending, 'utf8').digest('hex');
  }
}
