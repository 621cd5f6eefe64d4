import { currencyExponent } from '#shared/primitives/money.ts';
import { isLinkedText, isMoney } from './column.ts';
import type { CellValue, Column, ColumnType } from './column.ts';

/** So many rows say how wide the columns of a tab are; a longer text further down is read in the cell. */
export const measuredRows = 300;

const narrowest = 8;
/** Words go on where they end; what has no words, a digest or a path, is shown whole if that is possible at all. */
const widest = { words: 48, wrapped: 64, oneWord: 68 } as const;
/** In a cell beside the text, and what the arrow of the filter covers of a heading. */
const margin = 3;
const arrow = 3;
/** Points of a line in the standard font. */
const lineHeight = 15;
/** Bold letters are a little wider. */
const boldWider = 1.1;

const digits = (whole: number): number => {
  const length = String(Math.trunc(Math.abs(whole))).length;
  return length + Math.floor((length - 1) / 3) + (whole < 0 ? 1 : 0);
};

/** How many characters of the standard font a value takes as its column shows it. */
function shownLength(value: CellValue, type: ColumnType): number {
  if (value === null) return 0;
  if (isMoney(value)) {
    const exponent = currencyExponent(value.currency);
    return digits(value.minor / 10 ** exponent) + (exponent === 0 ? 0 : exponent + 1) + 1 + value.currency.length;
  }
  if (isLinkedText(value)) return value.text.length;
  if (typeof value === 'boolean') return 5;
  if (typeof value === 'number') return digits(value) + (type === 'decimal' && !Number.isInteger(value) ? 5 : 0);
  if (type === 'date') return 10;
  if (type === 'dateTime') return 19;
  return value.includes('\n') ? Math.max(...value.split('\n').map((line) => line.length)) : value.length;
}

/** A heading stands on up to three lines and breaks between words. */
function headingWidth(heading: string, filtered: boolean): number {
  const lines = heading.length > 44 ? 3 : heading.length > 12 ? 2 : 1;
  const longestWord = Math.max(...heading.split(/[\s/-]+/).map((word) => word.length));
  const text = Math.max(longestWord, Math.ceil(heading.length / lines)) * boldWider;
  return Math.ceil(text) + margin + (filtered ? arrow : 0);
}

/** Points of a row of headings, in which the one on the most lines can be read. */
export function headingHeight(columns: readonly Pick<Column, 'heading'>[], widths: readonly number[]): number {
  const lines = columns.map(({ heading }, at) => {
    const room = Math.max(1, (widths[at] ?? narrowest) - margin);
    return Math.min(3, Math.ceil((heading.length * boldWider) / room));
  });
  return Math.max(1, ...lines) * lineHeight;
}

/** Finds out how wide the columns of a tab have to be, from its headings and its first rows. */
export class ColumnWidths {
  readonly #columns: readonly Column[];
  readonly #longest: number[];
  readonly #words: boolean[];
  rows = 0;

  constructor(columns: readonly Column[]) {
    this.#columns = columns;
    this.#longest = columns.map(() => 0);
    this.#words = columns.map(() => false);
  }

  see(row: readonly CellValue[]): void {
    this.rows += 1;
    for (const [at, { type, strong }] of this.#columns.entries()) {
      const value = row[at] ?? null;
      const length = Math.ceil(shownLength(value, type) * (strong === true ? boldWider : 1));
      if (length > (this.#longest[at] ?? 0)) this.#longest[at] = length;
      if (typeof value === 'string' && /\s/.test(value)) this.#words[at] = true;
    }
  }

  /** In characters of the standard font. */
  widths(filtered: boolean): number[] {
    return this.#columns.map(({ heading, width, wrap }, at) => {
      if (width !== undefined) return width;
      const most = wrap === true ? widest.wrapped : this.#words[at] === true ? widest.words : widest.oneWord;
      const longest = this.#longest[at] ?? 0;
      // What is longer than the widest is cut off anyway, so it need not be that wide.
      const content = longest > most ? Math.min(most, widest.words) : longest;
      return Math.max(
        narrowest,
        headingWidth(heading, filtered),
        wrap === true ? Math.min(longest, most) + margin : content + margin,
      );
    });
  }
}
