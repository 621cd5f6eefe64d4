import type { Paper } from '#shared/features/spreadsheets/export-contract.ts';
import { fitText, measureText } from '#shared/features/labels/text-fit.ts';

/** Points (1/72 inch), as everything here. ISO 216 and ANSI sheets, upright. */
const sheets: Readonly<Record<Paper['size'], readonly [width: number, height: number]>> = {
  A4: [595.28, 841.89],
  A3: [841.89, 1190.55],
  LETTER: [612, 792],
  LEGAL: [612, 1008],
};

export const margin = 34;
export const textSize = 7.2;
export const lineHeight = 8.6;
const rowGap = 5.4;
export const wordSize = 8;
export const wordHeight = 11;
const cellGap = 8;
const narrowestColumn = 26;
const widestColumn = 230;
const titleHeight = 34;
const runningHeight = 18;
const footHeight = 18;

export function sheetOf({ size, landscape }: Paper): { width: number; height: number } {
  const [width, height] = sheets[size];
  return landscape ? { width: height, height: width } : { width, height };
}

/** What a column needs, from every text that stands in it. */
export class ColumnMeasure {
  #most: number;
  #sum = 0;
  #count = 0;
  readonly #heading: number;

  constructor(heading: string) {
    this.#heading = measureText(heading, textSize, true) + cellGap;
    this.#most = 0;
  }

  add(text: string): void {
    if (text === '') return;
    const width = measureText(text, textSize, false) + cellGap;
    this.#most = Math.max(this.#most, width);
    this.#sum += width;
    this.#count += 1;
  }

  /** As wide as its widest text, unless that is much wider than the others. */
  get wanted(): number {
    const mean = this.#count === 0 ? 0 : this.#sum / this.#count;
    const content = Math.min(this.#most, mean * 1.7 + 14);
    return Math.min(widestColumn, Math.max(narrowestColumn, this.#heading, content));
  }
}

/**
 * Widths that fill the sheet between its margins. What is over goes to all; what is lacking is taken from the widest,
 * so that days, numbers and serials stay whole as long as there is a longer text to cut.
 */
export function columnWidths(wanted: readonly number[], available: number): number[] {
  const total = wanted.reduce((sum, width) => sum + width, 0);
  if (total <= available) return wanted.map((width) => (width * available) / total);
  let left = available;
  let share = left / wanted.length;
  const ascending = wanted.toSorted((one, other) => one - other);
  for (const [index, width] of ascending.entries()) {
    share = left / (wanted.length - index);
    if (width > share) break;
    left -= width;
  }
  return wanted.map((width) => Math.min(width, share));
}

/** How many lines a row has: two where not every column gets what it needs, so that long names are read whole. */
export function linesFor(wanted: readonly number[], available: number): 1 | 2 {
  return wanted.reduce((sum, width) => sum + width, 0) > available ? 2 : 1;
}

/** The lines on which the text fits, with an ellipsis where something is cut. */
export function fitted(text: string, width: number, bold: boolean, lines: 1 | 2): string[] {
  if (measureText(text, textSize, bold) <= width) return [text];
  const room = { widthMm: width, heightMm: 100, sizeMm: textSize, minSizeMm: textSize, bold, lines };
  return fitText(text, { ...room, overflow: 'ellipsis' }).lines;
}

/** Sentences on as few lines as they need. */
export function wrapped(sentences: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const sentence of sentences) {
    const longer = line === '' ? sentence : `${line}  ·  ${sentence}`;
    if (line !== '' && measureText(longer, wordSize, false) > width) {
      lines.push(line);
      line = sentence;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

export interface Pages {
  rowHeight: number;
  /** Upper edge of the heading row on the first page and on the others. */
  firstTop: number;
  nextTop: number;
  rowsOnFirst: number;
  rowsOnNext: number;
  count: number;
}

/** How rows fall onto pages; a list without rows has one page. */
export function pagesOf(rows: number, height: number, words: number, lines: 1 | 2): Pages {
  const rowHeight = lines * lineHeight + rowGap;
  const firstTop = margin + titleHeight + words * wordHeight + (words > 0 ? 6 : 0);
  const nextTop = margin + runningHeight;
  const fitting = (top: number) => Math.max(1, Math.floor((height - margin - footHeight - top) / rowHeight) - 1);
  const rowsOnFirst = fitting(firstTop);
  const rowsOnNext = fitting(nextTop);
  const count = 1 + Math.ceil(Math.max(0, rows - rowsOnFirst) / rowsOnNext);
  return { rowHeight, firstTop, nextTop, rowsOnFirst, rowsOnNext, count };
}
