import { columnLetters, TableError } from './table.ts';
import { decodedXml, tagsOf } from './xml-part.ts';

/** A rectangle of cells, zero-based, ends included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** What a look at the raw sheet tells before it is parsed. */
export interface SheetScan {
  /** Number of the last row that holds a value, from 1; 0 for an empty sheet. */
  readonly lastRow: number;
  readonly merges: readonly CellRange[];
  /** Cells that are computed: the formula is dropped, the stored value stays. */
  readonly formulas: number;
  /** Addresses of cells whose formula was never computed, with the formula's text. */
  readonly uncomputed: ReadonlyMap<string, string>;
}

export const MERGED_CELLS_LIMIT = 10_000;

/** Scans a worksheet part. @throws TableError MERGE_TOO_LARGE */
export function scanSheet(sheet: Buffer): SheetScan {
  const prefix = /<(?:(\w+):)?worksheet[\s>]/.exec(sheet.toString('latin1', 0, 4096))?.[1];
  const name = (tag: string): string => (prefix === undefined ? tag : `${prefix}:${tag}`);
  const closing = sheet.lastIndexOf(`</${name('sheetData')}>`);
  const dataEnd = closing < 0 ? sheet.length : closing;
  const hasFormulas = sheet.includes(`<${name('f')}`);
  const formulas = hasFormulas ? formulasOf(sheet.toString('utf8', 0, dataEnd), name) : { count: 0, empty: new Map() };
  return {
    lastRow: lastRowOf(sheet, dataEnd, name),
    merges: mergesOf(sheet, dataEnd),
    formulas: formulas.count,
    uncomputed: formulas.empty,
  };
}

function lastRowOf(sheet: Buffer, dataEnd: number, name: (tag: string) => string): number {
  const last = Math.max(...['v', 't', 'f'].map((tag) => sheet.lastIndexOf(`</${name(tag)}>`, dataEnd)));
  if (last < 0) return 0;
  const opening = `<${name('row')}`;
  const at = sheet.lastIndexOf(opening, last);
  if (at < 0) return 0;
  const stated = /\sr\s*=\s*["'](\d{1,9})["']/.exec(sheet.toString('latin1', at, sheet.indexOf('>', at)))?.[1];
  if (stated !== undefined) return Number(stated);
  let count = 0;
  for (let from = sheet.indexOf(opening); from >= 0 && from <= last; from = sheet.indexOf(opening, from + 4))
    count += 1;
  return count;
}

function mergesOf(sheet: Buffer, dataEnd: number): CellRange[] {
  if (!sheet.includes('mergeCell', dataEnd)) return [];
  const merges: CellRange[] = [];
  let area = 0;
  for (const tag of tagsOf(sheet.toString('utf8', dataEnd), 'mergeCell')) {
    const range = rangeOf(tag.get('ref') ?? '');
    if (range === null) continue;
    area += (range.bottom - range.top + 1) * (range.right - range.left + 1);
    if (area > MERGED_CELLS_LIMIT) {
      throw new TableError('MERGE_TOO_LARGE', { range: tag.get('ref') ?? '', maxCells: MERGED_CELLS_LIMIT });
    }
    merges.push(range);
  }
  return merges;
}

function rangeOf(reference: string): CellRange | null {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (parts === null) return null;
  const column = (letters: string): number =>
    Array.from(letters).reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;
  const [left, right] = [column(parts[1] ?? ''), column(parts[3] ?? '')].toSorted((a, b) => a - b);
  const [top, bottom] = [Number(parts[2]) - 1, Number(parts[4]) - 1].toSorted((a, b) => a - b);
  return { top: top ?? 0, left: left ?? 0, bottom: bottom ?? 0, right: right ?? 0 };
}

/** A formula is followed by its last result; where none is stored the cell would silently be missing. */
function formulasOf(data: string, name: (tag: string) => string): { count: number; empty: Map<string, string> } {
  const cell = new RegExp(
    `<${name('c')}(\\s[^>]*)>\\s*<${name('f')}(?:\\s[^>]*)?(?:/>|>([^<]*)</${name('f')}>)(\\s*<${name('v')})?`,
    'g',
  );
  const empty = new Map<string, string>();
  let count = 0;
  for (const found of data.matchAll(cell)) {
    count += 1;
    const address = /\sr="([A-Z]{1,3}\d{1,7})"/.exec(found[1] ?? '')?.[1];
    if (found[3] === undefined && address !== undefined) empty.set(address, `=${decodedXml(found[2] ?? '')}`);
  }
  return { count, empty };
}

/** `B7` for column 1 in row 7. */
export function addressOf(column: number, rowNumber: number): string {
  return `${columnLetters(column)}${rowNumber}`;
}
