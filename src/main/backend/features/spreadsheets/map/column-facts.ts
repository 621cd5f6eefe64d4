import { cellText, type Cell, type TableRow } from '../read/table.ts';
import type { Field } from './entity-description.ts';
import { dateOrderOf } from './parse-date.ts';
import { decimalMarkOf } from './parse-number.ts';
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
const NOTHING: ColumnFacts = { dateOrder: null, decimalMark: null, digits: 0, questions: [] };

function* cellsOf(column: number, rows: readonly TableRow[]): Generator<Cell> {
  for (const row of rows) yield row.cells[column] ?? '';
}

/** Values the field cannot read without an answer. */
function samplesOf(field: Field, column: number, rows: readonly TableRow[], code: string): string[] {
  const samples: string[] = [];
  for (const cell of cellsOf(column, rows)) {
    const parsed = parseValue(field, cell, { defaultCurrency: 'EUR' });
    if (!parsed.ok && parsed.code === code) samples.push(cellText(cell));
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

/**
 * Length of identifiers that are all digits: at least three of them, three in five of the same length, one with a
 * leading zero. Shorter numbers in such a column have probably lost theirs.
 */
function commonDigits(column: number, rows: readonly TableRow[]): number {
  const lengths = new Map<number, number>();
  const zeros = new Set<number>();
  let count = 0;
  for (const cell of cellsOf(column, rows)) {
    const text = cellText(cell).trim();
    if (!/^\d+$/.test(text)) continue;
    count += 1;
    lengths.set(text.length, (lengths.get(text.length) ?? 0) + 1);
    if (text.startsWith('0')) zeros.add(text.length);
  }
  const [most] = [...lengths].toSorted((a, b) => b[1] - a[1]);
  if (most === undefined || most[1] < 3 || !zeros.has(most[0])) return 0;
  return most[1] / count >= 0.6 ? most[0] : 0;
}

/** Looks through a column once, as its field needs it. */
export function columnFacts(field: Field | null, column: number, rows: readonly TableRow[]): ColumnFacts {
  if (field?.type === 'date') {
    const dateOrder = dateOrderOf(cellsOf(column, rows));
    const samples = dateOrder === 'ambiguous' ? samplesOf(field, column, rows, 'AMBIGUOUS_DATE') : [];
    return { ...NOTHING, dateOrder, questions: samples.length > 0 ? [{ column, code: 'DATE_ORDER', samples }] : [] };
  }
  if (field?.type === 'money') {
    const decimalMark = decimalMarkOf(cellsOf(column, rows));
    const samples = decimalMark === null ? samplesOf(field, column, rows, 'AMBIGUOUS_NUMBER') : [];
    return {
      ...NOTHING,
      decimalMark,
      questions: samples.length > 0 ? [{ column, code: 'DECIMAL_MARK', samples }] : [],
    };
  }
  if (field?.type === 'tag' || field?.type === 'serial') return { ...NOTHING, digits: commonDigits(column, rows) };
  return NOTHING;
}

/** The value with its zeros back, where the column says that some are missing; else null. */
export function lostZeros(facts: ColumnFacts, text: string): string | null {
  const digits = text.trim();
  if (facts.digits === 0 || !/^\d+$/.test(digits) || digits.length >= facts.digits) return null;
  return digits.padStart(facts.digits, '0');
}
