import { parseSheet } from './sheet-parser.ts';
import { scanSheet, type SheetScan } from './sheet-scan.ts';
import { sheetRows, sheetWarnings, tableOf, type FilledRow } from './sheet-table.ts';
import { wholeOf, type SourceFile } from './source-file.ts';
import { TableError, type ReadLimits, type ReadOptions, type Table, type TableWarning } from './table.ts';
import { checkWorkbook, chosenSheet, type CheckedWorkbook, type SheetPart } from './workbook-guard.ts';

/** Cells whose formula was never computed hold an error instead of silently nothing. */
function markUncomputed(rows: readonly FilledRow[], scan: SheetScan): void {
  for (const [address, formula] of scan.uncomputed) {
    const parts = /^([A-Z]+)(\d+)$/.exec(address);
    const column = Array.from(parts?.[1] ?? 'A').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const row = rows[Number(parts?.[2]) - 1];
    if (row !== undefined) row.cells[column] = { type: 'error', text: formula, value: formula, address };
  }
}

function warningsOf(book: CheckedWorkbook, sheet: SheetPart, scan: SheetScan, headingRow: number): TableWarning[] {
  const warnings = sheetWarnings(book.sheets, sheet);
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
  const sheet = chosenSheet(book.sheets, options.sheet);
  const part = book.parts.get(sheet.path);
  if (part === undefined) throw new TableError('DAMAGED_FILE', { reason: 'NO_SHEET' });
  const scan = scanSheet(part);
  const before = options.headingRow ?? 1;
  if (scan.lastRow - before > limits.maxRows) {
    throw new TableError('TOO_MANY_ROWS', { lastRow: scan.lastRow, maxRows: limits.maxRows });
  }
  const rows = sheetRows(parseSheet(book, sheet, scan.lastRow), scan.lastRow, book.date1904);
  markUncomputed(rows, scan);
  return tableOf(
    {
      kind: 'xlsx',
      sha256,
      bytes: source.bytes,
      sheetNames: book.sheets.map(({ name }) => name),
      sheet: sheet.name,
      date1904: book.date1904,
    },
    { rows, merges: scan.merges },
    (headingRow) => warningsOf(book, sheet, scan, headingRow),
    { limits, options },
  );
}
