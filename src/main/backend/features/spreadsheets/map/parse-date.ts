import { dayFromParts, dayFromSerial, type Day } from '#shared/primitives/days.ts';
import { wordsOf } from '#shared/primitives/text.ts';
import { cellText, type Cell } from '../read/table.ts';
import { accepted, oddityOf, refused, type DateOrder, type Oddity, type Parsed, type ParseOptions } from './parsed.ts';

const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;
/** Two digits from here on mean the last century. */
const PIVOT = 70;

const TIME = String.raw`(?:[T\s,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?${TIME}$`, 'i');
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})\.?${TIME}$`, 'i');
const DAY_NAME_YEAR = new RegExp(String.raw`^(\d{1,2})\.?[\s-]+(\p{L}{3,})\.?,?[\s-]+(\d{4}|\d{2})${TIME}$`, 'iu');
const NAME_DAY_YEAR = new RegExp(String.raw`^(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${TIME}$`, 'iu');

const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'led', 'janv'],
  ['feb', 'fev', 'uno'],
  ['mar', 'mrz', 'bre', 'mae'],
  ['apr', 'avr', 'dub'],
  ['may', 'mai', 'kve'],
  ['jun', 'juin', 'cervna', 'cerven'],
  ['jul', 'juil', 'cervence', 'cervenec'],
  ['aug', 'aou', 'srp'],
  ['sep', 'zar'],
  ['oct', 'okt', 'rij'],
  ['nov', 'lis'],
  ['dec', 'dez', 'pro'],
];

/** Number of the month whose English, German, French or Czech name it is; 0 for none. The longest match decides. */
function monthOf(name: string): number {
  const word = wordsOf(name).join('');
  let best = { month: 0, length: 0 };
  for (const [index, beginnings] of MONTHS.entries()) {
    for (const beginning of beginnings) {
      if (word.startsWith(beginning) && beginning.length > best.length)
        best = { month: index + 1, length: beginning.length };
    }
  }
  return best.month;
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < PIVOT ? 2000 + year : 1900 + year;
}

interface Numeric {
  readonly first: number;
  readonly second: number;
  readonly year: number;
  readonly separator: string;
  readonly shortYear: boolean;
}

function numericDate(text: string): Numeric | null {
  const found = YEAR_LAST.exec(text);
  if (found === null) return null;
  const [, first = '', separator = '', second = '', year = ''] = found;
  return {
    first: Number(first),
    second: Number(second),
    year: fullYear(year),
    separator,
    shortYear: year.length === 2,
  };
}

/**
 * What the dates of a column say about their order. Points mean day first, a number above 12 tells the day; `iso` when
 * no value needs an answer. `ambiguous` when nothing tells or values contradict each other: then the operator is asked.
 */
export class DateOrderLook {
  #dayFirst = 0;
  #monthFirst = 0;
  #open = 0;

  /** @returns whether the cell alone leaves it open. */
  look(cell: Cell): boolean {
    if (typeof cell !== 'string' && cell.type !== 'text') return false;
    const parts = numericDate(cellText(cell).trim());
    if (parts === null || parts.first === parts.second) return false;
    if (parts.separator === '.' || parts.first > 12) this.#dayFirst += 1;
    else if (parts.second > 12) this.#monthFirst += 1;
    else {
      this.#open += 1;
      return true;
    }
    return false;
  }

  get order(): DateOrder {
    if (this.#dayFirst + this.#monthFirst + this.#open === 0) return 'iso';
    if (this.#dayFirst > 0 && this.#monthFirst > 0) return 'ambiguous';
    if (this.#dayFirst > 0) return 'dmy';
    return this.#monthFirst > 0 ? 'mdy' : 'ambiguous';
  }
}

function inRange(day: Day | null, text: string, oddity: Oddity | null): Parsed {
  if (day === null) return refused('NOT_A_DATE', { text });
  const year = Number(day.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return refused('DATE_OUT_OF_RANGE', { text, first: `${FIRST_YEAR}-01-01`, last: `${LAST_YEAR}-12-31` });
  }
  return accepted(day, oddity);
}

function parseNumeric(parts: Numeric, text: string, order: 'dmy' | 'mdy' | undefined, oddity: Oddity | null): Parsed {
  const dayFirst = dayFromParts(parts.year, parts.second, parts.first);
  const monthFirst = dayFromParts(parts.year, parts.first, parts.second);
  const odd = oddity ?? (parts.shortYear ? oddityOf('TWO_DIGIT_YEAR', { text, year: String(parts.year) }) : null);
  if (parts.separator === '.') return inRange(dayFirst, text, odd);
  if (dayFirst === null && monthFirst === null) return refused('NOT_A_DATE', { text });
  if (order !== undefined) {
    const day = order === 'dmy' ? dayFirst : monthFirst;
    if (day !== null) return inRange(day, text, odd);
    return refused('DATE_NOT_IN_ORDER', { text, order }, dayFirst ?? monthFirst);
  }
  if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst) {
    return refused('AMBIGUOUS_DATE', { text, dayFirst, monthFirst });
  }
  return inRange(dayFirst ?? monthFirst, text, odd);
}

/** A date whose order is beyond doubt: with the name of the month, or with the year first. Undefined for any other. */
function writtenDate(text: string): { readonly day: Day | null; readonly shortYear: boolean } | undefined {
  const named = DAY_NAME_YEAR.exec(text);
  if (named !== null) {
    const [, day = '', month = '', year = ''] = named;
    return { day: dayFromParts(fullYear(year), monthOf(month), Number(day)), shortYear: year.length === 2 };
  }
  const american = NAME_DAY_YEAR.exec(text);
  const yearFirst = YEAR_FIRST.exec(text);
  const compact = COMPACT.exec(text);
  const parts =
    american !== null
      ? [Number(american[3]), monthOf(american[1] ?? ''), Number(american[2])]
      : yearFirst !== null
        ? [Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4])]
        : compact?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = parts;
  return { day: dayFromParts(year, month, day), shortYear: false };
}

/** Reads a day. Numbers are dates only where the workbook stores a number; in text they are refused with a proposal. */
export function parseDate(cell: Cell, options: ParseOptions): Parsed {
  const text = cellText(cell).trim();
  if (typeof cell !== 'string' && cell.type === 'date') {
    const day = String(cell.value);
    return inRange(day, text, text === day ? null : oddityOf('TIME_DROPPED', { text }));
  }
  if (typeof cell !== 'string' && cell.type === 'number') {
    const day = dayFromSerial(Number(cell.value), options.date1904 === true);
    return inRange(day, text, oddityOf('SERIAL_DATE', { text, day: day ?? '' }));
  }
  const hasTime = /\d{1,2}:\d{2}/.test(text);
  const oddity = hasTime ? oddityOf('TIME_DROPPED', { text }) : null;
  const written = writtenDate(text);
  if (written !== undefined) {
    const year = written.day?.slice(0, 4) ?? '';
    return inRange(written.day, text, written.shortYear ? oddityOf('TWO_DIGIT_YEAR', { text, year }) : oddity);
  }
  const parts = numericDate(text);
  if (parts !== null) return parseNumeric(parts, text, options.dateOrder, oddity);
  if (/^\d{5}(?:[.,]\d+)?$/.test(text)) {
    const day = dayFromSerial(Number(text.replace(',', '.')), options.date1904 === true);
    if (day !== null) return refused('SERIAL_DATE', { text, day }, day);
  }
  return refused('NOT_A_DATE', { text });
}
