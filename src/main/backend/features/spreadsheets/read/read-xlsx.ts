import { parseSheet, sheetCell, type RawRows } from './sheet-parser.ts';
import { addressOf, scanSheet, type SheetScan } from './sheet-scan.ts';
import { wholeOf, type SourceFile } from './source-file.ts';
import {
  cellText,
  namedHeadings,
  TableError,
  type Cell,
  type ReadLimits,
  type ReadOptions,
  type SheetCell,
  type Table,
  type TableWarning,
} from './table.ts';
import { checkWorkbook, chosenSheet, type CheckedWorkbook, type SheetPart } from './workbook-guard.ts';

interface FilledRow {
  readonly rowNumber: number;
  readonly cells: (SheetCell | undefined)[];
}

/** The cells that hold something, with the ones a formula should have filled. */
function filledRows(raw: RawRows, scan: SheetScan, date1904: boolean): FilledRow[] {
  const rows: FilledRow[] = [];
  for (let index = 0; index < scan.lastRow; index += 1) {
    const cells: (SheetCell | undefined)[] = [];
    const rawRow = raw[index] ?? [];
    for (const column of Object.keys(rawRow)) {
      const at = Number(column);
      const cell = sheetCell(rawRow[at], addressOf(at, index + 1), date1904);
      if (cell !== null) cells[at] = cell;
    }
    rows.push({ rowNumber: index + 1, cells });
  }
  for (const [address, formula] of scan.uncomputed) {
    const parts = /^([A-Z]+)(\d+)$/.exec(address);
    const column = Array.from(parts?.[1] ?? 'A').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const row = rows[Number(parts?.[2]) - 1];
    if (row !== undefined) row.cells[column] = { type: 'error', text: formula, value: formula, address };
  }
  return rows.filter((row) => row.cells.some((cell) => cellText(cell).trim() !== ''));
}

/** A heading written over several columns stands for each of them. */
function repeatMergedHeading(row: FilledRow, scan: SheetScan): void {
  for (const merge of scan.merges) {
    if (row.rowNumber - 1 < merge.top || row.rowNumber - 1 > merge.bottom) continue;
    const source = row.cells[merge.left];
    if (source === undefined) continue;
    for (let column = merge.left + 1; column <= merge.right; column += 1) {
      row.cells[column] ??= { ...source, address: addressOf(column, row.rowNumber) };
    }
  }
}

function widthOf(rows: readonly FilledRow[], limits: ReadLimits): number {
  let width = 0;
  for (const { cells, rowNumber } of rows) {
    const last = cells.findLastIndex((cell) => cellText(cell).trim() !== '') + 1;
    if (last > limits.maxColumns) {
      throw new TableError('TOO_MANY_COLUMNS', { row: rowNumber, columns: last, maxColumns: limits.maxColumns });
    }
    width = Math.max(width, last);
  }
  return width;
}

function warningsOf(book: CheckedWorkbook, sheet: SheetPart, scan: SheetScan, headingRow: number): TableWarning[] {
  const warnings: TableWarning[] = [];
  const others = book.sheets.filter((other) => other !== sheet && !other.hidden).map((other) => other.name);
  if (sheet.hidden) warnings.push({ code: 'HIDDEN_SHEET', facts: { sheet: sheet.name } });
  if (others.length > 0) warnings.push({ code: 'OTHER_SHEETS', facts: { sheets: others } });
  const computed = scan.formulas - scan.uncomputed.size;
  if (computed > 0) warnings.push({ code: 'FORMULAS_DROPPED', facts: { cells: computed } });
  if (scan.uncomputed.size > 0) {
    const cells = [...scan.uncomputed.keys()].slice(0, 20);
    warnings.push({ code: 'FORMULA_WITHOUT_VALUE', facts: { count: scan.uncomputed.size, cells } });
  }
  const merged = scan.merges.filter((merge) => merge.bottom >= headingRow).length;
  if (merged > 0) warnings.push({ code: 'MERGED_CELLS', facts: { count: merged } });
  return warnings;
}

/**
 * Reads one sheet of a workbook. Everything a hostile file can claim is checked before the parser sees it; the parser
 * gets a package that holds this one sheet only.
 */
export async function readXlsx(source: SourceFile, limits: ReadLimits, options: ReadOptions): Promise<Table> {
  const { content, sha256 } = await wholeOf(source);
  options.signal?.throwIfAborted();
  const book = checkWorkbook(content);
  const sheet = chosenSheet(book, options.sheet);
  const part = book.parts.get(sheet.path);
  if (part === undefined) throw new TableError('DAMAGED_FILE', { reason: 'NO_SHEET' });
  const scan = scanSheet(part);
  const before = options.headingRow ?? 1;
  if (scan.lastRow - before > limits.maxRows) {
    throw new TableError('TOO_MANY_ROWS', { lastRow: scan.lastRow, maxRows: limits.maxRows });
  }
  const filled = filledRows(parseSheet(book, sheet, scan.lastRow), scan, book.date1904);
  const wanted = options.headingRow ?? 0;
  const heading = filled.find((row) => row.rowNumber >= wanted);
  if (heading === undefined) throw new TableError('EMPTY_FILE', { sheet: sheet.name });
  repeatMergedHeading(heading, scan);
  const used = filled.filter((row) => row.rowNumber >= heading.rowNumber);
  const width = widthOf(used, limits);
  const warnings = warningsOf(book, sheet, scan, heading.rowNumber);
  const inWidth = (cells: readonly (SheetCell | undefined)[]): Cell[] =>
    Array.from({ length: width }, (_, at) => cells[at] ?? '');
  return {
    kind: 'xlsx',
    sha256,
    bytes: source.bytes,
    sheetNames: book.sheets.map(({ name }) => name),
    sheet: sheet.name,
    date1904: book.date1904,
    headings: namedHeadings(inWidth(heading.cells).map(cellText), warnings),
    headingRow: heading.rowNumber,
    rows: used.slice(1).map((row) => ({ rowNumber: row.rowNumber, cells: inWidth(row.cells) })),
    warnings,
  };
}
