import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ExportLanguage, Paper } from '#shared/features/spreadsheets/export-contract.ts';
import { fontFiles } from '#backend/kernel/documents/fonts.ts';
import { openDocument } from '#backend/kernel/documents/pdf.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import type { CellValue, Column } from '../write/column.ts';
import { cellTexts } from './cell-text.ts';
import {
  ColumnMeasure,
  columnWidths,
  fitted,
  lineHeight,
  linesFor,
  margin,
  pagesOf,
  sheetOf,
  textSize,
  wordHeight,
  wordSize,
  wrapped,
} from './page-layout.ts';
import type { Pages } from './page-layout.ts';

export interface PdfList {
  title: string;
  organisation: string;
  /** The filter in words; none for the whole list. */
  words: readonly string[];
  columns: readonly Column[];
  /** From the first row on, each time: once to measure, once to draw. */
  rows: (phase: 'measuring' | 'writing') => AsyncIterable<readonly CellValue[]>;
  paper: Paper;
  language: ExportLanguage;
  now: string;
}

const atTheEnd: ReadonlySet<string> = new Set(['integer', 'decimal', 'money', 'date', 'dateTime']);
const ink = '#111111';
const quiet = '#555555';
const hairline = '#c8ccd0';
const headGround = '#eef1f4';

/**
 * Writes a list on pages with its title, its filter in words, headings on every page and page numbers. Every row stands
 * on one line, or on two where the columns are too many for the sheet; what is still longer is cut with an ellipsis. Pages go to the stream as they are full.
 *
 * @returns how many rows were written
 */
export async function writePdf(target: Writable, list: PdfList): Promise<{ rows: number; pages: number }> {
  const textOf = cellTexts(list.language);
  const measures = list.columns.map((column) => new ColumnMeasure(column.heading));
  let count = 0;
  for await (const row of list.rows('measuring')) {
    for (const [index, measure] of measures.entries())
      measure.add(textOf(row[index] ?? null, list.columns[index]?.type ?? 'text'));
    count += 1;
  }
  const { width, height } = sheetOf(list.paper);
  const available = width - 2 * margin;
  const wanted = measures.map((measure) => measure.wanted);
  const widths = columnWidths(wanted, available);
  const lines = linesFor(wanted, available);
  const words = wrapped(list.words, available);
  const pages = pagesOf(count, height, words.length, lines);
  const pdf = openDocument({ fonts: fontFiles(), title: list.title, createdAt: new Date(list.now) });
  pdf.pipe(target);
  const sheet = new Sheet(pdf, list, { width, height, widths, words, pages, count, lines });
  let onPage = 0;
  sheet.open();
  for await (const row of list.rows('writing')) {
    if (onPage === (sheet.number === 1 ? pages.rowsOnFirst : pages.rowsOnNext)) {
      if (target.writableNeedDrain) await once(target, 'drain');
      sheet.open();
      onPage = 0;
    }
    sheet.row(
      list.columns.map((column, index) => textOf(row[index] ?? null, column.type)),
      onPage,
    );
    onPage += 1;
  }
  pdf.end();
  await finished(target);
  return { rows: count, pages: sheet.number };
}

interface Measures {
  width: number;
  height: number;
  widths: readonly number[];
  words: readonly string[];
  pages: Pages;
  count: number;
  lines: 1 | 2;
}

/** Draws page after page. */
class Sheet {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #list: PdfList;
  readonly #measures: Measures;
  number = 0;

  constructor(pdf: PDFKit.PDFDocument, list: PdfList, measures: Measures) {
    this.#pdf = pdf;
    this.#list = list;
    this.#measures = measures;
  }

  /** Starts the next page with its head, its headings and its foot. */
  open(): void {
    const { width, height, pages } = this.#measures;
    this.number += 1;
    this.#pdf.addPage({ size: [width, height], margin: 0 });
    if (this.number === 1) this.#title();
    else this.#text(this.#list.title, margin, margin, { bold: true, size: wordSize });
    this.#headings(this.number === 1 ? pages.firstTop : pages.nextTop);
    this.#foot();
  }

  row(texts: readonly string[], index: number): void {
    const { pages, width } = this.#measures;
    const { rowHeight } = pages;
    const top = (this.number === 1 ? pages.firstTop : pages.nextTop) + (index + 1) * rowHeight;
    this.#cells(texts, top, false);
    this.#pdf
      .lineWidth(0.4)
      .moveTo(margin, top + rowHeight)
      .lineTo(width - margin, top + rowHeight)
      .stroke(hairline);
  }

  #title(): void {
    const { title, organisation, language, now } = this.#list;
    const { words, count } = this.#measures;
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(now));
    this.#text(title, margin, margin, { bold: true, size: 15 });
    const rows = textIn(language, 'export.rows', { count });
    this.#text(`${organisation}  ·  ${day}  ·  ${rows}`, margin, margin + 19, { size: wordSize, colour: quiet });
    for (const [index, line] of words.entries())
      this.#text(line, margin, margin + 34 + index * wordHeight, { size: wordSize });
  }

  #headings(top: number): void {
    const { width, pages } = this.#measures;
    this.#pdf.rect(margin, top, width - 2 * margin, pages.rowHeight).fill(headGround);
    this.#cells(
      this.#list.columns.map((column) => column.heading),
      top,
      true,
    );
  }

  #foot(): void {
    const { width, height, pages } = this.#measures;
    const { organisation, title, language } = this.#list;
    const facts = { page: this.number, pages: pages.count };
    const y = height - margin - 6;
    this.#text(`${organisation}  ·  ${title}`, margin, y, { size: 7, colour: quiet });
    this.#text(textIn(language, 'export.page', facts), margin, y, { size: 7, colour: quiet, end: width - margin });
  }

  #cells(texts: readonly string[], top: number, bold: boolean): void {
    let left = margin;
    for (const [index, text] of texts.entries()) {
      const width = this.#measures.widths[index] ?? 0;
      const ends = atTheEnd.has(this.#list.columns[index]?.type ?? 'text');
      const shown = text === '' ? [] : fitted(text, width - 8, bold, this.#measures.lines);
      for (const [line, part] of shown.entries()) {
        const y = top + 2.8 + line * lineHeight;
        this.#text(part, left + 4, y, { bold, ...(ends ? { end: left + width - 4 } : {}) });
      }
      left += width;
    }
  }

  #text(
    text: string,
    left: number,
    top: number,
    {
      bold = false,
      size = textSize,
      colour = ink,
      end,
    }: { bold?: boolean; size?: number; colour?: string; end?: number },
  ): void {
    const pdf = this.#pdf
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(colour);
    const x = end === undefined ? left : end - pdf.widthOfString(text, { features: [] });
    pdf.text(text, x, top, { lineBreak: false, features: [] });
  }
}
