import { sheetCell, type RawCell } from './sheet-cell.ts';
import type { SharedStrings } from './shared-strings.ts';
import { stringOf } from './shared-strings.ts';
import { addressOf } from './sheet-scan.ts';
import type { FilledRow } from './sheet-table.ts';
import { TableError, type SheetCell } from './table.ts';
import { cellXml } from './xml-part.ts';

/** Longest row of a sheet in characters of its XML: 500 cells of the longest text that a spreadsheet lets in. */
const ROW_LIMIT = 1 << 24;
const ROW = /<(?:\w+:)?row(?=[\s/>])([^>]*)>|<\/(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*\/>/g;
const ROW_END = /<\/(?:\w+:)?row\s*>/g;
const CELL = /<(?:\w+:)?c(?=[\s/>])([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c\s*>)/g;
const VALUE = /<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v>/;
const INLINE = /<(?:\w+:)?is(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?is>/;
const FORMULA = /<(?:\w+:)?f(?:\s[^>]*)?(?:\/>|>([^<]*)<\/(?:\w+:)?f>)(\s*<(?:\w+:)?v)?/;
const ERROR_VALUE = /^#[A-Z0-9/_]+[!?]?$/;

/** What cells of a sheet refer to. */
export interface Workbook {
  readonly strings: SharedStrings;
  /** Number formats by the number of the cell's format. */
  readonly formats: readonly string[];
  readonly date1904: boolean;
}

/** What was met on the way through the sheet. */
export interface Met {
  /** Cells that are computed: the formula is dropped, the stored value stays. */
  formulas: number;
  /** Those of them that were never computed. */
  uncomputed: number;
  /** The first of these, by address. */
  uncomputedCells: string[];
}

const LISTED = 20;

/**
 * The rows of a worksheet that hold something, as its text arrives.
 * @param after gets the text that follows the rows, in pieces
 * @throws TableError LINE_TOO_LONG for a row beyond all measure, DAMAGED_FILE
 */
export async function* filledRows(
  pieces: AsyncIterable<string>,
  book: Workbook,
  met: Met,
  after: (text: string) => void,
): AsyncGenerator<FilledRow[]> {
  let rest = '';
  let rowNumber = 0;
  let ended = false;
  for await (const piece of pieces) {
    if (ended) {
      after(piece);
      continue;
    }
    rest += piece;
    const rows: FilledRow[] = [];
    let at = 0;
    for (;;) {
      ROW.lastIndex = at;
      const opening = ROW.exec(rest);
      if (opening === null) {
        // A tag that is cut in two begins anew with the next piece.
        at = Math.max(at, rest.lastIndexOf('<'));
        break;
      }
      const attributes = opening[1];
      if (attributes === undefined) {
        ended = true;
        after(rest.slice(ROW.lastIndex));
        break;
      }
      const stated = /\sr\s*=\s*["'](\d{1,9})["']/.exec(attributes)?.[1];
      const number = stated === undefined ? rowNumber + 1 : Number(stated);
      const from = ROW.lastIndex;
      if (attributes.endsWith('/')) {
        at = from;
        rowNumber = number;
        continue;
      }
      ROW_END.lastIndex = from;
      const closing = ROW_END.exec(rest);
      if (closing === null) {
        at = opening.index;
        break;
      }
      rowNumber = number;
      at = ROW_END.lastIndex;
      const cells = cellsOf(rest.slice(from, closing.index), number, book, met);
      if (cells.length > 0) rows.push({ rowNumber: number, cells });
    }
    rest = ended ? '' : rest.slice(at);
    if (rest.length > ROW_LIMIT) throw new TableError('LINE_TOO_LONG', { row: rowNumber + 1, limit: ROW_LIMIT });
    if (rows.length > 0) yield rows;
  }
}

function cellsOf(row: string, rowNumber: number, book: Workbook, met: Met): (SheetCell | undefined)[] {
  const cells: (SheetCell | undefined)[] = [];
  let column = -1;
  for (const [, attributes = '', content] of row.matchAll(CELL)) {
    const letters = /\sr\s*=\s*["']([A-Z]{1,3})\d/.exec(attributes)?.[1];
    column = letters === undefined ? column + 1 : columnOf(letters);
    if (content === undefined || content === '') continue;
    const address = addressOf(column, rowNumber);
    const cell = formulaWithoutValue(content, address, met) ?? valueOf(attributes, content, address, book);
    if (cell !== null) cells[column] = cell;
  }
  return cells;
}

function columnOf(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + letters.charCodeAt(at) - 64;
  return column - 1;
}

/** A formula is followed by its last result; where none is stored the cell is an error instead of silently nothing. */
function formulaWithoutValue(content: string, address: string, met: Met): SheetCell | null {
  const formula = FORMULA.exec(content);
  if (formula === null) return null;
  met.formulas += 1;
  if (formula[2] !== undefined) return null;
  met.uncomputed += 1;
  if (met.uncomputedCells.length < LISTED) met.uncomputedCells.push(address);
  const text = `=${cellXml(formula[1] ?? '')}`;
  return { type: 'error', text, value: text, address };
}

function valueOf(attributes: string, content: string, address: string, book: Workbook): SheetCell | null {
  const type = /\st\s*=\s*["'](\w+)["']/.exec(attributes)?.[1] ?? 'n';
  const style = /\ss\s*=\s*["'](\d{1,9})["']/.exec(attributes)?.[1];
  const format = style === undefined ? 'General' : (book.formats[Number(style)] ?? 'General');
  const raw = rawCell(type, format, content, book);
  return raw === null ? null : sheetCell(raw, address, book.date1904);
}

function rawCell(type: string, format: string, content: string, { strings, date1904 }: Workbook): RawCell | null {
  if (type === 'inlineStr') {
    const inside = INLINE.exec(content)?.[1];
    return inside === undefined ? null : { t: 's', v: stringOf(inside) ?? '' };
  }
  const value =
    content.startsWith('<v>') && content.indexOf('<', 3) === content.length - 4
      ? content.slice(3, -4)
      : VALUE.exec(content)?.[1];
  if (value === undefined || value === '') return null;
  switch (type) {
    case 's': {
      const text = strings.at(Number.parseInt(value, 10));
      if (text === undefined) throw new TableError('DAMAGED_FILE', { reason: 'STRINGS' });
      return text === null ? null : { t: 's', v: text };
    }
    case 'str':
      return { t: 's', v: cellXml(value) };
    case 'b':
      return { t: 'b', v: /^(?:1|true|on)$/i.test(value.trim()) };
    case 'e':
      return ERROR_VALUE.test(value) ? { t: 'e', v: value } : null;
    case 'd':
      return isoCell(value.trim(), format, date1904);
    default: {
      const number = Number.parseFloat(value);
      return Number.isNaN(number) ? null : { t: 'n', v: number, z: format };
    }
  }
}

/** A day that is stored as ISO text, counted as the other days of the workbook are. */
function isoCell(text: string, format: string, date1904: boolean): RawCell | null {
  const instant = Date.parse(
    /T/.test(text) ? (/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`) : `${text}T00:00:00Z`,
  );
  if (Number.isNaN(instant)) return { t: 's', v: text };
  const days = (instant - Date.UTC(date1904 ? 1904 : 1899, date1904 ? 0 : 11, date1904 ? 1 : 30)) / 86_400_000;
  return { t: 'n', v: days, z: format };
}
