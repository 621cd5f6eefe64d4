import { cellText, type Cell } from '../read/table.ts';
import type { Field } from './entity-description.ts';
import { DateOrderLook } from './parse-date.ts';
import { DecimalMarkLook } from './parse-number.ts';
import { parseValue } from './parse-value.ts';
import type { DateOrder } from './parsed.ts';

/** What must be asked once for a whole column, with values to show. */
export interface ColumnQuestion {
  readonly column: number;
  readonly code: 'DATE_ORDER' | 'DECIMAL_MARK';
  readonly samples: readonly string[];
}

/** What all values of a column together tell about each of them. */
export interface ColumnFacts {
  readonly dateOrder: DateOrder | null;
  readonly decimalMark: '.' | ',' | null;
  /** Digits of the column's numbers when they are of one length and some begin with zero; else 0. */
  readonly digits: number;
  readonly questions: readonly ColumnQuestion[];
}

const SAMPLES = 5;
export const NOTHING: ColumnFacts = { dateOrder: null, decimalMark: null, digits: 0, questions: [] };

/** Values the field cannot read without an answer. */
class Samples {
  readonly texts: string[] = [];
  readonly #field: Field;
  readonly #code: string;

  constructor(field: Field, code: string) {
    this.#field = field;
    this.#code = code;
  }

  look(cell: Cell): void {
    if (this.texts.length === SAMPLES) return;
    const parsed = parseValue(this.#field, cell, { defaultCurrency: 'EUR' });
    if (!parsed.ok && parsed.code === this.#code) this.texts.push(cellText(cell));
  }
}

/**
 * Length of identifiers that are all digits: at least three of them, three in five of the same length, one with a
 * leading zero. Shorter numbers in such a column have probably lost theirs.
 */
class CommonDigits {
  readonly #lengths = new Map<number, number>();
  readonly #zeros = new Set<number>();
  #count = 0;

  look(cell: Cell): void {
    const text = cellText(cell).trim();
    if (!/^\d+$/.test(text)) return;
    this.#count += 1;
    this.#lengths.set(text.length, (this.#lengths.get(text.length) ?? 0) + 1);
    if (text.startsWith('0')) this.#zeros.add(text.length);
  }

  get digits(): number {
    const [most] = [...this.#lengths].toSorted((a, b) => b[1] - a[1]);
    if (most === undefined || most[1] < 3 || !this.#zeros.has(most[0])) return 0;
    return most[1] / this.#count >= 0.6 ? most[0] : 0;
  }
}

/** Looks through a column once, cell by cell, as its field needs it. */
export interface ColumnLook {
  look(cell: Cell): void;
  facts(): ColumnFacts;
}

/** Null where the cells of a column tell nothing about each other. */
export function lookAtColumn(field: Field | null, column: number): ColumnLook | null {
  if (field?.type === 'date') {
    const order = new DateOrderLook();
    const samples = new Samples(field, 'AMBIGUOUS_DATE');
    return {
      look: (cell) => {
        if (order.look(cell)) samples.look(cell);
      },
      facts: () => ({
        ...NOTHING,
        dateOrder: order.order,
        questions: order.order === 'ambiguous' ? asked(column, 'DATE_ORDER', samples) : [],
      }),
    };
  }
  if (field?.type === 'money') {
    const marks = new DecimalMarkLook();
    const samples = new Samples(field, 'AMBIGUOUS_NUMBER');
    return {
      look: (cell) => {
        if (marks.look(cell)) samples.look(cell);
      },
      facts: () => ({
        ...NOTHING,
        decimalMark: marks.mark,
        questions: marks.mark === null ? asked(column, 'DECIMAL_MARK', samples) : [],
      }),
    };
  }
  if (field?.type !== 'tag' && field?.type !== 'serial') return null;
  const digits = new CommonDigits();
  return { look: (cell) => digits.look(cell), facts: () => ({ ...NOTHING, digits: digits.digits }) };
}

function asked(column: number, code: ColumnQuestion['code'], { texts }: Samples): ColumnQuestion[] {
  return texts.length > 0 ? [{ column, code, samples: texts }] : [];
}

/** The value with its zeros back, where the column says that some are missing; else null. */
export function lostZeros(facts: ColumnFacts, text: string): string | null {
  const digits = text.trim();
  if (facts.digits === 0 || !/^\d+$/.test(digits) || digits.length >= facts.digits) return null;
  return digits.padStart(facts.digits, '0');
}
